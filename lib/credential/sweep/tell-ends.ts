/** Background work: events for tokens that have ended, and for those that soon will. */
import { Prisma } from '../../../prisma/generated/client.ts';
import type { AuditEvent } from '../../audit/event.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import { systemCaller } from '../../audit/system.ts';
import type { DatabaseClient } from '../../db.ts';
import { inTransaction } from '../../transaction.ts';
import { expiringBefore } from '../look/present.ts';

/** How many credentials one transaction looks after. */
const batch = 50;

interface DueRow {
  id: string;
  name: string;
  tokenVersion: number;
  usableUntil: Date;
}

type Told = 'credential.token_ended' | 'credential.token_ending';

/** Which tokens an event tells of, and what is noted so that it tells of each end once. */
const kinds: Record<Told, { due(now: Date): Prisma.Sql; noted: Prisma.Sql }> = {
  'credential.token_ended': {
    due: (now) => Prisma.sql`usable_until <= ${now} AND end_told IS DISTINCT FROM usable_until`,
    noted: Prisma.sql`end_told = usable_until, ending_told = usable_until`,
  },
  // Of a token that Meta rejects already, nobody needs to know that it would have ended.
  'credential.token_ending': {
    due: (now) => Prisma.sql`usable_until > ${now} AND usable_until <= ${expiringBefore(now)}
      AND verdict = 'valid' AND ending_told IS DISTINCT FROM usable_until`,
    noted: Prisma.sql`ending_told = usable_until`,
  },
};

/** Notes what is due in rows that nobody is changing now; those that somebody is are left for later. */
function note(client: DatabaseClient, action: Told, now: Date): Promise<DueRow[]> {
  const { due, noted } = kinds[action];
  return client.$queryRaw<DueRow[]>`
    UPDATE credential SET ${noted} WHERE id IN (
      SELECT id FROM credential WHERE deleted_at IS NULL AND ${due(now)}
      ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED
    ) RETURNING id, name, token_version AS "tokenVersion", usable_until AS "usableUntil"`;
}

function tellBatch(action: Told, now: Date): Promise<number> {
  return inTransaction(async (client) => {
    const rows = await note(client, action, now);
    const events = rows.map(
      ({ id, name, tokenVersion, usableUntil }): AuditEvent => ({
        action,
        outcome: 'done',
        target: { kind: 'credential', id, name },
        details: { endsAt: usableUntil.toISOString(), tokenVersion },
      }),
    );
    if (events.length > 0) await appendAuditEvent(client, systemCaller, ...events);
    return rows.length;
  });
}

/** Tells once of each token that has ended, and of each that ends within `expiringDays`. @returns how many events */
export async function tellEnds(): Promise<number> {
  const now = new Date();
  let total = 0;
  for (const action of Object.keys(kinds) as Told[]) {
    for (let told = await tellBatch(action, now); told > 0; told = await tellBatch(action, now))
      total += told;
  }
  return total;
}
