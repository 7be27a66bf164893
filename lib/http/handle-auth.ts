/** The wrapper of next-auth's route: the same bounds, headers and problems as every handler, around a form. */
import { environment } from '../env.ts';
import { Problem } from '../errors.ts';
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
      return problemResponse(error, request.headers.get('x-request-id'));
    }
  };
  return Object.assign(handler, {
    operation: { summary: 'Sign-in protocol of next-auth', public: true, answers: {} },
  });
}
