/** Keys for MACs over what is kept outside of the database: one derived from each sealing key (HKDF, RFC 5869). */
import { createHmac, hkdfSync } from 'node:crypto';
import type { KeyBytes } from './key.ts';
import { keyLength } from './key.ts';

export interface MacKeys {
  /** The id of the sealing key whose derived key makes new MACs. */
  readonly active: string;
  /** @returns the HMAC-SHA-256 of a text, in hexadecimal; null when there is no key of this id */
  mac(id: string, text: string): string | null;
}

/**
 * Derives a MAC key for one purpose from each sealing key; the first is active. Nothing of a sealing key can be found
 * from what is derived from it, and what is derived for one purpose fits no other.
 * @throws TypeError when there is no key
 */
export function deriveMacKeys(keys: readonly KeyBytes[], purpose: string): MacKeys {
  const [active] = keys;
  if (!active) throw new TypeError('There is no key to derive from.');
  const derived = new Map(
    keys.map(({ id, bytes }) => [id, Buffer.from(hkdfSync('sha256', bytes, '', purpose, keyLength))]),
  );
  return {
    active: active.id,
    mac(id, text) {
      const key = derived.get(id);
      return key ? createHmac('sha256', key).update(text).digest('hex') : null;
    },
  };
}
