import { expect, test } from 'vitest';
import { nameKey } from './key.ts';
import { visibleName } from './schema.ts';

const schema = visibleName('The name', 'Enter a name.');

test.each([
  ['a mark of direction', 'Ada\u061c'],
  ['a blank braille pattern', '\u2800'],
  ['a blank braille pattern inside', 'Ada\u2800Lovelace'],
  ['a Hangul filler', '\u3164'],
  ['a half-width Hangul filler', '\uffa0'],
  ['a soft hyphen', 'Ad\u00ada'],
  ['a grapheme joiner', 'Ad\u034fa'],
  ['a zero-width space', 'Ad\u200ba'],
  ['a right-to-left override', 'Ada\u202e'],
  ['an invisible tag', 'Ada\u{e0041}'],
  ['an Egyptian blank', '\u{13441}'],
  ['a musical null', '\u{1d159}'],
  ['a place for an object', 'Ada\ufffc'],
  ['an annotation', 'Ada\ufff9'],
  ['nothing but a choice of look', '\ufe0f'],
  ['nothing but an accent', '\u0301'],
  ['nothing but spaces', ' \u00a0\u3000 '],
  ['a letter that no font has', '\ue000'],
  ['half a surrogate pair', 'Ada\ud83d'],
  ['a token', `EAA${'x'.repeat(30)}`],
  ['a token that joiners hide', `E\u200cA\u200cA\u200c${'x\u200cx'.repeat(20)}`],
  ['a joiner at its start', '\u200dAda'],
  ['a joiner at its end', 'Ada\u200d'],
  ['a joiner beside a blank', 'Ada\u200c Lovelace'],
  ['a joiner beside a digit', 'prod\u200d1'],
  ['two joiners', 'می\u200c\u200cخواهم'],
  ['a joiner between a letter and an emoji', 'a\u200d🙂'],
  ['a half-space between emoji', '🙂\u200c🙂'],
  ['a flag that hides letters', '🏴\u{e0061}\u{e0062}\u{e007f}'],
  ['a line break', 'Ada\nLovelace'],
])('a name with %s is refused', (_what, name) => {
  expect(schema.safeParse(name).success).toBe(false);
});

test.each([
  ['a Hangul filler', '\u3164'],
  ['half-width fillers', '\uffa0\u115f'],
  ['a blank braille pattern', '\u2800'],
  ['a soft hyphen and a grapheme joiner', '\u00ad\u034f'],
  ['spaces of many kinds', ' \u00a0\u3000\u200b '],
  ['a joiner', '\u200d'],
  ['nothing', ''],
])('%s for a name is no name at all', (_what, name) => {
  expect(schema.safeParse(name).error?.issues.map(({ message }) => message)).toEqual(['Enter a name.']);
});

test.each([
  ['Sinhala', 'ශ්\u200dරී ලංකා'],
  ['Persian with a half-space', 'می\u200cخواهم'],
  ['Hindi with a joiner', 'क्\u200dष'],
  ['Hindi with a half letter at the end', 'र्\u200d'],
  ['Bengali with a joiner before the sign', 'র\u200d্যাব'],
  ['Malayalam with a chillu of before', 'അവന്\u200d flows'],
  ['a family', '👨\u200d👩\u200d👧\u200d👦'],
  ['a profession with a tone of skin', '👩🏽\u200d💻'],
  ['a rainbow flag', '🏳️\u200d🌈'],
  ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
])('%s is a name', (_what, name) => {
  expect(schema.safeParse(name)).toEqual({ success: true, data: name });
});

test.each([
  ['two blanks', ' Ada  Lovelace ', 'Ada Lovelace'],
  ['blanks of other widths', 'Ada\u00a0\u3000Lovelace', 'Ada Lovelace'],
  ['an accent apart', 'Cafe\u0301', 'Café'],
])('a name with %s is stored in its plain form', (_what, name, stored) => {
  expect(schema.safeParse(name)).toEqual({ success: true, data: stored });
});

test('a hundred characters are counted in the form that is stored', () => {
  expect(schema.safeParse('e\u0301'.repeat(100)).data).toBe('é'.repeat(100));
  expect(schema.safeParse('é'.repeat(101)).success).toBe(false);
});

test('of what may be a name by itself, no character has an empty unique form', () => {
  const empty: string[] = [];
  for (let code = 0; code < 0x20000; code++) {
    const name = String.fromCodePoint(code);
    if (nameKey(name) === '' && schema.safeParse(name).success) empty.push(code.toString(16));
  }
  expect(empty).toEqual([]);
});

test.each(['Ada', 'Åsa Ünal', '李', 'أحمد', 'Ревека', 'prod ❤️', '✔︎', '🙂', '!', '7', 'é'])(
  '%s is a name',
  (name) => {
    expect(schema.safeParse(name)).toEqual({ success: true, data: name });
  },
);
