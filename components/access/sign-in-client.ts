/** Signing in and out from a page, by next-auth's protocol. On every page, so it brings no library along. */
import type { ProblemBody } from '../../lib/errors.ts';
import { retryAfterOf } from '../http/call.ts';

async function csrfToken(): Promise<string> {
  const response = await fetch('/api/auth/csrf', { cache: 'no-store' });
  const answer = (await response.json()) as { csrfToken: string };
  return answer.csrfToken;
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: 'true' });
  return fetch(path, { method: 'POST', body });
}

/**
 * Whether the address in next-auth's 200 means that it was done: it also answers 200 when it did not even look, as
 * with a stale CSRF token, and then names its own page.
 */
export function wasDone(url: string | undefined, origin: string): boolean {
  const target = URL.parse(url ?? '', origin);
  if (!url || !target) return false;
  return !target.pathname.startsWith('/api/auth/') && !target.searchParams.has('error');
}

/**
 * How it ended: `wrong` where email or password is not right, `interrupted` where nothing was tried, `lost` without an
 * answer, `database` where that kept it from being done.
 */
export type AuthResult = 'done' | AuthFailure;
export type AuthFailure = 'wrong' | 'interrupted' | 'failed' | 'lost' | 'database' | AuthProblem;

/** A problem of Flowkeep's own. */
export interface AuthProblem {
  problem: ProblemBody;
  retryAfter: number | null;
}

async function failureOf(response: Response): Promise<AuthFailure> {
  const answer = (await response.json()) as Partial<ProblemBody> & { url?: string };
  // next-auth's own refusal has an address, Flowkeep's problems have a code.
  if (response.status === 401 && answer.url) return 'wrong';
  if (answer.code === 'database_unavailable') return 'database';
  if (!answer.code) return 'failed';
  return { problem: answer as ProblemBody, retryAfter: retryAfterOf(response) };
}

/** Never throws for a refusal or a lost connection. */
async function attempt(path: string, fields: Record<string, string>): Promise<AuthResult> {
  try {
    const response = await post(path, fields);
    if (!response.ok) return await failureOf(response);
    const { url } = (await response.json()) as { url?: string };
    return wasDone(url, window.location.origin) ? 'done' : 'interrupted';
  } catch {
    return 'lost';
  }
}

/** Starts a session of this browser. */
export function signIn(email: string, password: string): Promise<AuthResult> {
  return attempt('/api/auth/callback/credentials', { email, password });
}

/** Ends this browser's session. */
export function signOut(): Promise<AuthResult> {
  return attempt('/api/auth/signout', {});
}
