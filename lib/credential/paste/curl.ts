/** Commands of curl, as documentation and developer tools give them. Pure and linear; safe in browsers. */
import { isAddress, type Place, type Reading, within } from './entries.ts';
import { splitPair } from './lines.ts';
import { shellWords } from './shell-words.ts';

const start = /^(?:[$>] ?)?curl(?:\.exe)?\s/;

export const isCurl = (text: string): boolean => start.test(text);

/** One argument: an address, a header, a part of a form. */
function readArgument(word: string, place: Place, reading: Reading): void {
  if (isAddress(word) && reading.address(word, place)) return;
  const pair = /^[{[]/.test(word) ? null : splitPair(word);
  if (pair) reading.value(pair[0], pair[1], place);
  else reading.value('', word, place);
}

/** Reads one command or several after one another. */
export function readCurl(text: string, place: Place, reading: Reading): void {
  let option = '';
  let at = place;
  for (const word of shellWords(text.replace(/^[$>] ?/, '')).slice(1)) {
    if (/^-{1,2}[A-Za-z]/.test(word)) {
      // "-HName: value" is as good as "-H 'Name: value'".
      if (/^-[HdF]./.test(word)) readArgument(word.slice(2), at, reading);
      option = word;
      continue;
    }
    if (/^curl(?:\.exe)?$/.test(word)) at = within(place, '', false);
    else if (option === '--oauth2-bearer') reading.value('bearer token', word, at);
    else if (/^(?:-d|--data)/.test(option) && word.includes('&')) reading.form(word, at);
    else if (!/^(?:-X|--request|-o|--output)$/.test(option)) readArgument(word, at, reading);
    option = '';
  }
}
