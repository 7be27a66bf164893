import { createHmac } from 'node:crypto';
import { keyLength } from './key.ts';
import type { Secret } from './secret.ts';

/**
 * A short name for a token, by which people see that two credentials hold the same one: the first 12 hex digits of
 * its HMAC-SHA-256. A bare hash would let anyone who sees it test guesses; this needs the server's key.
 * @param key 32 random bytes that stay on the server.
 * @throws TypeError when the key has another length: HMAC itself would take an empty one.
 */
export function fingerprintToken(key: Uint8Array, token: Secret): string {
  if (key.length !== keyLength) throw new TypeError(`A fingerprint key has ${keyLength} bytes.`);
  return token.use((value) => createHmac('sha256', key).update(value).digest('hex').slice(0, 12));
}
