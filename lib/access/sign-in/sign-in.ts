/** Signing in with e-mail and password, and signing out. Neither happens without the event that tells of it. */
import { appendAuditEvent } from '../../audit/store.ts';
import { type DatabaseClient, database } from '../../db.ts';
import { Problem } from '../../errors.ts';
import { inTransaction } from '../../transaction.ts';
import { passwordFits } from './password.ts';
import { signInSchema } from './schema.ts';
import { endSession, startSession } from './session-store.ts';

export interface RequestFacts {
  requestId: string | null;
  address: string | null;
}

export interface SignedIn {
  id: string;
  name: string;
  email: string;
}

/**
 * Whether the pair is right. Unknown, disabled and known accounts take the same time.
 * @param ahead whether the check goes before those that wait
 * @returns null when it is not
 */
export async function checkPassword(
  input: { email?: string | undefined; password?: string | undefined },
  request: RequestFacts,
  ahead = false,
): Promise<SignedIn | null> {
  const parsed = signInSchema.safeParse({ email: input.email ?? '', password: input.password ?? '' });
  if (!parsed.success) return null;
  const { email, password } = parsed.data;
  const person = await database().person.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, disabledAt: true, passwordHash: true },
  });
  const fits = await passwordFits(password, person?.passwordHash ?? null, ahead);
  if (person && fits && person.disabledAt === null) return { id: person.id, name: person.name, email };
  const caller = { actor: { kind: 'anonymous' as const, id: null, name: 'somebody' }, ...request };
  const reason = !person ? 'unknown_account' : person.disabledAt ? 'disabled' : 'wrong_password';
  await appendAuditEvent(database(), caller, {
    action: 'person.signed_in',
    outcome: 'refused',
    target: person ? { kind: 'person' as const, id: person.id, name: person.name } : null,
    details: { reason },
  });
  return null;
}

async function leave(client: DatabaseClient, sessionId: string, request: RequestFacts): Promise<void> {
  const person = await endSession(sessionId, client);
  if (!person) return;
  await appendAuditEvent(
    client,
    { actor: person, ...request },
    {
      action: 'person.signed_out',
      outcome: 'done',
      target: { kind: 'person', id: person.id, name: person.name },
      details: {},
    },
  );
}

/** Ends a session and records it, both or neither. */
export async function signOut(sessionId: string, request: RequestFacts): Promise<void> {
  await inTransaction((client) => leave(client, sessionId, request));
}

/** Holds the person until the transaction ends, so that who is disabled or removed meanwhile gets no session. */
async function demandActive(client: DatabaseClient, id: string): Promise<void> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT 1 FROM person WHERE id = ${id}::uuid AND disabled_at IS NULL FOR SHARE`;
  if (rows.length === 0) throw new Problem('unauthenticated', 'Your access has ended in the meantime.');
}

/**
 * Starts a session for somebody whose password was right, ends the one that this browser had, and records both.
 * @returns the new session's id
 * @throws Problem `unauthenticated` when the person was disabled or removed meanwhile
 */
export function enter(
  { id, name }: SignedIn,
  previousSessionId: string | null,
  request: RequestFacts,
): Promise<string> {
  return inTransaction(async (client) => {
    await demandActive(client, id);
    const sessionId = await startSession(id, client);
    if (previousSessionId) await leave(client, previousSessionId, request);
    await appendAuditEvent(
      client,
      { actor: { kind: 'person', id, name }, ...request },
      { action: 'person.signed_in', outcome: 'done', target: { kind: 'person', id, name }, details: {} },
    );
    return sessionId;
  });
}
