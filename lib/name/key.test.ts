import { expect, test } from 'vitest';
import { isReservedName, isSameName, nameKey, personNameKey } from './key.ts';

test.each([
  ['Cyrillic а', 'аdmin', 'admin'],
  ['full-width letters', 'ｐｒｏｄ', 'prod'],
  ['a zero-width space', 'pro\u200bd', 'prod'],
  ['a word joiner', 'pro\u2060d', 'prod'],
  ['case', 'PROD Flows', 'prod flows'],
  ['several spaces', ' Prod \u00a0 flows ', 'prod flows'],
  ['a ligature', 'ﬂows', 'flows'],
  ['a curly apostrophe', 'Ada’s flows', "Ada's flows"],
  ['an accent for an apostrophe', 'Ada´s flows', "Ada's flows"],
  ['curly quotation marks', '“prod”', '"prod"'],
  ['a long dash', 'prod – flows', 'prod - flows'],
  ['a soft hyphen', 'pro\u00add', 'prod'],
  ['a grapheme joiner', 'pro\u034fd', 'prod'],
  ['a blank braille pattern', 'prod\u2800flows', 'prod flows'],
  ['an accent apart', 'prode\u0301', 'prodé'],
  ['an accent after an invisible character', 'prode\u034f\u0301', 'prodé'],
  ['an accent on a Cyrillic letter', 'prodе\u0301', 'prodé'],
  ['the joiner of a Sinhala name', 'ශ්\u200dරී', 'ශ්රී'],
  ['a half-space', 'می\u200cخواهم', 'میخواهم'],
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

test.each([
  ['two blanks for one', 'Prod  flows', 'Prod flows'],
  ['one blank for two, as the screen shows it', 'Prod flows', 'Prod  flows'],
  ['an accent apart', 'Caf\u0065\u0301', 'Café'],
  ['a straight apostrophe', "Ada's", 'Ada’s'],
  ['blanks around it', ' Prod ', 'Prod'],
  ['no joiner', 'می خواهم'.replace(' ', ''), 'می\u200cخواهم'],
])('a name typed with %s is that name', (_what, typed, name) => {
  expect(isSameName(typed, name)).toBe(true);
});

test.each([
  ['', 'Prod'],
  ['Prod', 'Prods'],
  ['', '\u3164'],
  ['\u3164', '\u3164'],
  ['Cafe', 'Café'],
])('%j is not the name %j', (typed, name) => {
  expect(isSameName(typed, name)).toBe(false);
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
  ['an accent on a capital I', 'MartÍn', 'Martĺn'],
  ['a joiner', 'Ada\u200d Lovelace', 'Ada Lovelace'],
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
