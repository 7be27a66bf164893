/** Reading credentials: never an envelope, never more than a page. */
import type { Prisma } from '../../../prisma/generated/client.ts';
import { type Actor, credentialConfinement, reaches } from '../../access/actor.ts';
import { type Database, type DatabaseClient, database } from '../../db.ts';
import { keyRing } from '../sealed/key-ring.ts';
import { expiringBefore, type Surroundings, type TileRow, tileColumns, toTile } from './present.ts';
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
    deletedAt: null,
    AND: [
      confinement ? { id: { in: confinement } } : {},
      filter.connector ? { connector: filter.connector } : {},
      filter.status ? whereStatus(filter.status, now) : {},
      filter.q ? whereText(filter.q) : {},
    ],
  };
}

/** How many credentials fit; without search, status or confinement the number is kept, not counted. */
export async function countTiles(actor: Actor, filter: TileFilter, now: Date): Promise<number> {
  if (filter.q || filter.status || credentialConfinement(actor)) {
    return database().credential.count({ where: whereTiles(actor, filter, now) });
  }
  const rows = await database().credentialCount.findMany({
    where: filter.connector ? { connector: filter.connector } : {},
  });
  return rows.reduce((sum, { count }) => sum + count, 0);
}

interface SurroundingsRow {
  id: string;
  usedBy: number;
  sameTokenAs: Tile['sameTokenAs'] | null;
  rollBackUntil: Date | null;
}

/** What stands around each of these credentials, in one statement for all of them. */
async function surroundings(
  client: Database | DatabaseClient,
  actor: Actor,
  ids: string[],
): Promise<Map<string, Surroundings>> {
  const visible = credentialConfinement(actor);
  const rows = await client.$queryRaw<SurroundingsRow[]>`
    SELECT c.id,
      (SELECT count(*)::int FROM data_resource r WHERE r.credential_id = c.id) AS "usedBy",
      (SELECT max(t.destroy_after) FROM retired_token t WHERE t.credential_id = c.id AND t.destroy_after > now())
        AS "rollBackUntil",
      (SELECT json_agg(json_build_object('id', o.id, 'name', o.name) ORDER BY o.id DESC) FROM (
        SELECT id, name FROM credential
        WHERE token_fingerprint = c.token_fingerprint AND id <> c.id AND deleted_at IS NULL
          AND (${visible === null} OR id = ANY(${visible ?? []}::uuid[]))
        ORDER BY id DESC LIMIT 3
      ) o) AS "sameTokenAs"
    FROM credential c WHERE c.id = ANY(${ids}::uuid[])`;
  return new Map(rows.map(({ id, ...row }) => [id, { ...row, sameTokenAs: row.sameTokenAs ?? [] }]));
}

const alone: Surroundings = { usedBy: 0, sameTokenAs: [], rollBackUntil: null };

/** The tiles of rows, in their order, as far as the actor may see what stands around them. */
export async function tilesOf(
  actor: Actor,
  rows: TileRow[],
  client: Database | DatabaseClient = database(),
): Promise<Tile[]> {
  if (rows.length === 0) return [];
  const [around, ring] = await Promise.all([
    surroundings(
      client,
      actor,
      rows.map(({ id }) => id),
    ),
    keyRing(),
  ]);
  const context = { loadedKeys: new Set(ring.ids), now: new Date() };
  return rows.map((row) => toTile(row, { ...context, ...(around.get(row.id) ?? alone) }));
}

/** The tile of one row. @param client the transaction that made the row, where it has not ended */
export async function tileOf(
  actor: Actor,
  row: TileRow,
  client: Database | DatabaseClient = database(),
): Promise<Tile> {
  const [tile] = await tilesOf(actor, [row], client);
  if (!tile) throw new Error('A row has no tile.');
  return tile;
}

/** One tile; null when it isn't there, was deleted, or the actor may not know of it. */
export async function findTile(actor: Actor, id: string): Promise<Tile | null> {
  if (!reaches(actor, id)) return null;
  const row = await database().credential.findUnique({ where: { id, deletedAt: null }, select: tileColumns });
  return row && tileOf(actor, row);
}
