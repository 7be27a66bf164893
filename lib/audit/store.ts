/** Appending to the audit trail. A trigger of the database numbers, dates and chains the rows (see the migration). */
import { type Database, type DatabaseClient, database } from '../db.ts';
import type { AuditCaller, AuditEvent } from './event.ts';

/** An event and who caused it. */
export interface Told {
  caller: AuditCaller;
  event: AuditEvent;
}

function toRow({ caller, event }: Told) {
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
 * Appends events of one caller, in their order, with the statement's own client, so that they commit or fail together with what they tell of.
 * Put them last in a transaction: from here to the commit, other events wait.
 */
export function appendAuditEvent<Client extends Database | DatabaseClient>(
  client: Client,
  caller: AuditCaller,
  ...events: AuditEvent[]
) {
  return appendAuditEvents(
    client,
    events.map((event) => ({ caller, event })),
  );
}

/** The same for events of several callers. */
export function appendAuditEvents<Client extends Database | DatabaseClient>(
  client: Client,
  told: readonly Told[],
) {
  return client.auditEvent.createMany({ data: told.map(toRow) });
}

/** @returns the number of the first event that was changed or whose neighbour is gone; null when the chain is whole. */
export async function auditChainBreak(): Promise<bigint | null> {
  const [row] = await database().$queryRaw<{ seq: bigint | null }[]>`SELECT audit_chain_first_break() AS seq`;
  return row?.seq ?? null;
}
