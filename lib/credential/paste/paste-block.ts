/**
 * Recognises a whole pasted block (a command, a file, an export, a URL, a request) and finds the credential's fields
 * in it. Pure and linear in the length of the text; safe in browsers.
 */
import { choose, type PasteChoice, type Taken } from './choose.ts';
import { isCurl, readCurl } from './curl.ts';
import { isAddress, type Off, type Place, Reading, rootPlace, tokensIn } from './entries.ts';
import { readLines, splitPair } from './lines.ts';
import { cleanId, cleanToken, looksLikeId, looksLikeToken, wholeness } from './paste.ts';
import { readTable } from './table.ts';
import { readJson } from './tree.ts';

export interface RecognisedPaste extends Taken {
  /** What the text is, for a sentence, such as "a curl command". */
  what: string;
  /** The tokens among which a person must choose; then nothing is found yet. */
  choices: PasteChoice[];
}

/** Exports can be long; a text longer than this is not looked into. */
export const blockMaxLength = 1_000_000;

/** What a text is, once its values are taken out. */
function readText(text: string, place: Place, reading: Reading): string {
  if (isCurl(text)) {
    readCurl(text, place, reading);
    return 'a curl command';
  }
  if (readJson(text, place, reading)) return 'JSON';
  const lines = text
    .replace(/[\\^`][ \t]*\r?\n/g, ' ')
    .split(/[\r\n\u2028\u2029]+/)
    .filter((line) => line.trim() !== '');
  const [only = ''] = lines;
  if (lines.length === 1 && isAddress(only.trim()) && reading.address(only.trim(), place)) return 'a URL';
  if (readTable(lines, place, reading)) return 'a table';
  const command = lines.findIndex((line) => isCurl(line.trim()));
  readLines(command === -1 ? lines : lines.slice(0, command), place, reading);
  if (command !== -1) readCurl(lines.slice(command).join('\n').trim(), place, reading);
  if (/^[A-Z]+ \S+ HTTP|^authorization\s*:/im.test(text)) return 'lines of a request';
  if (lines.length > 1) return 'several lines';
  return splitPair(only.trim())?.[0].includes(' ') === false ? 'a name with its value' : 'a line of text';
}

/** A name and an id, wherever in a line. */
const namedId =
  /([A-Za-z_][\w .-]{1,60}?)["'`*]{0,3}\s?(?:[:=]|\bis\b)\s?["'`*]{0,3}([1-9][0-9]{4,19})(?![\w.-])/g;

const commentLine = /^[ \t]*(?:#|\/\/|;|--\s|<!--|\/\*).*$/gm;

/** What stands where no form has it, such as in program text, prose or a comment. */
function readRest(text: string, place: Place, reading: Reading): void {
  const { entries, addresses } = reading;
  const push = (name: string, value: string, off: Off | null) =>
    entries.push({ name, value, group: place.group, off, field: null });
  const plain = text.replace(commentLine, '');
  const ids = new Set(entries.map(({ value }) => cleanId(value.slice(0, 60)).value));
  for (const [, name = '', value = ''] of plain.matchAll(namedId))
    if (!ids.has(value)) push(name, value, null);
  const seen = new Set(entries.flatMap(({ value }) => tokensIn(value)));
  for (const token of tokensIn(plain)) if (!seen.has(token)) push('', token, null);
  for (const comment of text.match(commentLine) ?? [])
    for (const token of tokensIn(comment)) if (!seen.has(token)) push('', token, 'in a comment');
  for (const [address] of plain.matchAll(/\bgraph\.facebook\.com\/[\w./-]+/g))
    if (!addresses.has(address)) reading.address(address, place);
}

/** Two ways to take a token that may go on behind a break. */
function oneOrAll(text: string): RecognisedPaste {
  const whole = cleanToken(text).value;
  const first = tokensIn(text)[0] ?? '';
  const choice = (name: string, token: string, dropped: string[]): PasteChoice => ({
    name,
    place: '',
    lastFour: token.slice(-4),
    off: null,
    found: { accessToken: token },
    dropped,
  });
  const choices = [
    choice('the first part alone', first, ['other text']),
    choice('all of it, as one', whole, []),
  ];
  return { what: 'a token and more text', found: {}, dropped: [], choices };
}

/**
 * The credential's fields in a pasted block, or null when the text is one value by itself (perhaps in quotes, on
 * several lines or after "Bearer") and so needs only cleaning, or holds nothing for this form.
 */
export function recognisePaste(text: string): RecognisedPaste | null {
  if (text.length > blockMaxLength) return null;
  const trimmed = text.replace(/^\ufeff/, '').trim();
  const whole = wholeness(trimmed);
  if (whole === 'perhaps') return oneOrAll(trimmed);
  const single = cleanToken(trimmed).value;
  if (whole === 'one' && (looksLikeToken(single) || looksLikeId(single))) return null;
  const place = rootPlace();
  const reading = new Reading();
  const what = readText(trimmed, place, reading);
  for (const inner of reading.texts) readText(inner.text.trim(), inner.place, reading);
  readRest(trimmed, place, reading);
  const { found, dropped, choices } = choose(reading.entries);
  if (Object.keys(found).length === 0 && choices.length === 0) return null;
  return { what, found, dropped, choices };
}

/** Why nothing was taken out of a text, in a sentence for people. */
export function whyNothing(text: string): string {
  // OpenSSL's "Salted__" in Base64, or the form with a key's id before it.
  if (/"data"\s*:\s*"(?:U2FsdGVkX1|[^":\s]{1,80}:[A-Za-z0-9+/]{60})/.test(text))
    return 'The secrets in this export of n8n are sealed. Export it with --decrypted, or copy the token itself.';
  if (/^\s*\d{1,3}:base64:\d{1,9}:/.test(text))
    return 'This file of Doppler is encrypted. Download it with --no-file, or copy the token itself.';
  if (text.length > blockMaxLength) return 'This text is too long to look into. Copy the token itself.';
  return 'Nothing in this text is known to belong here, so nothing was filled in.';
}
