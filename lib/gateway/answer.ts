/** Flowkeep's own answers at the gateway: problems, marked so that nobody takes them for Graph's. */
import type { ServerResponse } from 'node:http';
import type { Problem, ProblemCode } from '../errors.ts';
import { closing, endAnswer } from '../http/early-answer.ts';
import { problemBody } from '../http/problem-response.ts';

/**
 * The number under which Graph says the same, by status: clients written for Graph look nowhere else, and some take an
 * answer without `error` for a success (whatsapp-api-js 6.3.0, findings/whatsapp-api-js-http-status.sh).
 */
function graphCodeOf(status: number): number {
  if (status === 401) return 190;
  if (status === 403) return 10;
  if (status === 429) return 4;
  return status >= 500 ? 2 : 100;
}

/** What Graph adds to its code 190 for a token that was revoked, and for one that has expired. */
const subcodes: Partial<Record<ProblemCode, number>> = { key_revoked: 466, key_expired: 463 };

/** The problem as Graph would put it, to stand beside the problem's own members. */
function graphErrorOf({ message, status, code }: Problem, requestId: string) {
  const subcode = subcodes[code];
  return {
    message,
    type: 'OAuthException',
    code: graphCodeOf(status),
    ...(subcode ? { error_subcode: subcode } : {}),
    fbtrace_id: requestId,
  };
}

/** Answers with a problem: RFC 9457; Retry-After and WWW-Authenticate by RFC 9110, sections 10.2.3 and 11.6.1. */
export function answerProblem(response: ServerResponse, problem: Problem, requestId: string): void {
  const { retryAfterSeconds } = problem.options;
  const body = Buffer.from(
    JSON.stringify({ ...problemBody(problem, requestId), error: graphErrorOf(problem, requestId) }),
  );
  response.writeHead(problem.status, {
    ...closing(response.req),
    'content-length': body.length,
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-flowkeep': 'problem',
    ...(retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {}),
    ...(problem.status === 401 ? { 'www-authenticate': 'Bearer realm="flowkeep"' } : {}),
  });
  endAnswer(response, body);
}
