/** The sessions: who is signed in, read once per request. */
import { type Database, type DatabaseClient, database } from '../../db.ts';
import type { PersonActor } from '../actor.ts';
import { randomId, sha256 } from '../random.ts';
import { sessionAbsoluteMs, sessionIdleMs } from './session-token.ts';

/** How stale `last_seen_at` may get, in milliseconds: one write a minute is enough to measure idleness. */
const seenEveryMs = 60_000;

interface SessionRow {
  personId: string;
  name: string;
  email: string;
  role: PersonActor['role'];
  disabledAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date;
}

function hasEnded({ createdAt, lastSeenAt, disabledAt }: SessionRow, now: number): boolean {
  const idleMs = now - lastSeenAt.getTime();
  return idleMs > sessionIdleMs || now - createdAt.getTime() > sessionAbsoluteMs || disabledAt !== null;
}

function toActor({ personId: id, name, email, role }: SessionRow, sessionIdHash: string): PersonActor {
  return { kind: 'person', id, name, email, role, sessionIdHash };
}

/** Starts a session for a person. @returns the session id, which only the cookie keeps. */
export async function startSession(
  personId: string,
  client: Database | DatabaseClient = database(),
): Promise<string> {
  const id = randomId();
  const now = new Date();
  await client.session.create({
    data: { idHash: sha256(id), personId, createdAt: now, lastSeenAt: now },
  });
  return id;
}

/** Ends a session; quiet if it has ended already. @returns whose it was. */
export async function endSession(
  sessionId: string,
  client: Database | DatabaseClient = database(),
): Promise<PersonActor | null> {
  const idHash = sha256(sessionId);
  const [row] = await client.$queryRaw<SessionRow[]>`
    DELETE FROM session s USING person p WHERE p.id = s.person_id AND s.id_hash = ${idHash}
    RETURNING p.id AS "personId", p.name, p.email, p.role::text AS role, p.disabled_at AS "disabledAt",
              s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt"`;
  return row && !hasEnded(row, Date.now()) ? toActor(row, idHash) : null;
}

/** @returns the person behind a session id; null if there is none, it has ended, or the person is disabled. */
export async function readSession(sessionId: string): Promise<PersonActor | null> {
  const idHash = sha256(sessionId);
  // One statement by hand: Prisma would ask for session and person in two.
  const [row] = await database().$queryRaw<SessionRow[]>`
    SELECT p.id AS "personId", p.name, p.email, p.role::text AS role, p.disabled_at AS "disabledAt",
           s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt"
    FROM session s JOIN person p ON p.id = s.person_id WHERE s.id_hash = ${idHash}`;
  if (!row) return null;
  const now = Date.now();
  if (hasEnded(row, now)) {
    await database().session.deleteMany({ where: { idHash } });
    return null;
  }
  if (now - row.lastSeenAt.getTime() > seenEveryMs) {
    await database().session.updateMany({ where: { idHash }, data: { lastSeenAt: new Date(now) } });
  }
  return toActor(row, idHash);
}
