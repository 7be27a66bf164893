/** The wrapper of next-auth's route: the same bounds, headers and problems as every handler, around a form. */
import { isDatabaseError } from '../database-errors.ts';
import { environment } from '../env.ts';
import { Problem } from '../errors.ts';
import { log } from '../log.ts';
import { readBounded } from './body.ts';
import type { RouteHandler } from './handle.ts';
import { problemResponse } from './problem-response.ts';
import { attemptOf, recordRefusal } from './refusal.ts';

type Context = { params: Promise<{ nextauth: string[] }> };
type Answer = (request: Request, context: Context, body: string) => Promise<Response>;

/** next-auth's CSRF token guards its posts; a foreign origin is refused before it is looked at. */
function refuseForeignOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const foreign =
    (origin !== null && !environment().allowedOrigins.includes(origin)) ||
    site === 'cross-site' ||
    site === 'same-site';
  if (foreign && request.method !== 'GET') {
    throw new Problem('cross_origin', `Sign in on a page of ${environment().appUrl}.`);
  }
}

/** What is true when the database kept a sign-in or sign-out from being done. */
const undone: Record<string, string> = {
  signout: "Flowkeep's database does not answer, so you are still signed in. Try again soon.",
  callback:
    "Flowkeep's database does not answer, so nobody can sign in. This says nothing about your password. Try again soon.",
};

/** Signing in and out is work for the database alone: whatever it answers with an error, it can not do it now. */
function truthOf(error: unknown, request: Request): unknown {
  const sentence = undone[new URL(request.url).pathname.split('/')[3] ?? ''];
  if (!sentence || error instanceof Problem || !isDatabaseError(error)) return error;
  const requestId = request.headers.get('x-request-id');
  log().error({ requestId, err: error }, 'signing in or out failed');
  return new Problem('database_unavailable', sentence, { retryAfterSeconds: 5 });
}

/** Makes a handler of a function that answers next-auth's protocol. */
export function handleAuth(answer: Answer): RouteHandler {
  const handler = async (
    request: Request,
    context: { params: Promise<Record<string, string | string[]>> },
  ) => {
    try {
      refuseForeignOrigin(request);
      const body = request.method === 'GET' ? '' : new TextDecoder().decode(await readBounded(request));
      const response = await answer(request, context as Context, body);
      response.headers.set('cache-control', 'no-store');
      return response;
    } catch (error) {
      await recordRefusal(attemptOf(request, await context.params), null, error);
      return problemResponse(truthOf(error, request), request.headers.get('x-request-id'));
    }
  };
  return Object.assign(handler, {
    operation: { summary: 'Sign-in protocol of next-auth', public: true, answers: {} },
  });
}
