/** From a request's headers to the actor: the one reader of the session cookie and of API keys. */
import { apiKeyPrefix } from '../api-key.ts';
import type { Actor, PersonActor } from './actor.ts';
import { readApiKey } from './keys/api-key-store.ts';
import { readSession } from './sign-in/session-store.ts';
import { sessionIdOf } from './sign-in/session-token.ts';

/** @returns the signed-in person of a Cookie header, or null. */
export async function personOf(cookieHeader: string | null): Promise<PersonActor | null> {
  const sessionId = await sessionIdOf(cookieHeader);
  return sessionId ? readSession(sessionId) : null;
}

// Wider than keys are, so that what was cut off or doubled is answered as an unknown key, not as none.
const keyInHeader = new RegExp(`^bearer +(${apiKeyPrefix}[A-Za-z0-9_-]{20,90})$`, 'i');

/** @returns the API key in an Authorization header, known or not; null for anything else */
export function apiKeyOf(authorization: string | undefined): string | null {
  return keyInHeader.exec(authorization ?? '')?.[1] ?? null;
}

/**
 * The actor of a request. An Authorization header decides alone, so that a wrong key never falls back to a cookie;
 * it takes API keys only, never a session token.
 * @throws Problem `key_revoked` or `key_expired`
 */
export async function actorOf(headers: Headers): Promise<Actor | null> {
  const authorization = headers.get('authorization');
  if (authorization === null) return personOf(headers.get('cookie'));
  const key = apiKeyOf(authorization);
  return key ? readApiKey(key) : null;
}
