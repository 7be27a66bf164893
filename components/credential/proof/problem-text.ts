/** The sentence of a problem that a check or a save met. */
import type { ProblemBody } from '../../../lib/errors.ts';
import type { Words } from '../../../lib/words/words.ts';
import { problemWords } from '../../http/failure-words.ts';

/** By its code; `detail` where a code has no sentence of its own, as those of Meta's answers, which say more. */
export function problemText(
  t: Words<'problem'>,
  problem: Pick<ProblemBody, 'code' | 'detail' | 'requestId'>,
  retryAfter: number | null,
): string {
  return t.has(`codes.${problem.code}` as never) ? problemWords(t, problem, retryAfter) : problem.detail;
}
