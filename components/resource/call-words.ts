/** Why a call of Meta was not made, or did not succeed. */
import type { Words } from '../../lib/words/words.ts';
import type { CallAnswer } from '../http/call.ts';
import { failureWords } from '../http/failure-words.ts';
import { wordsByCode } from '../words/by-code.ts';

/**
 * The sentence of a failure, by its code. What lib/graph says of an error of Meta's, and lib/connector of a value, has
 * no code of its own yet: there the API's sentence is shown, as is that of a code without words.
 */
export function callWords(
  t: Words<'sample'>,
  tProblem: Words<'problem'>,
  answer: Exclude<CallAnswer, { kind: 'done' }>,
): string {
  if (answer.kind === 'lost') return failureWords(tProblem, answer);
  const { code, detail, graph } = answer.problem;
  if (graph || code === 'invalid_input') return detail;
  const own = wordsByCode(t, `failure.codes.${code}`);
  return own ?? (tProblem.has(`codes.${code}` as never) ? failureWords(tProblem, answer) : detail);
}
