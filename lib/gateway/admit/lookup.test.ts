import { describe, expect, test } from 'vitest';
import { EndedKeyProblem } from '../../access/ended-key.ts';
import type { UseAnswer } from '../../credential/use-store.ts';
import { Problem } from '../../errors.ts';
import { credentialId, goodFacts, key } from '../gateway-testing.ts';
import { createLookup } from './lookup.ts';

const question = { key, credentialId, resourceId: null };

/** A lookup with a clock and a database that the test moves. */
function setup() {
  const state = { now: 0, asked: 0, answer: async (): Promise<UseAnswer> => goodFacts() };
  const lookup = createLookup(
    () => {
      state.asked += 1;
      return state.answer();
    },
    (error) => error instanceof Error && error.message === 'away',
    { now: () => state.now, waitMs: 50 },
  );
  const gone = async () => {
    throw new Error('away');
  };
  return { state, lookup, gone };
}

const refused = { code: 'database_unavailable', status: 503 };

describe('while the database answers', () => {
  test('it is asked at every use', async () => {
    const { state, lookup } = setup();
    for (let n = 0; n < 3; n++) expect(await lookup(question)).toEqual(goodFacts());
    expect(state.asked).toBe(3);
    state.answer = async () => null;
    expect(await lookup(question)).toBeNull();
  });

  test('another error is an error', async () => {
    const { state, lookup } = setup();
    await lookup(question);
    state.answer = async () => {
      throw new TypeError('wrong');
    };
    await expect(lookup(question)).rejects.toThrow('wrong');
  });
});

describe('while it does not', () => {
  test('what it allowed in the last ten seconds is allowed', async () => {
    const { state, lookup, gone } = setup();
    await lookup(question);
    state.answer = gone;
    state.now = 9_999;
    expect(await lookup(question)).toEqual(goodFacts());
    state.now = 10_000;
    await expect(lookup(question)).rejects.toMatchObject(refused);
  });

  test.each([
    ['another key', { ...question, key: `${key}x` }],
    ['another credential', { ...question, credentialId: '0199d1a2-7c3e-7b11-8a4e-000000000000' }],
    ['another resource', { ...question, resourceId: credentialId }],
  ])('nothing else is: %s', async (_what, other) => {
    const { state, lookup, gone } = setup();
    await lookup(question);
    state.answer = gone;
    await expect(lookup(other)).rejects.toMatchObject(refused);
  });

  test.each<[string, UseAnswer]>([
    ['an unknown key', null],
    ['a key that has ended', new EndedKeyProblem({ id: 'k', name: 'k', why: 'expired', at: new Date() })],
    ['a deleted credential', goodFacts({ deletedAt: '2026-11-25T00:00:00Z' })],
    ['a key without the scope', { ...goodFacts(), actor: { ...goodFacts().actor, scopes: ['manage'] } }],
  ])('what it refused last is not: %s', async (_what, answer) => {
    const { state, lookup, gone } = setup();
    await lookup(question);
    state.answer = async () => answer;
    await lookup(question);
    state.answer = gone;
    await expect(lookup(question)).rejects.toBeInstanceOf(Problem);
  });

  test('it is waited for briefly, and then left alone for a moment', async () => {
    const { state, lookup } = setup();
    await lookup(question);
    state.answer = () => new Promise(() => undefined);
    expect(await lookup(question)).toEqual(goodFacts());
    const { asked } = state;
    expect(await lookup(question)).toEqual(goodFacts());
    expect(state.asked).toBe(asked);
    state.now += 250;
    state.answer = async () => null;
    expect(await lookup(question)).toBeNull();
  });
});
