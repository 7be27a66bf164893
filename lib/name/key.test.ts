import { expect, test } from 'vitest';
import { firstFreeName, nameKey } from './name.ts';

test.each([
  ['Cyrillic а', 'аdmin', 'admin'],
  ['full-width letters', 'ｐｒｏｄ', 'prod'],
  ['a zero-width space', 'pro\u200bd', 'prod'],
  ['a word joiner', 'pro\u2060d', 'prod'],
  ['case', 'PROD Flows', 'prod flows'],
  ['several spaces', ' Prod \u00a0 flows ', 'prod flows'],
  ['a ligature', 'ﬂows', 'flows'],
])('names that differ by %s are the same name', (_what, one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

test.each([
  ['an accent', 'Über', 'Uber'],
  ['a digit', 'prod 1', 'prod 2'],
  ['Japanese letters', 'ナイス', 'tイス'],
])('names that differ by %s are different names', (_what, one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});

test('case is folded the same way in every locale', () => {
  expect(nameKey('ADMIN ID')).toBe('admin id');
});

test('the first free name counts up from 2', () => {
  const taken = new Set(['prod', 'prod 2']);
  expect(firstFreeName('Prod', (key) => taken.has(key))).toBe('Prod 3');
});

test('a counted name stays within the longest name', () => {
  const long = 'x'.repeat(100);
  expect(firstFreeName(long, (key) => key === long)).toBe(`${'x'.repeat(98)} 2`);
});
