/** Flowkeep's own answers at the gateway: problems, marked so that nobody takes them for Graph's. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '../errors.ts';
import { problemBody } from '../http/problem-response.ts';

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

/** Answers with a problem. The connection ends with it where the caller is still sending a body. */
export function answerProblem(response: ServerResponse, problem: Problem, requestId: string): void {
  const { retryAfterSeconds } = problem.options;
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-flowkeep': 'problem',
    ...(retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {}),
    ...(problem.code === 'unauthenticated' ? { 'www-authenticate': 'Bearer realm="flowkeep"' } : {}),
    ...(response.req.complete || !hasBody(response.req) ? {} : { connection: 'close' }),
  });
  response.end(JSON.stringify(problemBody(problem, requestId)));
}
