/** Listing credentials: never decrypts, never asks Graph. */
import { z } from 'zod';
import { type Actor, demand } from '../../access/actor.ts';
import { connectorIds } from '../../connector/connectors.ts';
import { type Cursor, cursorSchema, cutPage, limitSchema, pageQuery } from '../../cursor.ts';
import { database } from '../../db.ts';
import { storedName } from '../../name/schema.ts';
import { tileColumns } from './present.ts';
import { countTiles, type TileFilter, tilesOf, whereTiles } from './store.ts';
import { type CredentialStatus, credentialStatuses, type Tile, tileSchema } from './tile.ts';

const statusNames = credentialStatuses.join(', ');

/** The query of GET /api/credentials. */
export const listQuerySchema = z.strictObject({
  connector: z.enum(connectorIds, { error: 'Flowkeep knows the connector whatsapp-flows.' }).optional(),
  q: z
    .string({ error: 'Give one text to search for.' })
    .max(200, { error: 'Search for at most 200 characters.' })
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), {
      error: 'The search holds a control character.',
    })
    .transform(storedName)
    .optional(),
  status: z.enum(credentialStatuses, { error: `A status is one of ${statusNames}.` }).optional(),
  cursor: cursorSchema.optional(),
  limit: limitSchema,
});

export const tileListSchema = z
  .object({
    items: z.array(tileSchema),
    nextCursor: z.string().nullable(),
    previousCursor: z.string().nullable(),
    total: z.number().int(),
  })
  .meta({ id: 'CredentialList' });

export interface ListQuery {
  connector?: string | undefined;
  q?: string | undefined;
  status?: CredentialStatus | undefined;
  cursor?: Cursor | undefined;
  limit: number;
}

export interface TileList {
  items: Tile[];
  nextCursor: string | null;
  previousCursor: string | null;
  /** How many fit the filter, on all pages. */
  total: number;
}

/** The newest tiles that fit, without counting how many do. @throws Problem `forbidden` */
export async function newestCredentials(actor: Actor, filter: TileFilter, limit: number): Promise<Tile[]> {
  demand(actor, 'credential.read');
  const rows = await database().credential.findMany({
    where: whereTiles(actor, filter, new Date()),
    orderBy: { id: 'desc' },
    take: limit,
    select: tileColumns,
  });
  return tilesOf(actor, rows);
}

/** A page of the tiles that the actor may see, newest first. @throws Problem `forbidden` */
export async function listCredentials(actor: Actor, query: ListQuery): Promise<TileList> {
  demand(actor, 'credential.read');
  const now = new Date();
  const filter = whereTiles(actor, query, now);
  const { where, ...page } = pageQuery(query.cursor, query.limit);
  const found = await database().credential.findMany({
    where: { AND: [filter, where] },
    select: tileColumns,
    ...page,
  });
  // What fits on the first page needs no counting.
  const whole = !query.cursor && found.length <= query.limit;
  const total = whole ? found.length : await countTiles(actor, query, now);
  const { rows, nextCursor, previousCursor } = cutPage(found, query.cursor, query.limit);
  return { items: await tilesOf(actor, rows), nextCursor, previousCursor, total };
}
