import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveMacKeys } from './mac-keys.ts';

const key = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });

test('is HMAC-SHA-256 under HKDF-SHA-256 of the sealing key', () => {
  // HKDF in two steps of HMAC (RFC 5869, 2.2 and 2.3): an empty salt is 32 zeros, one block is enough.
  const hmac = (by: Buffer, text: string | Uint8Array) => createHmac('sha256', by).update(text).digest();
  const extracted = hmac(Buffer.alloc(32), new Uint8Array(32).fill(7));
  const derived = hmac(extracted, 'some purpose\u0001');
  expect(deriveMacKeys([key('k', 7)], 'some purpose').mac('k', 'text')).toBe(
    hmac(derived, 'text').toString('hex'),
  );
});

test('the first key makes MACs; each that is loaded checks its own, under its own purpose', () => {
  const before = deriveMacKeys([key('old', 1)], 'a');
  const after = deriveMacKeys([key('new', 2), key('old', 1)], 'a');
  expect(after.active).toBe('new');
  expect(after.mac('old', 'x')).toBe(before.mac('old', 'x'));
  expect(after.mac('new', 'x')).not.toBe(after.mac('old', 'x'));
  expect(deriveMacKeys([key('old', 1)], 'b').mac('old', 'x')).not.toBe(before.mac('old', 'x'));
  expect(before.mac('new', 'x')).toBeNull();
  expect(() => deriveMacKeys([], 'a')).toThrow(TypeError);
});
