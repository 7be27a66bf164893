/**
 * The gateway: `ANY /graph/{credentialId}/[v{N}.{M}/]{path}` with an API key is Graph's own answer, but for what
 * must not leave. Every use by a known key is recorded.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isThoughtInvalid } from '../credential/use-store.ts';
import { Problem } from '../errors.ts';
import { toProblem } from '../http/problem-response.ts';
import type { Attempt } from '../http/refusal.ts';
import { type AdmissionParts, admit, keyOf } from './admit/admission.ts';
import type { Limits } from './admit/limits.ts';
import { demandRoom } from './admit/room.ts';
import { answerProblem } from './answer.ts';
import type { Times } from './exchange/exchange.ts';
import { createPass, type PassParts } from './exchange/pass.ts';
import { attemptOf, type Draft, errorFactsOf, newDraft, useOf } from './record/draft.ts';
import { logCause } from './record/log-cause.ts';
import type { Seen } from './record/notice.ts';
import type { UsageJournal } from './record/usage-journal.ts';

export const defaultTimes: Times = { connectMs: 5_000, headersMs: 30_000, idleMs: 30_000, callerMs: 30_000 };

/** What the gateway is made of; tests bring parts of their own. */
export interface GatewayParts extends AdmissionParts, PassParts {
  limits: Limits;
  journal: Pick<UsageJournal, 'ready' | 'add'>;
  notice(seen: Seen): void;
  /** Told of what was tried with a key that opens nothing. */
  refused(attempt: Attempt, problem: Problem): void;
  times?: Times;
}

export type GatewayHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
) => Promise<void>;

type Run = (request: IncomingMessage, response: ServerResponse, draft: Draft) => Promise<Problem | null>;

/** @returns what runs a use to its end, and gives the problem that the caller is to be told, if there is one */
function createRun(parts: GatewayParts): Run {
  const { limits, journal, times = defaultTimes } = parts;
  const pass = createPass(parts, times);
  let underWay = 0;
  return async (request, response, draft) => {
    underWay += 1;
    let end = () => {};
    try {
      await demandRoom(underWay, journal);
      const admitted = await admit(parts, request, draft);
      end = limits.begin(admitted.keyId);
      draft.outcome = await pass(request, response, admitted, draft);
      return draft.outcome.fault instanceof Problem ? draft.outcome.fault : null;
    } catch (error) {
      return toProblem(error, draft.requestId).problem;
    } finally {
      end();
      underWay -= 1;
    }
  };
}

/** Tells the caller of what went wrong, as far as he can still be told. */
function answerFault(response: ServerResponse, problem: Problem | null, draft: Draft): void {
  if (problem && !response.headersSent && !response.destroyed) {
    answerProblem(response, problem, draft.requestId);
  } else if (draft.outcome?.fault) {
    // A reset: to a caller of HTTP/1.0, such as nginx by default, an orderly end would make the answer look whole
    // (RFC 9112, sections 6.3 and 8).
    response.socket?.resetAndDestroy();
    response.destroy();
  }
}

/** What an answer says of the token it was asked with; null where there was none. */
function seenOf(draft: Draft): Seen | null {
  const { row, outcome, requestId } = draft;
  if (!row || !outcome?.status) return null;
  const { graphCode } = errorFactsOf(draft);
  const thoughtInvalid = isThoughtInvalid(row, draft.began);
  return { credentialId: row.id, requestId, status: outcome.status, graphCode, thoughtInvalid };
}

/** Makes the gateway's handler; it never rejects. */
export function createGateway(parts: GatewayParts): GatewayHandler {
  const { journal, notice, refused } = parts;
  const run = createRun(parts);
  return async (request, response, requestId) => {
    const draft = newDraft(request, requestId);
    const problem = await run(request, response, draft);
    if (problem) logCause(problem, requestId);
    answerFault(response, problem, draft);
    const use = useOf(draft, problem, response);
    if (use) journal.add(use);
    else if (problem?.status === 401) refused(attemptOf(draft, keyOf(request.headers)), problem);
    const seen = seenOf(draft);
    if (seen) notice(seen);
  };
}
