/** A sealing key: wraps the data keys of envelopes. Here the local kind; a key service can be another. */
import { base64url } from 'jose';

/** What an envelope is bound to. A key service puts it into its encryption context; local keys ignore it. */
export interface SealContext {
  readonly binding: string;
}

export interface SealingKey {
  readonly id: string;
  readonly alg: 'A256KW';
  /** @returns the wrapped data key (32 bytes in, 40 out) in base64url. */
  wrap(dataKey: Uint8Array, context: SealContext): Promise<string>;
  /** @returns the data key. Rejects when `wrapped` was not made by this key. */
  unwrap(wrapped: string, context: SealContext): Promise<Uint8Array>;
}

/** The bytes of a key, and the name under which envelopes remember it. */
export interface KeyBytes {
  readonly id: string;
  readonly bytes: Uint8Array;
}

export const keyIdPattern = /^[a-z0-9][a-z0-9_-]{0,31}$/;
/** The length in bytes of a sealing key and of a data key. */
export const keyLength = 32;
/** RFC 3394 adds one block of 8 bytes, which proves on unwrapping that the key was the right one. */
export const wrappedKeyLength = keyLength + 8;

/**
 * @returns a sentence on why these bytes cannot be a sealing key, or null. It never quotes the bytes, nor an id of
 * the wrong form, since that may be a key in the wrong place.
 */
export function keyFault({ id, bytes }: KeyBytes): string | null {
  if (!keyIdPattern.test(id)) {
    return 'A sealing key has an id of the wrong form: use up to 32 lower-case letters, digits, - and _.';
  }
  if (bytes.length !== keyLength) {
    return `The sealing key ${id} has ${bytes.length} bytes: it must have ${keyLength}.`;
  }
  if (bytes.every((byte) => byte === 0)) return `The sealing key ${id} is all zeros: it protects nothing.`;
  return null;
}

/** WebCrypto wraps keys, not bytes, so a data key passes as an extractable AES key, which also fixes its length. */
function importDataKey(dataKey: Uint8Array): Promise<CryptoKey> {
  if (dataKey.length !== keyLength) throw new TypeError(`A data key has ${keyLength} bytes.`);
  return crypto.subtle.importKey('raw', new Uint8Array(dataKey), 'AES-GCM', true, ['encrypt']);
}

/**
 * Makes a sealing key of bytes this process holds (AES-KW, RFC 3394). The bytes become a key that can't be exported
 * and can do nothing but wrap: raw bytes would let a library use them for any other algorithm.
 * @throws TypeError with the sentence of `keyFault`.
 */
export async function importLocalKey(id: string, bytes: Uint8Array): Promise<SealingKey> {
  const fault = keyFault({ id, bytes });
  if (fault) throw new TypeError(fault);
  const key = await crypto.subtle.importKey('raw', new Uint8Array(bytes), 'AES-KW', false, [
    'wrapKey',
    'unwrapKey',
  ]);
  return {
    id,
    alg: 'A256KW',
    async wrap(dataKey) {
      const wrapped = await crypto.subtle.wrapKey('raw', await importDataKey(dataKey), key, 'AES-KW');
      return base64url.encode(new Uint8Array(wrapped));
    },
    async unwrap(wrapped) {
      const bytes = new Uint8Array(base64url.decode(wrapped));
      if (bytes.length !== wrappedKeyLength) {
        throw new TypeError(`A wrapped data key has ${wrappedKeyLength} bytes.`);
      }
      const dataKey = await crypto.subtle.unwrapKey('raw', bytes, key, 'AES-KW', 'AES-GCM', true, [
        'encrypt',
      ]);
      return new Uint8Array(await crypto.subtle.exportKey('raw', dataKey));
    },
  };
}
