import { expect, test } from 'vitest';
import { isReservedName, nameKey, personNameKey } from './key.ts';

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

test.each([
  ['a capital I for an l', 'Ada LoveIace', 'Ada Lovelace'],
  ['a digit one', 'A1 Khan', 'Al Khan'],
  ['a zero', 'B0b', 'Bob'],
  ['Cyrillic letters', 'Аdа Lоvеlасе', 'Ada Lovelace'],
  ['the dot of a Turkish capital', 'İbrahim Kaya', 'ibrahim kaya'],
  ['case', 'ADA ALICE', 'Ada alice'],
])('people are taken for each other when their names differ by %s', (_what, one, other) => {
  expect(personNameKey(one)).toBe(personNameKey(other));
});

test('the key of a person has one sigma, as databases differ in how they write the last one', () => {
  expect(personNameKey('ΔΣ ΔΣΔ')).toBe('δσ δσδ');
});

test.each([
  'Flowkeep',
  'flow-keep',
  'Flow Keep',
  'F1owkeep',
  'FIowkeep',
  'Flоwkееp',
  'Ｆｌｏｗｋｅｅｐ',
  'admin',
  'The Admin',
  '«Administrator»',
  'Flowkeep Support',
  'System',
  'official WhatsApp team',
])('%s is a name that nobody may take', (name) => {
  expect(isReservedName(name)).toBe(true);
});

test.each(['Ada', 'Ada Admin', 'Mo Systems', 'Rooth', 'Meta Müller', 'The', 'Ключ', '🙂'])(
  '%s is a name that somebody may have',
  (name) => {
    expect(isReservedName(name)).toBe(false);
  },
);
