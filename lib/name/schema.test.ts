import { expect, test } from 'vitest';
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
])('a name with %s is refused', (_what, name) => {
  expect(schema.safeParse(name).success).toBe(false);
});

test.each(['Ada', 'Åsa Ünal', '李', 'أحمد', 'Ревека', 'prod ❤️', '✔︎', '🙂', '!', '7', 'é'])(
  '%s is a name',
  (name) => {
    expect(schema.safeParse(name)).toEqual({ success: true, data: name });
  },
);
