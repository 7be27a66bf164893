/**
 * Asking the database about a use, and going on for a moment when it does not answer: a use that it allowed in the
 * last ten seconds is allowed, no other. See decision 15.
 */
import { createHash } from 'node:crypto';
import { demandUse, type UseAnswer, type UseFacts, type UseQuestion } from '../../credential/use-store.ts';
import { Problem } from '../../errors.ts';
import { BoundedMap } from './bounded-map.ts';

interface Options {
  /** How long an answer of the database is good for while it gives no other. */
  goodForMs?: number;
  /** How long it is waited for. */
  waitMs?: number;
  /** How long it is left alone after it gave none, so that callers don't each wait for it. */
  leaveMs?: number;
  now?: () => number;
}

const maxRememberedAnswers = 2_000;

/** The problem of a use about which the database can't be asked. */
export function databaseAway(cause?: unknown): Problem {
  return new Problem(
    'database_unavailable',
    'The database does not answer, so nothing is sent to Meta. Try again soon.',
    {
      retryAfterSeconds: 5,
      cause,
    },
  );
}

/** Rejects with an empty error when a promise takes too long. */
function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(databaseAway()), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * @param read asks the database
 * @param isAway whether an error means that the database can't be asked now
 * @returns a function like `read`. @throws Problem `database_unavailable`, or what `read` throws
 */
export function createLookup(
  read: (question: UseQuestion) => Promise<UseAnswer>,
  isAway: (error: unknown) => boolean,
  { goodForMs = 10_000, waitMs = 1_000, leaveMs = 250, now = () => performance.now() }: Options = {},
): (question: UseQuestion) => Promise<UseAnswer> {
  const allowed = new BoundedMap<UseFacts>({ maxAgeMs: goodForMs, most: maxRememberedAnswers, now });
  let leftAloneUntil = Number.NEGATIVE_INFINITY;

  const nameOf = ({ key, credentialId, resourceId }: UseQuestion) =>
    createHash('sha256').update(`${key} ${credentialId} ${resourceId}`).digest('base64');

  function remember(name: string, answer: UseAnswer): void {
    allowed.delete(name);
    if (!answer || answer instanceof Problem) return;
    try {
      if (demandUse(answer)) allowed.set(name, answer);
    } catch {
      // Refused: nothing to go on with.
    }
  }

  function recall(name: string, why?: unknown): UseFacts {
    const facts = allowed.get(name);
    if (!facts) throw databaseAway(why);
    return facts;
  }

  return async (question) => {
    const name = nameOf(question);
    if (now() < leftAloneUntil) return recall(name);
    try {
      const facts = await within(read(question), waitMs);
      remember(name, facts);
      return facts;
    } catch (error) {
      if (!isAway(error) && !(error instanceof Problem && error.code === 'database_unavailable')) throw error;
      leftAloneUntil = now() + leaveMs;
      return recall(name, error);
    }
  };
}
