/** Characters that are drawn as nothing, and where they belong all the same. Without a library, for browsers too. */

// What shows nothing, or turns the direction of what follows. Of what Unicode calls ignorable the two that choose the
// look of an emoji may stand anywhere. The last ones are drawn as nothing although Unicode counts them as letters or signs.
const unseen = String.raw`(?![\ufe0e\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\ufff9-\ufffc\u2800\u{13441}\u{13442}\u{1d159}]`;

/** The signs that take a letter its vowel, in the scripts that write joiners around them. */
const virama = String.raw`[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]`;

/** Where a joiner is part of how something is written; Unicode's own rules are in UTS 51 and RFC 5892, appendix A. */
const joined = [
  // Between letters: the half-space of Persian, conjuncts of Sinhala, Hindi and Bengali.
  String.raw`\p{L}\p{M}*[\u200c\u200d](?=${virama}?\p{L})`,
  // After a letter without its vowel, also at the end of a word: half letters, and chillus as they were written before.
  String.raw`\p{L}\p{M}*${virama}[\u200c\u200d](?![\p{M}\u200c\u200d])`,
  // Between emoji: families, professions.
  String.raw`\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?\u200d(?=\p{Extended_Pictographic})`,
  // The flags of England, Scotland and Wales, which are a black flag and its letters as invisible tags.
  String.raw`\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}`,
].join('|');

const joinedOrUnseen = new RegExp(`(${joined})|(?:${unseen})+`, 'gu');

/** A text with what is drawn as nothing replaced, but for joiners where they belong. */
export function replaceUnseen(text: string, by: string): string {
  return text.replace(joinedOrUnseen, (_found, kept?: string) => kept ?? by);
}

/** Whether something in a text is drawn as nothing that does not belong there. */
export function hasUnseen(text: string): boolean {
  return replaceUnseen(text, '') !== text;
}

/** A text without joiners, wherever they stand. */
export function withoutJoiners(text: string): string {
  return text.replace(/[\u200c\u200d]/g, '');
}

/** Whether a text is drawn as nothing at all. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Default_Ignorable_Code_Point}\u2800\u{13441}\u{13442}\u{1d159}]*$/u.test(text);
}
