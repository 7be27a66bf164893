import { expect, test } from 'vitest';
import { batched } from './batching.ts';

const full = () => new Error('full');

test('questions of one moment are asked together and answered apart', async () => {
  const asked: number[][] = [];
  const ask = batched<number, number>(async (questions) => {
    asked.push([...questions]);
    return questions.map((n) => n * 2);
  }, full);
  expect(await Promise.all([1, 2, 3].map(ask))).toEqual([2, 4, 6]);
  expect(asked).toEqual([[1, 2, 3]]);
});

test('a question is never answered by a statement that began before it came', async () => {
  let state = 'before';
  const started: (() => void)[] = [];
  const ask = batched<string, string>((questions) => {
    const seen = state;
    return new Promise((resolve) => started.push(() => resolve(questions.map(() => seen))));
  }, full);
  const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
  const first = ask('a');
  await tick();
  state = 'after';
  const second = ask('b');
  await tick();
  for (const go of started) go();
  expect([await first, await second]).toEqual(['before', 'after']);
});

test('a failure is that of all who asked, and of nobody after them', async () => {
  let broken = true;
  const ask = batched<number, number>(async (questions) => {
    if (broken) throw new Error('away');
    return questions;
  }, full);
  const results = await Promise.allSettled([ask(1), ask(2)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  broken = false;
  expect(await ask(3)).toBe(3);
});

test('however many ask, few statements run at once and all are answered', async () => {
  let running = 0;
  let most = 0;
  const ask = batched<number, number>(async (questions) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 1));
    running -= 1;
    return questions;
  }, full);
  const numbers = Array.from({ length: 1_000 }, (_, n) => n);
  expect(await Promise.all(numbers.map(ask))).toEqual(numbers);
  expect(most).toBeLessThanOrEqual(2);
});

test('when no answers come any more, questions are turned away instead of piling up', async () => {
  const ask = batched<number, number>(() => new Promise(() => undefined), full);
  const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
  for (let n = 0; n < 2; n++) {
    void ask(n);
    await tick();
  }
  for (let n = 0; n < 2_000; n++) void ask(n);
  await expect(ask(1)).rejects.toThrow('full');
});
