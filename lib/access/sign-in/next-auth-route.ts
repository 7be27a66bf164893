/**
 * The guard around next-auth's own handler: bounded bodies, own origin, counted tries, callback URLs that stay
 * at home, sign-out that empties the browser's cache.
 */

import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { environment } from '../../env.ts';
import { authOptions } from './next-auth.ts';
import { countSignInTry } from './sign-in.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

/** The form fields of a sign-in or sign-out; anything else is an empty form. */
function fieldsOf(type: string, text: string): URLSearchParams {
  if (type.startsWith('application/x-www-form-urlencoded')) return new URLSearchParams(text);
  if (!type.startsWith('application/json')) return new URLSearchParams();
  try {
    const value: unknown = JSON.parse(text);
    const entries = Object.entries(value && typeof value === 'object' ? value : {});
    return new URLSearchParams(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return new URLSearchParams();
  }
}

/** next-auth answers 500 to some callback URLs, in the query or in its cookie: it never gets to see one of others. */
function atHome(request: Request, form: URLSearchParams | null): NextRequest {
  const url = new URL(request.url);
  const home = `${environment().appUrl}/sources`;
  url.searchParams.delete('callbackUrl');
  const headers = new Headers(request.headers);
  headers.delete('content-length');
  if (!form) return new NextRequest(url, { method: request.method, headers });
  form.set('callbackUrl', home);
  headers.set('content-type', 'application/x-www-form-urlencoded');
  return new NextRequest(url, { method: request.method, headers, body: form.toString() });
}

/** Answers a GET of next-auth: its CSRF token, its session view. */
export async function answerAuthGet(request: Request, context: Context): Promise<Response> {
  return NextAuth(atHome(request, null), context, authOptions());
}

/**
 * Answers a POST of next-auth: sign-in and sign-out.
 * @throws Problem `too_many_requests` before the password is looked at
 */
export async function answerAuthPost(request: Request, context: Context, body: string): Promise<Response> {
  const { nextauth } = await context.params;
  const form = fieldsOf(request.headers.get('content-type') ?? '', body);
  if (nextauth[0] === 'callback') {
    await countSignInTry(form.get('email') ?? '', request.headers.get('x-flowkeep-address'));
  }
  const response: Response = await NextAuth(atHome(request, form), context, authOptions());
  if (nextauth[0] === 'signout') response.headers.set('clear-site-data', '"cache"');
  return response;
}
