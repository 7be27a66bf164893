import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createKeyRing, KeyRingError, ringOf } from './key-ring.ts';

const one = { id: 'k1', bytes: randomBytes(32) };
const two = { id: 'k2', bytes: randomBytes(32) };

test('the first key is active, and every key is found by its id', async () => {
  const ring = await createKeyRing([two, one]);
  expect(ring.active.id).toBe('k2');
  expect(ring.ids).toEqual(['k2', 'k1']);
  expect(ring.get('k1')?.id).toBe('k1');
});

test.each(['k3', '', '__proto__', 'constructor', 'toString'])('there is no key %j', async (id) => {
  expect((await createKeyRing([one])).get(id)).toBeUndefined();
});

test.each([
  ['no key', [], /no sealing key/],
  ['the same id twice', [one, { id: 'k1', bytes: two.bytes }], /\bk1\b/],
  ['the same bytes twice', [one, { id: 'k2', bytes: one.bytes }], /\bk1\b.*\bk2\b/],
  ['the same entry twice', [one, one], /\bk1\b/],
  ['a short key', [one, { id: 'k2', bytes: randomBytes(31) }], /\bk2\b.*31/],
  ['a long key', [{ id: 'k1', bytes: randomBytes(64) }], /\bk1\b.*64/],
  ['a key of zeros', [one, { id: 'k2', bytes: new Uint8Array(32) }], /\bk2\b.*zeros/],
])('%s is refused by name', async (_name, keys, sentence) => {
  await expect(createKeyRing(keys)).rejects.toThrow(KeyRingError);
  await expect(createKeyRing(keys)).rejects.toThrow(sentence);
});

test('an id of the wrong form is refused without being repeated: it may be a key in the wrong place', async () => {
  const id = randomBytes(32).toString('base64');
  const refusal = await createKeyRing([{ id, bytes: one.bytes }]).catch((error: Error) => error.message);
  expect(refusal).toMatch(/id of the wrong form/);
  expect(refusal).not.toContain(id);
});

test('a ring of other keys refuses two with one id', async () => {
  const { active } = await createKeyRing([one]);
  expect(() => ringOf([active, { ...active }])).toThrow(/\bk1\b/);
});
