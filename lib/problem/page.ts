/** What a page about a problem tells to anybody who meets its code. */
import type { ProblemCode } from '../errors.ts';

export interface ProblemPage {
  /** What happened, as people would say it. */
  title: string;
  meaning: string;
  /** Who can put it right. */
  who: string;
  /** What to look at first. */
  check: string;
  /** Whether trying again helps. */
  again: string;
}

/** The pages of some codes; a code that there isn't is refused by the type. */
export type ProblemPages = Partial<Record<ProblemCode, ProblemPage>>;
