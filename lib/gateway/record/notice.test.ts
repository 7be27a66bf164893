import { expect, test } from 'vitest';
import { createNotice, type Seen } from './notice.ts';

function setup(inspect: (id: string) => Promise<unknown> = async () => undefined) {
  const state = { now: 0, inspected: [] as string[], errors: 0 };
  const notice = createNotice(
    (id) => {
      state.inspected.push(id);
      return inspect(id);
    },
    () => {
      state.errors += 1;
    },
    () => state.now,
  );
  const seen = (changes: Partial<Seen> = {}) =>
    notice({
      credentialId: 'a',
      requestId: '1',
      status: 401,
      graphCode: 190,
      thoughtInvalid: false,
      ...changes,
    });
  return { state, seen };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test.each<[string, Partial<Seen>, boolean]>([
  ['code 190', {}, true],
  ['code 190 with another status', { status: 400 }, true],
  ['a success of one thought invalid', { status: 200, graphCode: null, thoughtInvalid: true }, true],
  ['an error in a success of one thought invalid', { status: 200, thoughtInvalid: true }, false],
  ['another code', { graphCode: 100 }, false],
  ['a 401 without a code', { graphCode: null }, false],
  ['a success of a valid one', { status: 200, graphCode: null }, false],
  ['code 190 of one thought invalid already', { thoughtInvalid: true }, false],
  ['another failure of one thought invalid', { status: 500, graphCode: 2, thoughtInvalid: true }, false],
])('%s starts an inspection, or not', (_what, changes, starts) => {
  const { state, seen } = setup();
  seen(changes);
  expect(state.inspected).toEqual(starts ? ['a'] : []);
});

test('one credential is inspected once a minute, and each by itself', async () => {
  const { state, seen } = setup();
  seen();
  seen();
  seen({ credentialId: 'b' });
  await settle();
  state.now = 59_999;
  seen();
  expect(state.inspected).toEqual(['a', 'b']);
  state.now = 60_000;
  seen();
  expect(state.inspected).toEqual(['a', 'b', 'a']);
});

test('no inspection starts while one of the same credential runs', () => {
  const { state, seen } = setup(() => new Promise(() => undefined));
  seen();
  state.now = 120_000;
  seen();
  expect(state.inspected).toEqual(['a']);
});

test('an inspection that fails is told, and the next may start', async () => {
  const { state, seen } = setup(async () => {
    throw new Error('away');
  });
  seen();
  await settle();
  expect(state.errors).toBe(1);
  state.now = 60_000;
  seen();
  expect(state.inspected).toEqual(['a', 'a']);
});
