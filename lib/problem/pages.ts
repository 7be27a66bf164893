/** The one table of pages about problems: each code has its page, which the problem's `type` names. */
import type { ProblemCode } from '../errors.ts';
import { accessProblems } from './of-access.ts';
import { credentialProblems } from './of-credentials.ts';
import { graphProblems } from './of-graph.ts';
import { requestProblems } from './of-requests.ts';
import type { ProblemPage } from './page.ts';

export const problemPages: Readonly<Record<ProblemCode, ProblemPage>> = {
  ...requestProblems,
  ...accessProblems,
  ...credentialProblems,
  ...graphProblems,
};

/** Whether there is a page about it. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemPages, code);
}
