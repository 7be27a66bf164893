/** The audit trail for those who may read it. Reading it is an event too. */
import { z } from 'zod';
import { endOfDay, isZone, startOfDay } from '../audit/days.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { readTrail, type TrailRow } from '../audit/trail.ts';
import { limitSchema } from '../cursor.ts';
import { database } from '../db.ts';
import { writtenId } from '../name/schema.ts';
import { type Caller, demand } from './actor.ts';
import { emailsOf } from './people/members.ts';

const instant = z.iso.datetime();

export const trailEventSchema = z
  .object({
    /** The event's number; text, as it may pass what a JavaScript number holds. */
    seq: z.string(),
    at: instant,
    requestId: z.string().nullable(),
    address: z.string().nullable(),
    actorKind: z.string(),
    actorId: z.string().nullable(),
    actorName: z.string(),
    /** Of a person whose account is still there: people choose their names themselves. */
    actorEmail: z.string().nullable(),
    action: z.string(),
    outcome: z.string(),
    targetKind: z.string().nullable(),
    targetId: z.string().nullable(),
    targetName: z.string().nullable(),
    targetEmail: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEvent' });
export type TrailEvent = z.infer<typeof trailEventSchema>;

export const trailSchema = z
  .object({ items: z.array(trailEventSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditTrail' });
export type Trail = z.infer<typeof trailSchema>;

const id = writtenId('Filter by an id.');

const day = z.iso.date({ error: 'A day reads like 2026-01-31.' });
const unknownZone = 'Name a time zone such as Europe/Berlin, or leave it out for UTC.';

/** The query of GET /api/audit-events; the cursor is the number of the last event of the page before. */
export const trailQuerySchema = z
  .strictObject({
    person: id.optional(),
    credential: id.optional(),
    /** With a minus before it, all but those: `-credential.used`. */
    action: z
      .string()
      .regex(/^-?[a-z_]{1,40}\.[a-z_]{1,40}$/, {
        error: 'An action reads like credential.added, or -credential.used for all but those.',
      })
      .optional(),
    /** The first and the last day, both included. */
    from: day.optional(),
    to: day.optional(),
    /** Where those days begin. */
    zone: z.string().max(60, { error: unknownZone }).refine(isZone, { error: unknownZone }).default('UTC'),
    cursor: z
      .string()
      .regex(/^[1-9][0-9]{0,17}$/, { error: 'This cursor is not from an answer of Flowkeep. Leave it out.' })
      .optional(),
    limit: limitSchema,
  })
  .refine(({ from, to }) => !from || !to || from <= to, {
    path: ['to'],
    error: 'The last day lies before the first one.',
  });
export type TrailQuery = z.infer<typeof trailQuerySchema>;

const detailsSchema = z.record(z.string(), z.unknown()).catch({});

const personIn = (kind: string | null, id: string | null) => (kind === 'person' ? id : null);

async function toEvents(rows: TrailRow[]): Promise<TrailEvent[]> {
  const actor = (row: Pick<TrailRow, 'actorKind' | 'actorId'>) => personIn(row.actorKind, row.actorId);
  const target = (row: Pick<TrailRow, 'targetKind' | 'targetId'>) => personIn(row.targetKind, row.targetId);
  const emails = await emailsOf(rows.flatMap((row) => [actor(row), target(row)]));
  return rows.map(({ seq, at, details, ...row }) => ({
    ...row,
    actorEmail: emails.get(actor(row) ?? '') ?? null,
    targetEmail: emails.get(target(row) ?? '') ?? null,
    seq: String(seq),
    at: at.toISOString(),
    details: detailsSchema.parse(details),
  }));
}

/**
 * A page of the audit trail, newest first. Each page that is read is recorded, wherever it begins: a cursor is a number
 * that anybody can make up.
 * @throws Problem `forbidden`
 */
export async function readAuditTrail(caller: Caller, query: TrailQuery): Promise<Trail> {
  demand(caller.actor, 'audit.read');
  const { person, credential, action, from, to, zone, cursor, limit } = query;
  const filter = { actorId: person, targetId: credential, action };
  const time = { from: from ? startOfDay(from, zone) : null, before: to ? endOfDay(to, zone) : null };
  const rows = await readTrail(filter, time, cursor ? BigInt(cursor) : null, limit + 1);
  const days = { from: from ?? null, to: to ?? null, zone: from || to ? zone : null };
  const asked = { person: person ?? null, credential: credential ?? null, action: action ?? null, ...days };
  await appendAuditEvent(database(), caller, {
    action: 'audit.read',
    outcome: 'done',
    target: null,
    details: { ...asked, before: cursor ?? null },
  });
  const items = await toEvents(rows.slice(0, limit));
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.seq ?? null) : null };
}
