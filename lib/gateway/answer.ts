/** Flowkeep's own answers at the gateway: problems, marked so that nobody takes them for Graph's. */
import type { ServerResponse } from 'node:http';
import type { Problem } from '../errors.ts';
import { closing, endAnswer } from '../http/early-answer.ts';
import { graphErrorOf, problemBody } from '../http/problem-response.ts';

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
