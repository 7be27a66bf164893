/** Reading what happened to one thing. */
import { database } from '../db.ts';

export interface HistoryRow {
  seq: bigint;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  outcome: string;
  details: unknown;
}

const columns = {
  seq: true,
  at: true,
  actorKind: true,
  actorId: true,
  actorName: true,
  action: true,
  outcome: true,
  details: true,
} as const;

/** The events about a target but its uses, of which there may be thousands a minute; newest first, older than an event's number. */
export function eventsAbout(targetId: string, before: bigint | null, limit: number): Promise<HistoryRow[]> {
  return database().auditEvent.findMany({
    where: {
      targetId,
      action: { not: 'credential.used' },
      ...(before === null ? {} : { seq: { lt: before } }),
    },
    orderBy: { seq: 'desc' },
    take: limit,
    select: columns,
  });
}

/** The last of certain things that were done to a target; null if none was. */
export function lastEvent(targetId: string, actions: string[]): Promise<HistoryRow | null> {
  return database().auditEvent.findFirst({
    where: { targetId, action: { in: actions }, outcome: 'done' },
    orderBy: { seq: 'desc' },
    select: columns,
  });
}
