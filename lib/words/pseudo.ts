/**
 * The pseudo-language: English in letters that no English text has, in brackets. What a page shows in plain letters
 * has not come from the messages, what ends without a bracket is cut off.
 */
import type { CompiledMessage } from 'icu-minify/format';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = [...'áƀçðéƒĝĥíĵķļɱñóþɋŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻṀÑÓÞɊŔŠŢÚṼŴẊÝŽ'];

const pseudoText = (text: string): string =>
  [...text].map((letter) => accented[plain.indexOf(letter)] ?? letter).join('');

// The kinds of nodes of icu-minify: `select`, `plural` and `selectordinal` hold options, those above them no text.
const lastWithOptions = 3;

/** A node of a message: text, a value `[name]`, a choice `[name, kind, options]`, or a tag `[name, …nodes]`. */
function pseudoNode(node: unknown): unknown {
  if (typeof node === 'string') return pseudoText(node);
  if (!Array.isArray(node) || node.length < 2) return node;
  const [name, second, ...rest] = node;
  if (typeof second !== 'number' || second === 0) return [name, ...[second, ...rest].map(pseudoNode)];
  if (second > lastWithOptions) return node;
  const options = Object.entries(rest[0] as Record<string, unknown>);
  return [name, second, Object.fromEntries(options.map(([key, option]) => [key, pseudoOption(option)]))];
}

const pseudoOption = (option: unknown): unknown =>
  Array.isArray(option) ? option.map(pseudoNode) : pseudoNode(option);

/** A compiled message in the pseudo-language; its values stay as they are. */
export function pseudoMessage(message: CompiledMessage): CompiledMessage {
  if (typeof message === 'string') return `⟦${pseudoText(message)}⟧`;
  return ['⟦', ...(message.map(pseudoNode) as typeof message), '⟧'];
}
