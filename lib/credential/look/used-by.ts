/** The data sources and destinations that use a credential. */
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { type Cursor, cutPage, pageQuery } from '../../cursor.ts';
import { type Database, type DatabaseClient, database } from '../../db.ts';
import { listQuerySchema } from './list.ts';
import { readCredential } from './read.ts';

export const dependantSchema = z
  .object({
    kind: z.enum(['source', 'destination']),
    id: z.uuid(),
    name: z.string(),
    /** Who created it. */
    owner: z.string(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Dependant' });
export type Dependant = z.infer<typeof dependantSchema>;

export const dependantListSchema = z
  .object({
    items: z.array(dependantSchema),
    nextCursor: z.string().nullable(),
    previousCursor: z.string().nullable(),
    total: z.number().int(),
  })
  .meta({ id: 'DependantList' });
export type DependantList = z.infer<typeof dependantListSchema>;

/** The query of GET /api/credentials/{id}/resources. */
export const dependantQuerySchema = listQuerySchema.pick({ cursor: true, limit: true });

const columns = { kind: true, id: true, name: true, createdByName: true, lastUsedAt: true } as const;

interface DependantRow {
  kind: Dependant['kind'];
  id: string;
  name: string;
  createdByName: string;
  lastUsedAt: Date | null;
}

function toDependant({ createdByName, lastUsedAt, ...row }: DependantRow): Dependant {
  return { ...row, owner: createdByName, lastUsedAt: lastUsedAt?.toISOString() ?? null };
}

/** The newest dependants of a credential, and how many there are, read with the caller's own client. */
export async function dependantsOf(client: Database | DatabaseClient, credentialId: string, limit: number) {
  const where = { credentialId };
  const rows = await client.dataResource.findMany({
    where,
    orderBy: { id: 'desc' },
    take: limit,
    select: columns,
  });
  const total = rows.length < limit ? rows.length : await client.dataResource.count({ where });
  return { dependants: rows.map(toDependant), total };
}

/** A page of what uses a credential, newest first. @throws Problem `forbidden` or `not_found` */
export async function listDependants(
  actor: Actor,
  credentialId: string,
  query: { cursor?: Cursor | undefined; limit: number },
): Promise<DependantList> {
  await readCredential(actor, credentialId);
  const { where, ...page } = pageQuery(query.cursor, query.limit);
  const [found, total] = await Promise.all([
    database().dataResource.findMany({ where: { credentialId, ...where }, select: columns, ...page }),
    database().dataResource.count({ where: { credentialId } }),
  ]);
  const { rows, nextCursor, previousCursor } = cutPage(found, query.cursor, query.limit);
  return { items: rows.map(toDependant), nextCursor, previousCursor, total };
}
