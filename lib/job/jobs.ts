/** What is done in the background, and how often. Each job may be cut short, and run again or twice at once. */
import { sweepAccess } from '../access/sweep.ts';
import { destroyRetiredTokens } from '../credential/sweep/destroy-retired.ts';
import { purgeDeletedCredentials } from '../credential/sweep/purge-deleted.ts';
import { tellEnds } from '../credential/sweep/tell-ends.ts';
import { trimInspections } from '../credential/sweep/trim-inspections.ts';
import { forgetAnswers } from '../repeat/request-store.ts';

export interface Job {
  /** Under this, lib/words tells people what it does. */
  name: string;
  /** When, in the five fields of cron, UTC. */
  cron: string;
  run: () => Promise<unknown>;
}

const everyMinute = '* * * * *';
const hourly = (minute: number) => `${minute} * * * *`;

export const jobs = [
  {
    name: 'destroy-retired-tokens',
    cron: everyMinute,
    run: destroyRetiredTokens,
  },
  {
    name: 'tell-ends',
    cron: everyMinute,
    run: tellEnds,
  },
  {
    name: 'purge-deleted-credentials',
    cron: hourly(7),
    run: purgeDeletedCredentials,
  },
  {
    name: 'trim-inspections',
    cron: hourly(17),
    run: trimInspections,
  },
  {
    name: 'sweep-access',
    cron: hourly(27),
    run: sweepAccess,
  },
  {
    name: 'forget-answers',
    cron: hourly(37),
    run: forgetAnswers,
  },
] as const satisfies readonly Job[];
