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
 * Whether the address in next-auth's 200 means a new session: it also answers 200 when it did not even look, as
 * with a stale CSRF token, and then names its own page.
 */
export function wasLetIn(url: string | undefined, origin: string): boolean {
  const target = URL.parse(url ?? '', origin);
  if (!url || !target) return false;
  return !target.pathname.startsWith('/api/auth/') && !target.searchParams.has('error');
}

export type SignInResult = 'signed_in' | { problem: string };

/** @returns `signed_in`, or the sentence to show; never throws for a refusal or a lost connection */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  try {
    const response = await post('/api/auth/callback/credentials', { email, password });
    if (response.ok) {
      const { url } = (await response.json()) as { url?: string };
      if (wasLetIn(url, window.location.origin)) return 'signed_in';
      return { problem: 'Signing in was interrupted. Try again.' };
    }
    if (response.status === 401) return { problem: 'Email or password is not right.' };
    const problem = (await response.json()) as { detail?: string };
    return { problem: problem.detail ?? 'Signing in failed in Flowkeep. Try again soon.' };
  } catch {
    return { problem: 'Flowkeep did not answer. Check the connection and try again.' };
  }
}

/** Ends this browser's session. */
export async function signOut(): Promise<void> {
  await post('/api/auth/signout', {}).catch(() => undefined);
}
