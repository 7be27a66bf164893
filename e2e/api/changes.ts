/** Changing credentials over HTTP: what the tests of editing, replacing and deleting share. */
import type pg from 'pg';
import { expect, inject } from 'vitest';
import { type Tile, tileSchema } from '../../lib/credential/look/tile.ts';
import { type Answer, call, withKey } from './client.ts';

export const manage = () => withKey(inject('keys').changes);

export function ifMatch({ version }: Pick<Tile, 'version'>): { 'if-match': string } {
  return { 'if-match': `"${version}"` };
}

export async function readTile(id: string): Promise<Tile> {
  const answer = await call(`/api/credentials/${id}`, { headers: manage() });
  return tileSchema.strict().parse(answer.body);
}

/** What a tile is expected to be while other tests give the same scripted token to theirs. */
export function amongOthers(tile: Tile): Tile {
  return { ...tile, sameTokenAs: expect.any(Array) };
}

/** Sends an edit made on the given tile. */
export function edit(
  tile: Tile,
  changes: unknown,
  headers: Record<string, string> = manage(),
): Promise<Answer> {
  const path = `/api/credentials/${tile.id}`;
  return call(path, { method: 'PATCH', json: changes, headers: { ...headers, ...ifMatch(tile) } });
}

/** Sends a new token for the given tile. */
export function replace(
  tile: Tile,
  body: Record<string, unknown>,
  headers: Record<string, string> = manage(),
): Promise<Answer> {
  const path = `/api/credentials/${tile.id}/token`;
  return call(path, { method: 'PUT', json: body, headers: { ...headers, ...ifMatch(tile) } });
}

/** Rolls the given tile's token back. */
export function rollBack(
  tile: Tile,
  body: Record<string, unknown> = {},
  headers: Record<string, string> = manage(),
): Promise<Answer> {
  const path = `/api/credentials/${tile.id}/rollback`;
  return call(path, { json: body, headers: { ...headers, ...ifMatch(tile) } });
}

/** Deletes a credential; the query says what becomes of what uses it. */
export function remove(
  id: string,
  query: Record<string, string> = {},
  headers: Record<string, string> = manage(),
): Promise<Answer> {
  return call(`/api/credentials/${id}?${new URLSearchParams(query)}`, { method: 'DELETE', headers });
}

/** Brings a deleted credential back. */
export function restore(
  id: string,
  body: unknown = {},
  headers: Record<string, string> = manage(),
): Promise<Answer> {
  return call(`/api/credentials/${id}/restoration`, { json: body, headers });
}

/** The tile of an answer that must be a success. @throws Error with the answer when it is not */
export function tileIn(answer: Answer): Tile {
  if (answer.status !== 200) throw new Error(`expected 200, got ${answer.status}: ${answer.text}`);
  return tileSchema.strict().parse(answer.body);
}

/** The sealed versions of a credential, as "purpose version". */
export async function sealedOf(client: pg.Client, id: string): Promise<string[]> {
  const { rows } = await client.query(
    'SELECT purpose, version FROM sealed_secret WHERE credential_id = $1 ORDER BY version, purpose',
    [id],
  );
  return rows.map(({ purpose, version }) => `${purpose} ${version}`);
}
