/** Deleted credentials, while their records can be brought back. */
import { z } from 'zod';
import { type Actor, credentialConfinement, demand } from '../../access/actor.ts';
import { database } from '../../db.ts';
import { deletedKeptDays } from '../kept.ts';

export const deletedListSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        wabaId: z.string(),
        wabaName: z.string().nullable(),
        deletedBy: z.string(),
        deletedAt: z.iso.datetime(),
        /** When the record is removed for good. */
        goneAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'DeletedCredentialList' });
export type DeletedList = z.infer<typeof deletedListSchema>;

/** How many are listed at most. */
export const deletedListed = 100;

const keptMs = deletedKeptDays * 24 * 3_600_000;

/** A credential that was deleted before this moment is gone for good. */
export function goneBefore(now: Date): Date {
  return new Date(now.getTime() - keptMs);
}

/** The credentials deleted last, at most `deletedListed`. @throws Problem `forbidden` */
export async function listDeleted(actor: Actor): Promise<DeletedList> {
  demand(actor, 'credential.delete');
  const confinement = credentialConfinement(actor);
  const rows = await database().credential.findMany({
    where: { deletedAt: { gt: goneBefore(new Date()) }, ...(confinement ? { id: { in: confinement } } : {}) },
    orderBy: { deletedAt: 'desc' },
    take: deletedListed,
    select: { id: true, name: true, wabaId: true, wabaName: true, deletedByName: true, deletedAt: true },
  });
  const items = rows.map(({ deletedByName, deletedAt, ...row }) => ({
    ...row,
    deletedBy: deletedByName ?? '',
    deletedAt: (deletedAt ?? new Date()).toISOString(),
    goneAt: new Date((deletedAt?.getTime() ?? 0) + keptMs).toISOString(),
  }));
  return { items };
}
