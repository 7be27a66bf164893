/** Signing in by next-auth's protocol, without a page. */
import { type APIRequestContext, request } from '@playwright/test';

export type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

async function post(api: APIRequestContext, path: string, fields: Record<string, string>) {
  const csrf = (await (await api.get('/api/auth/csrf')).json()) as { csrfToken: string };
  const answer = await api.post(path, { form: { ...fields, csrfToken: csrf.csrfToken, json: 'true' } });
  if (!answer.ok()) throw new Error(`${path} was answered with ${answer.status()}`);
}

/** Gives the cookies of a new session to a request context, and so to the browser context it belongs to. */
export async function signIn(api: APIRequestContext, account: { email: string; password: string }) {
  await post(api, '/api/auth/callback/credentials', account);
}

/** Ends the session of a request context, as another tab of the same browser would. */
export async function signOut(api: APIRequestContext) {
  await post(api, '/api/auth/signout', {});
}

/** The cookies of a new session. */
export async function signedInState(
  baseURL: string,
  account: { email: string; password: string },
): Promise<StorageState> {
  const api = await request.newContext({ baseURL });
  try {
    await signIn(api, account);
    return await api.storageState();
  } finally {
    await api.dispose();
  }
}
