/** From anything thrown to an RFC 9457 answer. */
import { isDatabaseAway, UnknownCommit } from '../database-errors.ts';
import { environment } from '../env.ts';
import { Problem, type ProblemBody, type ProblemCode, problemStatus } from '../errors.ts';
import { log } from '../log.ts';

const titles: Record<number, string> = {
  400: 'The request is not right',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'The request did not arrive in time',
  409: 'Conflict',
  410: 'Gone',
  412: 'Changed in the meantime',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Refused',
  428: 'Condition missing',
  429: 'Too many requests',
  500: 'Something failed in Flowkeep',
  502: 'Meta could not be asked',
  503: 'Not available now',
  504: 'No answer in time',
};

const away = 'The database does not answer, or can not write. Nothing was changed. Try again soon.';
const unknown =
  'The database broke off while this was being stored: it was changed or it was not. Look before you try again.';

function asProblem(error: unknown, requestId: string | null): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) {
    log().error({ requestId, err: error }, 'database away');
    const wait = { retryAfterSeconds: 5 };
    return error instanceof UnknownCommit
      ? new Problem('commit_unknown', unknown, wait)
      : new Problem('database_unavailable', away, wait);
  }
  log().error({ requestId, err: error }, 'unexpected error');
  return new Problem(
    'internal',
    `Something failed in Flowkeep. An operator finds it in the log as ${requestId}.`,
  );
}

/** The address of the page about a code, which is also the problem's `type` (RFC 9457, section 3.1.1). */
export function problemType(code: ProblemCode): string {
  return `${environment().appUrl}/problems/${code}`;
}

/** The body of a problem. */
export function problemBody(problem: Problem, requestId: string | null): ProblemBody {
  const { errors, extra } = problem.options;
  const status = problemStatus[problem.code];
  return {
    type: problemType(problem.code),
    title: titles[status] ?? 'Problem',
    status,
    code: problem.code,
    detail: problem.message,
    ...(requestId ? { requestId } : {}),
    ...(errors ? { errors } : {}),
    ...extra,
  };
}

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
export function graphErrorOf({ message, status, code }: Problem, requestId: string) {
  const subcode = subcodes[code];
  return {
    message,
    type: 'OAuthException',
    code: graphCodeOf(status),
    ...(subcode ? { error_subcode: subcode } : {}),
    fbtrace_id: requestId,
  };
}

/** The problem of anything thrown: expected refusals as they are, the unexpected logged and hidden. */
export function toProblem(error: unknown, requestId: string | null): { problem: Problem; body: ProblemBody } {
  const problem = asProblem(error, requestId);
  return { problem, body: problemBody(problem, requestId) };
}

/** The answer to anything thrown. */
export function problemResponse(error: unknown, requestId: string | null): Response {
  const { problem, body } = toProblem(error, requestId);
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (problem.options.retryAfterSeconds)
    headers.set('retry-after', String(problem.options.retryAfterSeconds));
  if (problem.status === 401) headers.set('www-authenticate', 'Bearer realm="flowkeep"');
  return Response.json(body, { status: problem.status, headers });
}
