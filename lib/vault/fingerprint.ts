import { createHmac } from 'node:crypto';
import { keyLength } from './key.ts';
import { Secret } from './secret.ts';

function hmac(key: Uint8Array, text: Secret): string {
  if (key.length !== keyLength) throw new TypeError(`A fingerprint key has ${keyLength} bytes.`);
  return text.use((value) => createHmac('sha256', key).update(value).digest('hex'));
}

/**
 * A short name for a token, by which people see that two credentials hold the same one: the first 12 hex digits of
 * its HMAC-SHA-256. A bare hash would let anyone who sees it test guesses; this needs the server's key.
 * @param key 32 random bytes that stay on the server.
 * @throws TypeError when the key has another length: HMAC itself would take an empty one.
 */
export function fingerprintToken(key: Uint8Array, token: Secret): string {
  return hmac(key, token).slice(0, 12);
}

/**
 * The whole HMAC-SHA-256 of a text for one purpose, in hexadecimal: equal texts are noticed, and nobody without the
 * server's key can test guesses. What is made for one purpose is not a fingerprint, nor fits another purpose.
 * @throws TypeError as `fingerprintToken` does
 */
export function keyedDigest(key: Uint8Array, purpose: string, text: Secret): string {
  return hmac(key, new Secret(text.use((value) => `${purpose}\0${value}`)));
}
