/**
 * What people paste into the token and id fields, freed of what came along by accident. Pure and linear in the
 * length of the text; safe in browsers. Nothing here decides whether a value is right: that is the schema's work.
 */

export interface Cleaned {
  value: string;
  /** What was taken away, in words such as "1 line break"; empty when nothing was. */
  removed: string[];
}

// Escapes, since most of these can't be seen: zero-width, direction marks, soft hyphen, word joiner, BOM.
const invisible = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const lineBreak = /\r\n|[\n\r\u2028\u2029]/g;
const space = /[^\S\n\r\u2028\u2029]/g;
const quote = /["'`\u2018\u2019\u201c\u201d\u00ab\u00bb]/g;
const authorization = /^(?:authorization\s*[:=]\s*)?(?:bearer|oauth)[\s:]+|^authorization\s*[:=]\s*/i;

/** Tokens mostly have more characters than this. */
export const usualTokenLength = 100;

function counted(number: number, word: string): string[] {
  if (number === 0) return [];
  return [number === 1 ? `1 ${word}` : `${number} ${word}s`];
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Takes away what neither a token nor an id can hold: white space, quotes, invisible characters, an end comma. */
function strip(text: string): Cleaned {
  const visible = text.replace(invisible, '');
  const value = visible.replace(/\s/g, '').replace(quote, '');
  const last = value.at(-1);
  const punctuated = value.length > 1 && (last === ',' || last === ';');
  return {
    value: punctuated ? value.slice(0, -1) : value,
    removed: [
      ...counted(count(visible, lineBreak), 'line break'),
      ...counted(count(visible, space), 'space'),
      ...counted(count(visible, quote), 'quote'),
      ...counted(count(text, invisible), 'invisible character'),
      ...(punctuated ? [last === ',' ? '1 comma' : '1 semicolon'] : []),
    ],
  };
}

/** The token in a pasted text: without white space, quotes, invisible characters or the words of a header. */
export function cleanToken(text: string): Cleaned {
  const plain = text.replace(invisible, '').replace(quote, '').trimStart();
  const header = authorization.exec(plain)?.[0];
  if (!header) return strip(text);
  const { value, removed } = strip(plain.slice(header.length));
  const around = [
    ...counted(count(text, quote), 'quote'),
    ...counted(count(text, invisible), 'invisible character'),
  ];
  return { value, removed: [`"${header.replace(/\s+/g, ' ').trim()}"`, ...removed, ...around] };
}

/**
 * Whether a text with breaks in it is one value: an id in groups, a token that a terminal broke into lines of one
 * width. `perhaps`: a token and what may be the rest of it. What is not one value is never put together.
 */
export function wholeness(text: string): 'one' | 'perhaps' | 'several' {
  const plain = text.replace(invisible, '').replace(quote, '').trim();
  const words = plain.replace(authorization, '').replace(/[,;]$/, '').split(/\s+/);
  const [first = '', ...rest] = words;
  if (/^(?:[{[<]|\d{1,3}:base64:)/.test(plain)) return 'several';
  if (words.length === 1 || words.every((word) => /^\d{1,6}$/.test(word))) return 'one';
  const isPart = (word: string) =>
    /^[A-Za-z0-9]+$/.test(word) && !looksLikeId(word) && !looksLikeSecret(word);
  if (!looksLikeToken(first) || !rest.every((word) => isPart(word) && !looksLikeToken(word)))
    return 'several';
  const even = rest.slice(0, -1).every((word) => word.length === first.length);
  if (words.length > 2 && even && (rest.at(-1) ?? '').length <= first.length) return 'one';
  const isRandom = (word: string) => /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
  if (!rest.every(isRandom)) return 'several';
  // As wide as terminals are, and shorter than tokens mostly are.
  return first.length >= 60 && first.length < usualTokenLength ? 'one' : 'perhaps';
}

/** The id in a pasted text: without white space, quotes or invisible characters. Letters stay, to be refused. */
export function cleanId(text: string): Cleaned {
  return strip(text);
}

/** "1 line break and 2 quotes", for a sentence. */
export function inWords(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** Whether a text has the shape of the tokens that Meta gives to people and system users. */
export function looksLikeToken(text: string): boolean {
  return /^EAA[A-Za-z0-9]{20,4093}$/.test(text);
}

/** Whether a text has the shape of an App Secret. */
export function looksLikeSecret(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

/** Whether a text has the shape of the id of a Graph object. */
export function looksLikeId(text: string): boolean {
  return /^[1-9][0-9]{4,19}$/.test(text);
}

/** Why a token's shape is unusual. */
export type TokenDoubt = 'instagram' | 'cut' | 'other' | 'short';

/**
 * What is unusual about a token's shape, or null. It never forbids: Meta does not document the shape, and the
 * inspection decides.
 */
export function tokenDoubt(token: string): TokenDoubt | null {
  if (token === '') return null;
  if (/^IG[A-Z]{1,3}/.test(token)) return 'instagram';
  if (token.endsWith('...') || token.includes('***')) return 'cut';
  if (!token.startsWith('EAA')) return 'other';
  return token.length < usualTokenLength ? 'short' : null;
}
