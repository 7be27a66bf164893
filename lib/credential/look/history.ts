/** What was done to a credential, for everybody who may see it. */
import { z } from 'zod';
import { type Actor, reaches } from '../../access/actor.ts';
import { eventsAbout } from '../../audit/history.ts';
import { listQuerySchema } from './list.ts';
import { readCredential } from './read.ts';

export const historySchema = z.object({
  items: z.array(
    z.object({
      /** The event's number in the audit trail. */
      seq: z.string(),
      at: z.iso.datetime(),
      action: z.string(),
      outcome: z.string(),
      actorName: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type History = z.infer<typeof historySchema>;

/** The query of GET /api/credentials/{id}/history; the cursor is an event's number. */
export const historyQuerySchema = z.strictObject({
  cursor: z
    .string()
    .regex(/^[1-9][0-9]{0,17}$/, { error: 'This cursor is not from an answer of Flowkeep. Leave it out.' })
    .optional(),
  limit: listQuerySchema.shape.limit,
});

const detailsSchema = z.record(z.string(), z.unknown()).catch({});

/** A part of an event's details as the actor may know it: a credential beyond his reach is blanked. */
function blanked(actor: Actor, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => blanked(actor, each));
  if (typeof value !== 'object' || value === null) return value;
  if ('id' in value && !reaches(actor, String(value.id))) return null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, blanked(actor, part)]));
}

/** A page of a credential's events, newest first. @throws Problem `forbidden` or `not_found` */
export async function credentialHistory(
  actor: Actor,
  id: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<History> {
  const known = await readCredential(actor, id);
  const rows = await eventsAbout(known.id, query.cursor ? BigInt(query.cursor) : null, query.limit + 1);
  const items = rows.slice(0, query.limit).map(({ seq, at, details, ...row }) => ({
    ...row,
    seq: String(seq),
    at: at.toISOString(),
    details: detailsSchema.parse(blanked(actor, details)),
  }));
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.seq ?? null) : null };
}
