/** Reading credentials: never an envelope, never more than a page. */
import type { Prisma } from '../../prisma/generated/client.ts';
import { type Actor, credentialConfinement } from '../access/actor.ts';
import { database } from '../db.ts';
import { keyRing } from './key-ring.ts';
import { expiringBefore, type TileRow, tileColumns, toTile } from './present.ts';
import type { CredentialStatus, Tile } from './tile.ts';

/** The condition under which `statusAt` answers a status. */
function whereStatus(status: CredentialStatus, now: Date): Prisma.CredentialWhereInput {
  const soon = expiringBefore(now);
  switch (status) {
    case 'valid':
      return { verdict: 'valid', OR: [{ usableUntil: null }, { usableUntil: { gt: soon } }] };
    case 'expiring':
      return { verdict: 'valid', usableUntil: { gt: now, lte: soon } };
    case 'invalid':
      return { OR: [{ verdict: 'invalid' }, { verdict: 'valid', usableUntil: { lte: now } }] };
    case 'unchecked':
      return { verdict: 'unchecked' };
  }
}

/** Prisma passes LIKE's own signs through: as text they need an escape. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

function whereText(q: string): Prisma.CredentialWhereInput {
  const contains = { contains: literally(q), mode: 'insensitive' as const };
  const digits = q.replace(/\s/g, '');
  return {
    OR: [
      { name: contains },
      { description: contains },
      { wabaName: contains },
      ...(/^\d+$/.test(digits) ? [{ wabaId: { startsWith: digits } }] : []),
    ],
  };
}

export interface TileFilter {
  connector?: string | undefined;
  q?: string | undefined;
  status?: CredentialStatus | undefined;
}

/** The condition for what an actor may see of a filter. */
export function whereTiles(actor: Actor, filter: TileFilter, now: Date): Prisma.CredentialWhereInput {
  const confinement = credentialConfinement(actor);
  return {
    AND: [
      confinement ? { id: { in: confinement } } : {},
      filter.connector ? { connector: filter.connector } : {},
      filter.status ? whereStatus(filter.status, now) : {},
      filter.q ? whereText(filter.q) : {},
    ],
  };
}

/** How many data sources and destinations use each of these credentials. */
async function usage(ids: string[]): Promise<Map<string, number>> {
  const groups = await database().dataResource.groupBy({
    by: ['credentialId'],
    where: { credentialId: { in: ids } },
    _count: true,
  });
  return new Map(groups.map((group) => [group.credentialId, group._count]));
}

/** The tiles of rows, in their order. */
export async function tilesOf(rows: TileRow[]): Promise<Tile[]> {
  const [usedBy, ring] = await Promise.all([usage(rows.map((row) => row.id)), keyRing()]);
  const context = { loadedKeys: new Set(ring.ids), now: new Date() };
  return rows.map((row) => toTile(row, { ...context, usedBy: usedBy.get(row.id) ?? 0 }));
}

/** One tile; null when it isn't there or the actor may not know of it. */
export async function findTile(actor: Actor, id: string): Promise<Tile | null> {
  const confinement = credentialConfinement(actor);
  if (confinement && !confinement.includes(id)) return null;
  const row = await database().credential.findUnique({ where: { id }, select: tileColumns });
  if (!row) return null;
  const [tile] = await tilesOf([row]);
  return tile ?? null;
}
