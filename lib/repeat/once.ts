/**
 * Doing what a request asks for once, however often it comes under one Idempotency-Key: the answer is written in the
 * transaction that makes it true, so that whoever lost it, to a broken COMMIT or a broken network, gets it by asking again.
 */
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Caller } from '../access/actor.ts';
import { reauthorize } from '../access/authorized-transaction.ts';
import type { Permission } from '../access/rights.ts';
import { digestOf, openAnswer, sealAnswer } from '../credential/sealed/answers.ts';
import { database } from '../db.ts';
import { Problem, type ProblemCode, problemStatus } from '../errors.ts';
import { log } from '../log.ts';
import { type Attempt, findKept, givePlaceBack, takePlace, writeAnswer } from './request-store.ts';

export interface Repeatable<View> {
  /** The header; null for a request that can't be repeated. */
  idempotencyKey: string | null;
  /** Which operation, as method and path. */
  operation: string;
  /** What is asked for, as it was parsed. */
  input: unknown;
  /** The right under which it is done: asked for anew before an old answer is given. */
  permission: Permission;
  /** The shape of the answer. */
  view: z.ZodType<View>;
}

const problemKept = z.object({
  code: z.custom<ProblemCode>((code) => typeof code === 'string' && Object.hasOwn(problemStatus, code)),
  message: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
  extra: z.record(z.string(), z.unknown()).optional(),
});

/** An answer as it is sealed: what was made, or why nothing was. */
const answerKept = z.union([z.object({ view: z.unknown() }), z.object({ problem: problemKept })]);

function underWay(): Problem {
  return new Problem(
    'request_under_way',
    'A request with this Idempotency-Key is under way. Ask again in a moment for its answer.',
    { retryAfterSeconds: 1 },
  );
}

function reused(): Problem {
  const message =
    'This Idempotency-Key was used for another request. Use a new one for each, and the same only to repeat.';
  const errors = [{ field: 'Idempotency-Key', code: 'idempotency_key_reused', message }];
  return new Problem('idempotency_key_reused', message, { errors });
}

function locked(): Problem {
  return new Problem(
    'answer_locked',
    'This request was answered before, and the answer can not be shown again. Look at what it made, or ask with a new Idempotency-Key.',
  );
}

/** Statuses that say nothing about the request itself: the same one may well be answered otherwise. */
const undecided = [401, 403, 408, 429];

/** Whether a problem is the last word on a request. */
function isFinal(error: unknown): error is Problem {
  return error instanceof Problem && error.status < 500 && !undecided.includes(error.status);
}

/** The answer that is there already. @throws Problem where there is none for this request */
async function answerAgain<View>(
  caller: Caller,
  { permission, view }: Repeatable<View>,
  name: string,
  asked: string,
): Promise<View> {
  const row = await findKept(name);
  if (!row) throw underWay();
  if (row.asked !== asked) throw reused();
  if (row.envelope === null) throw underWay();
  await reauthorize(database(), caller.actor, permission);
  const text = await openAnswer(name, row.envelope);
  const kept = answerKept.safeParse(text === null ? null : JSON.parse(text));
  if (!kept.success) throw locked();
  if ('problem' in kept.data) {
    const { code, message, errors, extra } = kept.data.problem;
    throw new Problem(code, message, { ...(errors ? { errors } : {}), ...(extra ? { extra } : {}) });
  }
  // Another version of Flowkeep may have answered in another shape.
  const again = view.safeParse(kept.data.view);
  if (!again.success) throw locked();
  return again.data;
}

/** Keeps why nothing was made, or gives the place back. It never rejects: the caller is to be told of the error itself. */
async function settle(attempt: Attempt, error: unknown): Promise<void> {
  try {
    if (!isFinal(error)) return await givePlaceBack(attempt);
    const { code, message, options } = error;
    const { errors, extra } = options;
    const text = JSON.stringify({ problem: { code, message, errors, extra } });
    await writeAnswer(database(), attempt, await sealAnswer(attempt.name, text));
  } catch (failure) {
    log().warn({ err: failure }, 'an Idempotency-Key could not be settled; it is free again in a minute');
  }
}

/**
 * Does what was asked for, or gives the answer that it had before.
 * @param work makes the change and hands its answer to `caller.keep` in the same transaction
 * @throws Problem `request_under_way`, `idempotency_key_reused` or `answer_locked`; what `work` throws; `unauthenticated`
 * or `forbidden` where the right to an old answer has ended
 */
export async function once<View>(
  caller: Caller,
  request: Repeatable<View>,
  work: (caller: Caller) => Promise<View>,
): Promise<View> {
  const { idempotencyKey, operation, input } = request;
  if (idempotencyKey === null) return work(caller);
  const { kind, id } = caller.actor;
  const [name, asked] = await Promise.all([
    digestOf('flowkeep repeatable request', JSON.stringify([kind, id, operation, idempotencyKey])),
    digestOf('flowkeep repeatable body', JSON.stringify(input)),
  ]);
  const attempt = { name, id: uuidv7() };
  if (!(await takePlace(attempt, asked))) return answerAgain(caller, request, name, asked);
  try {
    return await work({
      ...caller,
      async keep(client, view) {
        const sealed = await sealAnswer(name, JSON.stringify({ view }));
        if (!(await writeAnswer(client, attempt, sealed))) throw underWay();
      },
    });
  } catch (error) {
    await settle(attempt, error);
    throw error;
  }
}
