/** Why somebody could not sign in. */
import type { Words } from '../../lib/words/words.ts';
import { problemWords } from '../http/failure-words.ts';
import type { AuthFailure } from './sign-in-client.ts';

export function signInFailure(t: Words<'signIn'>, tProblem: Words<'problem'>, failure: AuthFailure): string {
  if (typeof failure === 'string') return t(`problems.${failure}`);
  return problemWords(tProblem, failure.problem, failure.retryAfter);
}
