/** Reading the audit trail, newest first, by number: pages stay fast however long it is. */
import type { Prisma } from '../../prisma/generated/client.ts';
import { database } from '../db.ts';

export interface TrailFilter {
  actorId?: string | undefined;
  targetId?: string | undefined;
  /** With a minus before it: all but those. */
  action?: string | undefined;
}

const columns = {
  seq: true,
  at: true,
  requestId: true,
  address: true,
  actorKind: true,
  actorId: true,
  actorName: true,
  action: true,
  outcome: true,
  targetKind: true,
  targetId: true,
  targetName: true,
  details: true,
} satisfies Prisma.AuditEventSelect;

export type TrailRow = Prisma.AuditEventGetPayload<{ select: typeof columns }>;

function matching(action: string | undefined) {
  return action?.startsWith('-') ? { not: action.slice(1) } : action;
}

/** The events that fit, older than an event's number where one is given. */
export function readTrail(filter: TrailFilter, before: bigint | null, limit: number): Promise<TrailRow[]> {
  return database().auditEvent.findMany({
    where: {
      ...filter,
      action: matching(filter.action),
      ...(before === null ? {} : { seq: { lt: before } }),
    },
    orderBy: { seq: 'desc' },
    take: limit,
    select: columns,
  });
}
