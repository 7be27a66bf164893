import { expect, test } from 'vitest';
import { firstFreeName } from './name.ts';

test('the first free name counts up from 2', () => {
  const taken = new Set(['prod', 'prod 2']);
  expect(firstFreeName('Prod', (key) => taken.has(key))).toBe('Prod 3');
});

test('a counted name stays within the longest name', () => {
  const long = 'x'.repeat(100);
  expect(firstFreeName(long, (key) => key === long)).toBe(`${'x'.repeat(98)} 2`);
});
