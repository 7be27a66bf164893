/**
 * What the session cookie carries: a JWE (direct encryption, A256GCM) that holds nothing but a random session id.
 * The database row under that id's hash is the authority (store of sessions); the cookie alone opens nothing.
 */
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { cookieValue, isSessionAmbiguous, sessionCookieName } from './cookie.ts';
import { derivedKey } from './derived-key.ts';

/** A session ends after this many milliseconds without a request. */
export const sessionIdleMs = 8 * 60 * 60 * 1000;
/** A session ends this many milliseconds after sign-in, however busy it is. */
export const sessionAbsoluteMs = 7 * 24 * 60 * 60 * 1000;

const issuer = 'flowkeep';
const purpose = 'flowkeep session token v1';

let key: Uint8Array | undefined;

function encryptionKey(): Uint8Array {
  key ??= derivedKey(purpose);
  return key;
}

/** @returns the cookie's value for a session id; it expires with the session's absolute limit. */
export function encodeSessionToken(sessionId: string): Promise<string> {
  return new EncryptJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: 'flowkeep-session+jwt' })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime(Math.floor((Date.now() + sessionAbsoluteMs) / 1000))
    .encrypt(encryptionKey());
}

/** @returns the session id of a cookie's value, or null for anything that this server did not make or that has ended. */
export async function decodeSessionToken(value: string): Promise<string | null> {
  try {
    const { payload } = await jwtDecrypt(value, encryptionKey(), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      issuer,
      typ: 'flowkeep-session+jwt',
      requiredClaims: ['exp', 'iat', 'sid'],
    });
    return typeof payload.sid === 'string' ? payload.sid : null;
  } catch (error) {
    // jose's own errors, and the syntax errors of parts that are not base64url or JSON, all mean: not ours.
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof SyntaxError)
      return null;
    throw error;
  }
}

/** @returns the session id in a Cookie header, whether or not its session is alive; null when it names several. */
export async function sessionIdOf(cookieHeader: string | null): Promise<string | null> {
  if (isSessionAmbiguous(cookieHeader)) return null;
  const value = cookieValue(cookieHeader, sessionCookieName());
  return value ? decodeSessionToken(value) : null;
}
