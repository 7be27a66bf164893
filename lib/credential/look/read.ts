/** Reading one credential's tile. */
import { z } from 'zod';
import { type Actor, demand } from '../../access/actor.ts';
import { credentialMissing } from '../missing.ts';
import { findTile } from './store.ts';
import type { Tile } from './tile.ts';

/** The ETag of a tile: changes with everything that people edit, not with what an inspection finds. */
export function etagOf(tile: Pick<Tile, 'version'>): string {
  return `"${tile.version}"`;
}

/** @throws Problem `forbidden` or `not_found` */
export async function readCredential(actor: Actor, id: string): Promise<Tile> {
  demand(actor, 'credential.read');
  const tile = z.uuid().safeParse(id).success ? await findTile(actor, id) : null;
  if (!tile) throw credentialMissing();
  return tile;
}
