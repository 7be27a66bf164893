/** Appending to the audit trail. A trigger of the database numbers, dates and chains the rows (see the migration). */
import { Prisma } from '../../prisma/generated/client.ts';
import { type Database, type DatabaseClient, database } from '../db.ts';
import type { AuditCaller, AuditEvent } from './event.ts';

/** An event and who caused it. */
export interface AuditEntry {
  caller: AuditCaller;
  event: AuditEvent;
}

function toRow({ caller, event }: AuditEntry) {
  return {
    requestId: caller.requestId,
    address: caller.address,
    actorKind: caller.actor.kind,
    actorId: caller.actor.id,
    actorName: caller.actor.name,
    action: event.action,
    outcome: event.outcome,
    targetKind: event.target?.kind ?? null,
    targetId: event.target?.id ?? null,
    targetName: event.target?.name ?? null,
    details: event.details,
  };
}

/**
 * Appends events, in their order, with the statement's own client, so that they commit or fail together with what they tell of.
 * Put them last in a transaction: from here to the commit, other events wait.
 */
export function appendAuditEvent<Client extends Database | DatabaseClient>(
  client: Client,
  caller: AuditCaller,
  ...events: AuditEvent[]
) {
  return client.auditEvent.createMany({ data: events.map((event) => toRow({ caller, event })) });
}

/**
 * The INSERT of many events of several callers, for a statement that does more than that; what it adds before must
 * not wait for locks, since the events lock out all others. One text goes to the database, however many there are.
 */
export function auditInsert(entries: readonly AuditEntry[]): Prisma.Sql {
  const rows = JSON.stringify(entries.map(toRow));
  return Prisma.sql`
    INSERT INTO audit_event (request_id, address, actor_kind, actor_id, actor_name, action, outcome,
                             target_kind, target_id, target_name, details)
    SELECT "requestId", address, "actorKind", "actorId", "actorName", action, outcome,
           "targetKind", "targetId", "targetName", details
    FROM ROWS FROM (jsonb_to_recordset(${rows}::jsonb) AS (
      "requestId" text, address text, "actorKind" text, "actorId" text, "actorName" text, action text, outcome text,
      "targetKind" text, "targetId" text, "targetName" text, details jsonb)) WITH ORDINALITY
    ORDER BY ordinality`;
}

/** Appends events of several callers by themselves, for what no transaction changes. */
export async function appendAuditEvents(entries: readonly AuditEntry[]): Promise<void> {
  await database().$executeRaw(auditInsert(entries));
}
