/**
 * The guard around next-auth's own handler: only what is used of it, counted tries, callback URLs that stay at home,
 * errors that stay errors, sign-out that empties the browser's cache.
 */
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { environment } from '../../env.ts';
import { Problem } from '../../errors.ts';
import { isSessionAmbiguous } from './cookie.ts';
import { newDeviceCookie } from './device.ts';
import { type Attempt, attemptOf, countSignInTry, forgiveSignInTry } from './guesses.ts';
import { authOptions, type Deeds } from './next-auth.ts';
import { sessionIdOf } from './session-token.ts';
import { checkPassword, enter, type SignedIn, signOut } from './sign-in.ts';

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

/** All that Flowkeep uses of next-auth. The rest (its log, its pages, its view of the session) is not there. */
const offered = { GET: ['csrf'], POST: ['callback/credentials', 'signout'] };

/** @returns which of the offered it is. @throws Problem `not_found` */
async function offeredPath(method: keyof typeof offered, { params }: Context): Promise<string> {
  const path = (await params).nextauth.join('/');
  if (offered[method].includes(path)) return path;
  throw new Problem('not_found', 'There is nothing at this address.');
}

/** A field sent twice would be counted by its first value and used by its last. @throws Problem `invalid_input` */
function refuseDoubled(form: URLSearchParams): void {
  const names = [...form.keys()];
  if (new Set(names).size < names.length) {
    throw new Problem('invalid_input', 'A field of this form was sent more than once. Send each once.');
  }
}

function refuseAmbiguousSession(cookieHeader: string | null): void {
  if (!isSessionAmbiguous(cookieHeader)) return;
  const { host } = new URL(environment().appUrl);
  throw new Problem(
    'invalid_input',
    `This browser sends more than one session cookie, so it is not clear whose session is meant. Delete the cookies of ${host}, then sign in again.`,
  );
}

/** next-auth turns any error into a wrong password, or a sign-out that worked: the errors are kept to be told. */
function keeping(failures: unknown[]) {
  return <Input extends unknown[], Result>(work: (...input: Input) => Promise<Result>) =>
    (...input: Input): Promise<Result> =>
      work(...input).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
}

/** What a request may bring about, and the cookie that comes with it. */
function deedsOf(headers: Headers, attempt: Attempt) {
  const facts = { requestId: headers.get('x-request-id'), address: headers.get('x-flowkeep-address') };
  const failures: unknown[] = [];
  const kept = keeping(failures);
  let person: SignedIn | null = null;
  const deeds: Deeds = {
    check: kept(async (input) => {
      person = await checkPassword(input, facts, attempt.device !== null);
      return person;
    }),
    enter: kept(async () => {
      if (!person) throw new Error('next-auth let somebody in whose password was not looked at.');
      await forgiveSignInTry(attempt);
      return enter(person, await sessionIdOf(headers.get('cookie')), facts);
    }),
    leave: kept(async () => {
      const sessionId = await sessionIdOf(headers.get('cookie'));
      if (sessionId) await signOut(sessionId, facts);
    }),
  };
  return { deeds, failures, entered: () => person };
}

/** Answers the GET of next-auth that hands out its CSRF token. @throws Problem `not_found` */
export async function answerAuthGet(request: Request, context: Context): Promise<Response> {
  await offeredPath('GET', context);
  const nobody = attemptOf('', null, null);
  return NextAuth(atHome(request, null), context, authOptions(deedsOf(request.headers, nobody).deeds));
}

/**
 * Answers a POST of next-auth: sign-in and sign-out.
 * @throws Problem `not_found`, `invalid_input`, `too_many_requests` before the password is looked at; and whatever
 * kept it from being done
 */
export async function answerAuthPost(request: Request, context: Context, body: string): Promise<Response> {
  const path = await offeredPath('POST', context);
  const { headers } = request;
  const form = fieldsOf(headers.get('content-type') ?? '', body);
  refuseDoubled(form);
  refuseAmbiguousSession(headers.get('cookie'));
  const attempt = attemptOf(
    form.get('email') ?? '',
    headers.get('x-flowkeep-address'),
    headers.get('cookie'),
  );
  if (path !== 'signout') await countSignInTry(attempt);
  const { deeds, failures, entered } = deedsOf(headers, attempt);
  const response: Response = await NextAuth(atHome(request, form), context, authOptions(deeds));
  if (failures.length > 0) throw failures[0];
  if (path === 'signout') response.headers.set('clear-site-data', '"cache"');
  const person = entered();
  if (person) response.headers.append('set-cookie', newDeviceCookie(person.email));
  return response;
}
