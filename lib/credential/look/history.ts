/** What was done to a credential, for everybody who may see it. */
import { z } from 'zod';
import { type Actor, may, reaches } from '../../access/actor.ts';
import { emailsOf } from '../../access/people/members.ts';
import { eventsAbout, type HistoryRow } from '../../audit/history.ts';
import { limitSchema } from '../../cursor.ts';
import { readCredential } from './read.ts';

export const historySchema = z
  .object({
    items: z.array(
      z.object({
        /** The event's number in the audit trail. */
        seq: z.string(),
        at: z.iso.datetime(),
        action: z.string(),
        outcome: z.string(),
        actorName: z.string(),
        /** Of a person whose account is still there; for those who may know their colleagues. */
        actorEmail: z.string().nullable(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'History' });
export type History = z.infer<typeof historySchema>;

/** The query of GET /api/credentials/{id}/history; the cursor is an event's number. */
export const historyQuerySchema = z.strictObject({
  cursor: z
    .string()
    .regex(/^[1-9][0-9]{0,17}$/, { error: 'This cursor is not from an answer of Flowkeep. Leave it out.' })
    .optional(),
  limit: limitSchema,
});

const detailsSchema = z.record(z.string(), z.unknown()).catch({});

/** A part of an event's details as the actor may know it: a credential beyond his reach is blanked. */
function blanked(actor: Actor, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => blanked(actor, each));
  if (typeof value !== 'object' || value === null) return value;
  if ('id' in value && !reaches(actor, String(value.id))) return null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, blanked(actor, part)]));
}

/** The addresses of the people in some events: people see those of colleagues, of keys only such as see everybody. */
async function emailsFor(actor: Actor, rows: HistoryRow[]): Promise<Map<string, string>> {
  const knows = actor.kind === 'person' || may(actor, 'member.read');
  if (!knows) return new Map();
  return emailsOf(rows.map(({ actorKind, actorId }) => (actorKind === 'person' ? actorId : null)));
}

/** A page of a credential's events, newest first. @throws Problem `forbidden` or `not_found` */
export async function credentialHistory(
  actor: Actor,
  id: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<History> {
  const known = await readCredential(actor, id);
  const rows = await eventsAbout(known.id, query.cursor ? BigInt(query.cursor) : null, query.limit + 1);
  const emails = await emailsFor(actor, rows);
  const items = rows.slice(0, query.limit).map(({ seq, at, details, actorKind, actorId, ...row }) => ({
    ...row,
    actorEmail: (actorKind === 'person' && emails.get(actorId ?? '')) || null,
    seq: String(seq),
    at: at.toISOString(),
    details: detailsSchema.parse(blanked(actor, details)),
  }));
  return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.seq ?? null) : null };
}
