/** Signing in and out from a page, by next-auth's protocol. On every page, so it brings no library along. */

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

export type AuthResult = 'done' | { problem: string };

interface Sentences {
  interrupted: string;
  failed: string;
  lost: string;
}

/** @returns `done`, or the sentence to show; never throws for a refusal or a lost connection */
async function attempt(
  path: string,
  fields: Record<string, string>,
  sentences: Sentences,
): Promise<AuthResult> {
  try {
    const response = await post(path, fields);
    if (response.ok) {
      const { url } = (await response.json()) as { url?: string };
      return wasDone(url, window.location.origin) ? 'done' : { problem: sentences.interrupted };
    }
    const { detail, url } = (await response.json()) as { detail?: string; url?: string };
    // next-auth's own refusal has an address, Flowkeep's problems have a sentence.
    if (response.status === 401 && url) return { problem: 'Email or password is not right.' };
    return { problem: detail ?? sentences.failed };
  } catch {
    return { problem: sentences.lost };
  }
}

/** Starts a session of this browser. */
export function signIn(email: string, password: string): Promise<AuthResult> {
  return attempt(
    '/api/auth/callback/credentials',
    { email, password },
    {
      interrupted: 'Signing in was interrupted. Try again.',
      failed: 'Signing in failed in Flowkeep. Try again soon.',
      lost: 'Flowkeep did not answer. Check the connection and try again.',
    },
  );
}

/** Ends this browser's session. */
export function signOut(): Promise<AuthResult> {
  return attempt(
    '/api/auth/signout',
    {},
    {
      interrupted: 'Signing out was interrupted, and you are still signed in. Try again.',
      failed: 'Signing out failed in Flowkeep, and you are still signed in. Try again soon.',
      lost: 'Flowkeep did not answer. You may still be signed in: check the connection and try again.',
    },
  );
}
