'use client';
import { useTranslations } from 'use-intl';
import { describeFailure, type FailedOutcome, type SaveFailure } from './save-failure.ts';

/** What a save that did not succeed means, in the words of the page. */
export function useDescribeFailure(): (outcome: FailedOutcome) => SaveFailure | null {
  const t = useTranslations('credentialProof');
  const tProblem = useTranslations('problem');
  return (outcome) => describeFailure({ t, tProblem }, outcome);
}
