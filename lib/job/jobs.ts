/** What is done in the background, and how often. Each job may be cut short, and run again or twice at once. */
import { sweepAccess } from '../access/sweep.ts';
import { destroyRetiredTokens } from '../credential/sweep/destroy-retired.ts';
import { purgeDeletedCredentials } from '../credential/sweep/purge-deleted.ts';
import { tellEnds } from '../credential/sweep/tell-ends.ts';
import { trimInspections } from '../credential/sweep/trim-inspections.ts';
import { forgetAnswers } from '../repeat/request-store.ts';

export interface Job {
  name: string;
  /** What it does, for people. */
  title: string;
  /** When, in the five fields of cron, UTC. */
  cron: string;
  run: () => Promise<unknown>;
}

const everyMinute = '* * * * *';
const hourly = (minute: number) => `${minute} * * * *`;

export const jobs: readonly Job[] = [
  {
    name: 'destroy-retired-tokens',
    title: 'Destroy replaced tokens whose time is over',
    cron: everyMinute,
    run: destroyRetiredTokens,
  },
  {
    name: 'tell-ends',
    title: 'Tell the audit trail which tokens end',
    cron: everyMinute,
    run: tellEnds,
  },
  {
    name: 'purge-deleted-credentials',
    title: 'Remove credentials that were deleted 30 days ago',
    cron: hourly(7),
    run: purgeDeletedCredentials,
  },
  {
    name: 'trim-inspections',
    title: 'Remove all but the last inspections',
    cron: hourly(17),
    run: trimInspections,
  },
  {
    name: 'sweep-access',
    title: 'Remove ended sessions and invitations',
    cron: hourly(27),
    run: sweepAccess,
  },
  {
    name: 'forget-answers',
    title: 'Forget answers that were kept for repeated requests',
    cron: hourly(37),
    run: forgetAnswers,
  },
];
