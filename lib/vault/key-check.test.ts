import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkBinding } from './binding.ts';
import { sealText } from './envelope.ts';
import { importLocalKey } from './key.ts';
import { sealCheck, verifyCheck } from './key-check.ts';
import { ringOf } from './key-ring.ts';
import { Secret } from './secret.ts';

const bytes = randomBytes(32);
const key = await importLocalKey('k1', bytes);

test('a key verifies its own check value, also after it is loaded again', async () => {
  const check = await sealCheck(key);
  expect(await verifyCheck(await importLocalKey('k1', bytes), check)).toBe(true);
});

test('another key of the right size under the same id is not verified', async () => {
  expect(await verifyCheck(await importLocalKey('k1', randomBytes(32)), await sealCheck(key))).toBe(false);
});

test('the same key under another id is not verified', async () => {
  expect(await verifyCheck(await importLocalKey('k2', bytes), await sealCheck(key))).toBe(false);
});

test('a damaged or foreign check value is not verified', async () => {
  expect(await verifyCheck(key, '')).toBe(false);
  const { envelope } = await sealText(ringOf([key]), new Secret('another text'), checkBinding('k1'));
  expect(await verifyCheck(key, envelope)).toBe(false);
});

test('a failure that is not about the envelope is not taken for a wrong key', async () => {
  await expect(verifyCheck({ ...key, id: 'no key id' }, await sealCheck(key))).rejects.toThrow(TypeError);
});
