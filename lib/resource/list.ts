/** Listing and reading data sources and destinations. */
import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type Actor, credentialConfinement, demand } from '../access/actor.ts';
import { listQuerySchema } from '../credential/look/list.ts';
import { literally } from '../credential/look/store.ts';
import { type Cursor, cutPage, pageQuery } from '../cursor.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import { resourceColumns, toResourceItem, toResourceView, wholeResourceColumns } from './present.ts';
import type { ResourceKind } from './schema.ts';
import { type ResourceView, resourceItemSchema } from './view.ts';

/** The query of GET /api/sources and /api/destinations. */
export const resourceQuerySchema = listQuerySchema.pick({ q: true, cursor: true, limit: true });

export const resourceListSchema = z
  .object({
    items: z.array(resourceItemSchema),
    nextCursor: z.string().nullable(),
    previousCursor: z.string().nullable(),
    total: z.number().int(),
  })
  .meta({ id: 'ResourceList' });

export interface ResourceQuery {
  q?: string | undefined;
  cursor?: Cursor | undefined;
  limit: number;
}

/** The condition for what an actor may see of a kind. */
export function whereResources(
  actor: Actor,
  kind: ResourceKind,
  q: string | undefined,
): Prisma.DataResourceWhereInput {
  const confinement = credentialConfinement(actor);
  const contains = q ? { contains: literally(q), mode: 'insensitive' as const } : undefined;
  return {
    kind,
    ...(confinement ? { credentialId: { in: confinement } } : {}),
    ...(contains
      ? { OR: [{ name: contains }, { description: contains }, { credential: { name: contains } }] }
      : {}),
  };
}

/** A page of data sources or destinations, newest first. @throws Problem `forbidden` */
export async function listResources(actor: Actor, kind: ResourceKind, query: ResourceQuery) {
  demand(actor, 'resource.read');
  const filter = whereResources(actor, kind, query.q);
  const { where, ...page } = pageQuery(query.cursor, query.limit);
  const [found, total] = await Promise.all([
    database().dataResource.findMany({ where: { AND: [filter, where] }, select: resourceColumns, ...page }),
    database().dataResource.count({ where: filter }),
  ]);
  const { rows, nextCursor, previousCursor } = cutPage(found, query.cursor, query.limit);
  const now = new Date();
  return { items: rows.map((row) => toResourceItem(row, now)), nextCursor, previousCursor, total };
}

/** The same answer for an id that never was and one that is gone. */
export function resourceMissing(kind: ResourceKind): Problem {
  return new Problem('not_found', `There is no data ${kind} with this id. It may have been deleted.`);
}

/** @throws Problem `forbidden` or `not_found` */
export async function readResource(actor: Actor, kind: ResourceKind, id: string): Promise<ResourceView> {
  demand(actor, 'resource.read');
  const row = z.uuid().safeParse(id).success
    ? await database().dataResource.findFirst({
        where: { AND: [{ id }, whereResources(actor, kind, undefined)] },
        select: wholeResourceColumns,
      })
    : null;
  if (!row) throw resourceMissing(kind);
  return toResourceView(row, new Date());
}
