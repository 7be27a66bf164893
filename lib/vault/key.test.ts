import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import { importLocalKey, keyFault } from './key.ts';

const context = { binding: 'server/test' };
const bytes = (length: number, first = 1) => Uint8Array.from({ length }, (_, index) => (first + index) % 256);

test('wraps as RFC 3394 §4.6 does: 256 bits of key data with a 256-bit key', async () => {
  const key = await importLocalKey('k1', Buffer.from(`${bytesHex(0, 32)}`, 'hex'));
  const dataKey = Buffer.from('00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F', 'hex');
  const expected = '28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21';
  const wrapped = await key.wrap(dataKey, context);
  expect(Buffer.from(wrapped, 'base64url').toString('hex').toUpperCase()).toBe(expected);
  expect(Buffer.from(await key.unwrap(wrapped, context)).equals(dataKey)).toBe(true);
});

function bytesHex(first: number, length: number): string {
  return Buffer.from(bytes(length, first)).toString('hex');
}

describe('unwrapping', () => {
  test('refuses every flipped bit', async () => {
    const key = await importLocalKey('k1', bytes(32));
    const wrapped = base64url.decode(await key.wrap(bytes(32, 9), context));
    for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
      const changed = Uint8Array.from(wrapped);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(key.unwrap(base64url.encode(changed), context), `bit ${bit}`).rejects.toThrow();
    }
  });

  test('refuses what another key of the same size wrapped', async () => {
    const wrapped = await (await importLocalKey('k1', bytes(32))).wrap(bytes(32, 9), context);
    await expect((await importLocalKey('k1', bytes(32, 2))).unwrap(wrapped, context)).rejects.toThrow();
  });

  test('refuses empty input, and a data key of 128 bits that this very key wrapped', async () => {
    const key = await importLocalKey('k1', bytes(32));
    await expect(key.unwrap('', context)).rejects.toThrow();
    const raw = await crypto.subtle.importKey('raw', bytes(32), 'AES-KW', false, ['wrapKey']);
    const short = await crypto.subtle.importKey('raw', bytes(16), 'AES-GCM', true, ['encrypt']);
    const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', short, raw, 'AES-KW'));
    await expect(key.unwrap(base64url.encode(wrapped), context)).rejects.toThrow('40 bytes');
  });
});

test.each([0, 8, 16, 24, 31, 33])('wrapping refuses a data key of %i bytes', async (length) => {
  const key = await importLocalKey('k1', bytes(32));
  await expect(key.wrap(bytes(length), context)).rejects.toThrow('32 bytes');
});

test('changing the given bytes afterwards does not change the key', async () => {
  const given = bytes(32);
  const key = await importLocalKey('k1', given);
  const before = await key.wrap(bytes(32, 9), context);
  given.fill(0);
  expect(await key.wrap(bytes(32, 9), context)).toBe(before);
});

test('a key shows none of its bytes', async () => {
  const key = await importLocalKey('k1', bytes(32));
  expect(JSON.parse(JSON.stringify(key))).toEqual({ id: 'k1', alg: 'A256KW' });
});

test.each([
  ['an empty id', '', bytes(32)],
  ['an id with upper case', 'K1', bytes(32)],
  ['an id of 33 characters', 'k'.repeat(33), bytes(32)],
  ['an id with a slash', 'a/b', bytes(32)],
  ['an id that ends in a line break', 'k1\n', bytes(32)],
  ['__proto__', '__proto__', bytes(32)],
  ['16 bytes', 'k1', bytes(16)],
  ['33 bytes', 'k1', bytes(33)],
  ['zeros', 'k1', new Uint8Array(32)],
])('a key with %s is refused', async (_name, id, given) => {
  expect(keyFault({ id, bytes: given })).not.toBeNull();
  await expect(importLocalKey(id, given)).rejects.toThrow(TypeError);
});

test('a key with one bit set is no key of zeros', () => {
  const given = new Uint8Array(32);
  given[31] = 1;
  expect(keyFault({ id: 'k1', bytes: given })).toBeNull();
});
