/** Where a text stops being JSON. */

type Due = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end';

const token =
  /\s*(?:([{}[\],:])|("[^"\\\n]*(?:\\.[^"\\\n]*)*")|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** What is due after a sign that may stand where `due` is; null if it may not. `open` holds the open brackets. */
function after(sign: string, isText: boolean, due: Due, open: string[]): Due | null {
  const inObject = open.at(-1) === '{';
  if (sign === '}' || sign === ']') {
    if (!due.endsWith('end') || open.pop() !== (sign === '}' ? '{' : '[')) return null;
    return 'comma or end';
  }
  if (sign === ',') return due === 'comma or end' && open.length > 0 ? (inObject ? 'key' : 'value') : null;
  if (sign === ':') return due === 'colon' ? 'value' : null;
  if (due.startsWith('key')) return isText ? 'colon' : null;
  if (!due.startsWith('value')) return null;
  if (sign !== '{' && sign !== '[') return 'comma or end';
  open.push(sign);
  return sign === '{' ? 'key or end' : 'value or end';
}

/** The offset of the first sign that can't stand where it does; the end for a text that only breaks off. */
export function breakIn(text: string): number {
  const open: string[] = [];
  let due: Due = 'value';
  for (let at = 0; ; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    const sign = found?.[0].trimStart() ?? '';
    const next: Due | null = found ? after(sign, found[2] !== undefined, due, open) : null;
    if (!next) return found ? token.lastIndex - sign.length : at + (/\S/.exec(text.slice(at))?.index ?? 0);
    due = next;
  }
}
