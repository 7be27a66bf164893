/** Reading the audit trail, newest first, by number: pages stay fast however long it is. */
import type { Prisma } from '../../prisma/generated/client.ts';
import { database } from '../db.ts';

export interface TrailFilter {
  actorId?: string | undefined;
  targetId?: string | undefined;
  /** With a minus before it: all but those. */
  action?: string | undefined;
}

/** From a moment to before another; null for no bound. */
export interface TrailTime {
  from: Date | null;
  before: Date | null;
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

/**
 * The number of the first event that is not before a moment. Events are numbered in the order in which they are dated,
 * so that halving finds it by a few looks at the primary key, however long the trail is.
 */
async function firstFrom(moment: Date): Promise<bigint> {
  const [row] = await database().$queryRaw<{ seq: bigint }[]>`
    WITH RECURSIVE half(low, high) AS (
      SELECT 0::bigint, COALESCE((SELECT max(seq) FROM audit_event), 0) + 1
      UNION ALL
      SELECT CASE WHEN middle.is_before THEN middle.seq ELSE middle.low END,
             CASE WHEN middle.is_before THEN middle.high ELSE middle.seq END
      FROM (
        SELECT low, high, (low + high) / 2 AS seq, COALESCE((
          SELECT e.at < ${moment} FROM audit_event e WHERE e.seq <= (low + high) / 2 ORDER BY e.seq DESC LIMIT 1
        ), true) AS is_before
        FROM half WHERE high - low > 1
      ) AS middle
    )
    SELECT min(high) AS seq FROM half`;
  return row?.seq ?? 0n;
}

const least = (numbers: (bigint | null)[]): bigint | null =>
  numbers.reduce((one, other) => (one === null || (other !== null && other < one) ? other : one), null);

/** The events that fit, older than an event's number where one is given. */
export async function readTrail(
  filter: TrailFilter,
  time: TrailTime,
  before: bigint | null,
  limit: number,
): Promise<TrailRow[]> {
  const [from, to] = await Promise.all(
    [time.from, time.before].map((moment) => (moment ? firstFrom(moment) : null)),
  );
  const end = least([before, to ?? null]);
  return database().auditEvent.findMany({
    where: {
      ...filter,
      action: matching(filter.action),
      seq: { ...(from ? { gte: from } : {}), ...(end === null ? {} : { lt: end }) },
    },
    orderBy: { seq: 'desc' },
    take: limit,
    select: columns,
  });
}
