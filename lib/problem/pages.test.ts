import { expect, test } from 'vitest';
import { type ProblemCode, problemStatus } from '../errors.ts';
import { isProblemCode, problemPages } from './pages.ts';

test('every code has its page, and every page its code', () => {
  expect(Object.keys(problemPages).sort()).toEqual(Object.keys(problemStatus).sort());
});

test.each(Object.entries(problemPages))('the page of %s is told in whole sentences', (code, page) => {
  const { title, ...texts } = page;
  expect(title).toMatch(/^[A-Z].*[^.]$/);
  for (const text of Object.values(texts)) expect(text).toMatch(/^[A-Z].+[.?]$/);
  const promisesNothing = /^(?:No|Not)\b/.test(page.again);
  // A status that says "later" or "the server's fault" must not be told as final.
  if (problemStatus[code as ProblemCode] >= 500) expect(promisesNothing).toBe(false);
});

test('what is no code has no page', () => {
  expect(['', 'nothing', 'toString', '__proto__', 'INTERNAL'].filter(isProblemCode)).toEqual([]);
});
