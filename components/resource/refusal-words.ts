/** Why nothing was done to a data source or destination. */
import type { ResourceKind } from '../../lib/resource/schema.ts';
import type { Words } from '../../lib/words/words.ts';
import type { CallAnswer } from '../http/call.ts';
import { failureWords } from '../http/failure-words.ts';
import { wordsByCode } from '../words/by-code.ts';

/** The sentence of a refusal: what this room knows of the code, or what is true of the code everywhere. */
export function refusalWords(
  t: Words<'resource'>,
  tProblem: Words<'problem'>,
  kind: ResourceKind,
  answer: Exclude<CallAnswer, { kind: 'done' }>,
): string {
  if (answer.kind === 'lost') return failureWords(tProblem, answer);
  const { code, suggestion } = answer.problem;
  const known = wordsByCode(t, `refused.${code}`, { kind, suggestion: String(suggestion ?? '') });
  return known ?? failureWords(tProblem, answer);
}
