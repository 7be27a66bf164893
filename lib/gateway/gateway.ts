/**
 * The gateway: `ANY /graph/{credentialId}/[v{N}.{M}/]{path}` with an API key is Graph's own answer, but for what
 * must not leave. Every use by a known key is recorded.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isThoughtInvalid } from '../credential/use-store.ts';
import { Problem } from '../errors.ts';
import { pauseSeconds } from '../graph/call/usage.ts';
import { toProblem } from '../http/problem-response.ts';
import type { Attempt } from '../http/refusal.ts';
import { requestPath } from './admit/address.ts';
import { type AdmissionParts, type Admitted, admit, keyOf, readmit } from './admit/admission.ts';
import { peekBody } from './admit/body-peek.ts';
import { type Limits, mostAtOnce } from './admit/limits.ts';
import { answerProblem } from './answer.ts';
import { Exchange, type Outcome, type Times } from './exchange/exchange.ts';
import { headersDown, headersUp } from './exchange/headers.ts';
import type { Upstream } from './exchange/upstream.ts';
import { attemptOf, type Draft, errorFactsOf, newDraft, useOf } from './record/draft.ts';
import type { Seen } from './record/notice.ts';
import type { UsageJournal } from './record/usage-journal.ts';

export const defaultTimes: Times = { connectMs: 5_000, headersMs: 30_000, idleMs: 30_000, callerMs: 30_000 };

/** What the gateway is made of; tests bring parts of their own. */
export interface GatewayParts extends AdmissionParts {
  graphBaseUrl: URL;
  appUrl: string;
  upstream: Upstream;
  limits: Limits;
  journal: Pick<UsageJournal, 'ready' | 'add'>;
  notice(seen: Seen): void;
  /** Told of what was tried with a key that opens nothing. */
  refused(attempt: Attempt, problem: Problem): void;
  times?: Times;
  /** How long a body may be in coming before its caller's right is asked for once more. */
  askAgainMs?: number;
}

export type GatewayHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
) => Promise<void>;

/** Makes the gateway's handler; it never rejects. */
export function createGateway(parts: GatewayParts): GatewayHandler {
  const { graphBaseUrl, appUrl, upstream, limits, journal, notice, refused } = parts;
  const { times = defaultTimes, askAgainMs = 1_000 } = parts;
  const graphOrigins = [...new Set([graphBaseUrl.origin, 'https://graph.facebook.com'])];
  let atOnce = 0;

  async function refuseWhenFull(): Promise<void> {
    const retryAfterSeconds = 1;
    if (atOnce > mostAtOnce) {
      throw new Problem('too_many_requests', 'Too many uses are under way. Try again in a second.', {
        retryAfterSeconds,
        extra: { limit: 'instance' },
      });
    }
    if (!(await journal.ready())) {
      throw new Problem(
        'audit_unavailable',
        'Flowkeep can not record uses at the moment, so it allows none. Try again soon.',
        { retryAfterSeconds },
      );
    }
  }

  /** What the caller gets for the head of an answer; an allowance almost used up is heeded from here on. */
  function answerOf({ row, opened }: Admitted, head: IncomingMessage) {
    const textOf = (name: string) => {
      const value = head.headers[name];
      return typeof value === 'string' ? value : undefined;
    };
    const [business, app, adAccount] = [
      textOf('x-business-use-case-usage'),
      textOf('x-app-usage'),
      textOf('x-ad-account-usage'),
    ];
    limits.pause(row.id, pauseSeconds({ business, app, adAccount }));
    const links = { gatewayUrl: `${appUrl}/graph/${row.id}`, graphOrigins };
    return {
      headers: headersDown(head.headers, opened.redaction.clean),
      redactor: opened.redaction.redactor(textOf('content-type'), links),
    };
  }

  async function pass(
    request: IncomingMessage,
    response: ServerResponse,
    admitted: Admitted,
    draft: Draft,
  ): Promise<Outcome> {
    const { call, opened } = admitted;
    if (request.headers.expect !== undefined) response.writeContinue();
    const admittedAt = performance.now();
    const start = await peekBody(request, times.callerMs);
    if (performance.now() - admittedAt > askAgainMs) await readmit(parts, request, draft);
    const path = opened.proof
      ? opened.proof.use((proof) => requestPath(graphBaseUrl, call, proof))
      : requestPath(graphBaseUrl, call, null);
    const headers = headersUp(request.headers);
    const open = () =>
      opened.token.use((token) =>
        upstream.open({
          method: request.method,
          path,
          headers: { ...headers, authorization: `Bearer ${token}` },
        }),
      );
    const answer = (head: IncomingMessage) => answerOf(admitted, head);
    return new Exchange({ request, response, start, open, answer, times }).run();
  }

  /** @returns the problem that the caller is to be told, if there is one */
  async function run(
    request: IncomingMessage,
    response: ServerResponse,
    draft: Draft,
  ): Promise<Problem | null> {
    atOnce += 1;
    let end = () => {};
    try {
      await refuseWhenFull();
      const admitted = await admit(parts, request, draft);
      end = limits.begin(admitted.keyId);
      draft.outcome = await pass(request, response, admitted, draft);
      return draft.outcome.fault instanceof Problem ? draft.outcome.fault : null;
    } catch (error) {
      return toProblem(error, draft.requestId).problem;
    } finally {
      end();
      atOnce -= 1;
    }
  }

  function tellOfToken(draft: Draft): void {
    const { row, outcome, requestId } = draft;
    if (!row || !outcome?.status) return;
    const { graphCode } = errorFactsOf(draft);
    const thoughtInvalid = isThoughtInvalid(row, draft.began);
    notice({ credentialId: row.id, requestId, status: outcome.status, graphCode, thoughtInvalid });
  }

  return async (request, response, requestId) => {
    const draft = newDraft(request, requestId);
    const problem = await run(request, response, draft);
    if (problem && !response.headersSent && !response.destroyed) {
      answerProblem(response, problem, requestId);
    } else if (draft.outcome?.fault) {
      // A reset: to a caller of HTTP/1.0, such as nginx by default, an orderly end would make the answer look whole.
      response.socket?.resetAndDestroy();
      response.destroy();
    }
    const use = useOf(draft, problem, response);
    if (use) journal.add(use);
    else if (problem?.code === 'unauthenticated') refused(attemptOf(draft, keyOf(request.headers)), problem);
    tellOfToken(draft);
  };
}
