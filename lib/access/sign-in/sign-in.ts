/** Signing in with e-mail and password, and signing out. */
import { appendAuditEvent } from '../../audit/store.ts';
import { database } from '../../db.ts';
import { accountGuesses, addressGuesses, countTry } from '../limits.ts';
import { passwordFits } from './password.ts';
import { signInSchema } from './schema.ts';
import { endSession } from './session-store.ts';

interface RequestFacts {
  requestId: string | null;
  address: string | null;
}

export interface SignedIn {
  id: string;
  name: string;
  email: string;
}

/** Counts a try before the password is looked at, so that a burst can't outrun the count. @throws Problem `too_many_requests` */
export async function countSignInTry(email: string, address: string | null): Promise<void> {
  const parsed = signInSchema.shape.email.safeParse(email);
  await countTry(addressGuesses, address ?? 'unknown', 'tries to sign in');
  if (parsed.success) await countTry(accountGuesses, parsed.data, 'tries to sign in');
}

/** Whether the pair is right. Unknown, disabled and known accounts take the same time. @returns null when it is not. */
export async function checkPassword(
  input: { email?: string; password?: string },
  request: RequestFacts,
): Promise<SignedIn | null> {
  const parsed = signInSchema.safeParse({ email: input.email ?? '', password: input.password ?? '' });
  if (!parsed.success) return null;
  const { email, password } = parsed.data;
  const person = await database().person.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, disabledAt: true, passwordHash: true },
  });
  const fits = await passwordFits(password, person?.passwordHash ?? null);
  const allowed = person !== null && fits && person.disabledAt === null;
  const target = person ? { kind: 'person' as const, id: person.id, name: person.name } : null;
  if (!allowed) {
    const caller = { actor: { kind: 'anonymous' as const, id: null, name: 'somebody' }, ...request };
    const reason = !person ? 'unknown_account' : person.disabledAt ? 'disabled' : 'wrong_password';
    await appendAuditEvent(database(), caller, {
      action: 'person.signed_in',
      outcome: 'refused',
      target,
      details: { reason },
    });
    return null;
  }
  await accountGuesses.delete(email);
  if (request.address) await addressGuesses.reward(request.address);
  return { id: person.id, name: person.name, email: person.email };
}

/** Ends a session and records it. */
export async function signOut(sessionId: string, request: RequestFacts): Promise<void> {
  const person = await endSession(sessionId);
  if (!person) return;
  await appendAuditEvent(
    database(),
    { actor: person, ...request },
    {
      action: 'person.signed_out',
      outcome: 'done',
      target: { kind: 'person', id: person.id, name: person.name },
      details: {},
    },
  );
}
