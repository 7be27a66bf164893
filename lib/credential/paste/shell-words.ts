/** Splits a pasted command as a POSIX shell would, without running or expanding anything. Linear; never throws. */

const isBreak = (character: string): boolean => /\s/.test(character);

/** The words of a command; quotes and escapes are taken off, a line that ends in a backslash goes on. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let started = false;
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote === null && isBreak(character)) {
      if (started) words.push(word);
      word = '';
      started = false;
    } else if (character === quote) {
      quote = null;
    } else if (quote === null && (character === '"' || character === "'")) {
      quote = character;
      started = true;
    } else if (character === '\\' && quote !== "'") {
      at++;
      const next = text.charAt(at);
      if (next === '\r' && text.charAt(at + 1) === '\n') at++;
      if (next !== '\n' && next !== '\r') {
        // Between double quotes a backslash is a plain character unless it precedes one of these.
        word += quote === '"' && !'$`"\\'.includes(next) ? `\\${next}` : next;
        started = true;
      }
    } else {
      word += character;
      started = true;
    }
  }
  if (started) words.push(word);
  return words;
}
