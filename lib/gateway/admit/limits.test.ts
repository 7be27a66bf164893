import { describe, expect, test } from 'vitest';
import { createLimits } from './limits.ts';

const refused = (limit?: string) => ({
  code: 'too_many_requests',
  ...(limit ? { options: { extra: { limit } } } : {}),
});

describe('in a minute', () => {
  test('a key may use so much, whichever credential', async () => {
    const limits = createLimits({ ofKey: 2 });
    await limits.count('key', 'a');
    await limits.count('key', 'b');
    await expect(limits.count('key', 'c')).rejects.toMatchObject(refused());
    await limits.count('other', 'a');
  });

  test('a credential may be used so much, whichever key', async () => {
    const limits = createLimits({ ofCredential: 2 });
    await limits.count('one', 'a');
    await limits.count('two', 'a');
    await expect(limits.count('three', 'a')).rejects.toMatchObject(refused());
    await limits.count('one', 'b');
  });
});

test('a key has so many uses under way at once, and each that ends makes room for one', () => {
  const limits = createLimits({ atOnceOfKey: 2 });
  const ends = [limits.begin('one'), limits.begin('one')];
  expect(() => limits.begin('one')).toThrow(/under way/);
  limits.begin('two');
  ends[0]?.();
  limits.begin('one');
  expect(() => limits.begin('one')).toThrow(/under way/);
});

test('a credential pauses by itself, for as long as it was told', async () => {
  const clock = { now: 0 };
  const limits = createLimits({ now: () => clock.now });
  limits.pause('a', 0);
  await limits.count('key', 'a');
  limits.pause('a', 60);
  clock.now = 30_500;
  await expect(limits.count('key', 'a')).rejects.toMatchObject({
    ...refused('graph'),
    options: { retryAfterSeconds: 30, extra: { limit: 'graph' } },
  });
  await limits.count('key', 'b');
  clock.now = 60_000;
  await limits.count('key', 'a');
});

test('of two pauses the one that ends last counts, in whichever order they are told', async () => {
  const clock = { now: 0 };
  for (const seconds of [
    [3600, 60],
    [60, 3600],
    [3600, 0],
  ]) {
    clock.now = 0;
    const limits = createLimits({ now: () => clock.now });
    for (const one of seconds) limits.pause('a', one);
    clock.now = 3_599_000;
    await expect(limits.count('key', 'a')).rejects.toMatchObject({ options: { retryAfterSeconds: 1 } });
    clock.now = 3_600_000;
    await limits.count('key', 'a');
    limits.pause('a', 1);
    await expect(limits.count('key', 'a')).rejects.toMatchObject(refused('graph'));
  }
});

test('where too many pause at once, those that are over make room, then the one set first', async () => {
  const clock = { now: 0 };
  const limits = createLimits({ now: () => clock.now, mostPauses: 3 });
  limits.pause('over', 10);
  limits.pause('a', 100);
  limits.pause('b', 100);
  clock.now = 20_000;
  limits.pause('c', 100);
  for (const id of ['a', 'b', 'c']) {
    await expect(limits.count('key', id)).rejects.toMatchObject(refused('graph'));
  }
  limits.pause('d', 100);
  await limits.count('key', 'a');
  for (const id of ['b', 'c', 'd']) {
    await expect(limits.count('key', id)).rejects.toMatchObject(refused('graph'));
  }
});
