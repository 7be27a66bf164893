/** The worker: pg-boss keeps the schedule in the database, so that of several instances one does each job. */
import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { database } from '../db.ts';
import { poolSettings } from '../db-session.ts';
import { environment } from '../env.ts';
import { log } from '../log.ts';
import { type Job, jobs } from './jobs.ts';
import { recordSuccess } from './success-store.ts';

/** How long a job under way may take to finish once the worker is told to stop, in milliseconds. */
const stopMs = 5_000;
/** How often an error of the same text is told again, in milliseconds: a database that is away is told once a minute. */
const logEveryMs = 60_000;

/** What the worker needs to know of a job. */
type Due = Pick<Job, 'name' | 'cron' | 'run'>;

export interface Worker {
  stop(): Promise<void>;
}

/** pg-boss gives errors of jobs as copies that are no Error. */
function messageOf(error: unknown): string {
  const known = z.object({ message: z.string() }).safeParse(error);
  return known.success ? known.data.message : String(error);
}

/** Logs pg-boss's errors without flooding the log while the database is away. */
function errorLogger(): (error: unknown) => void {
  const loggedAt = new Map<string, number>();
  return (error) => {
    const message = messageOf(error);
    const now = Date.now();
    if (now - (loggedAt.get(message) ?? 0) < logEveryMs) return;
    if (loggedAt.size > 100) loggedAt.clear();
    loggedAt.set(message, now);
    log().warn({ err: error }, 'background work is waiting');
  };
}

/** The work was done, so that it could not be noted is no failure of the job. */
async function noteSuccess(name: string): Promise<void> {
  try {
    await recordSuccess(name);
  } catch (error) {
    log().warn({ job: name, err: error }, 'background work is done, but that could not be noted');
  }
}

/** Makes what a job does into what tells of it: one line for each failure, with how many there were in a row. */
function logged({ name, run }: Due): () => Promise<void> {
  let failures = 0;
  return async () => {
    const started = performance.now();
    try {
      await run();
    } catch (error) {
      failures += 1;
      log().error({ job: name, failures, err: error }, 'background work failed');
      throw error;
    }
    const ms = Math.round(performance.now() - started);
    if (failures > 0) log().warn({ job: name, failures, ms }, 'background work is done again');
    else log().debug({ job: name, ms }, 'background work done');
    failures = 0;
    await noteSuccess(name);
  };
}

async function take(boss: PgBoss, job: Due): Promise<void> {
  const { name, cron } = job;
  const limits = { retryLimit: 0, expireInSeconds: 300 };
  // Waiting or under way once at most, over all instances.
  await boss.createQueue(name, { policy: 'exclusive', ...limits });
  // A queue that an older Flowkeep made is left as it was by that (pg-boss 12.38, findings/pg-boss-create-queue-again.sh).
  await boss.updateQueue(name, limits);
  await boss.schedule(name, cron);
  // What came due while nobody ran is done now; it waits here before anybody looks for work.
  await boss.send(name);
  await boss.work(name, { pollingIntervalSeconds: 5 }, logged(job));
}

/** The schema is made once; a role that may make none finds it there (prisma/app-role.ts). */
async function schemaExists(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ there: boolean }[]>`
    SELECT to_regnamespace('pgboss') IS NOT NULL AS there`;
  return row?.there === true;
}

/**
 * Starts the background work on the database of this process.
 * @throws Error when the database can't be reached at the start; later it is waited for
 */
export async function startWorker(work: readonly Due[] = jobs): Promise<Worker> {
  const { databaseUrl, databasePooled } = environment();
  if (!databaseUrl) throw new Error('The worker was asked for before the database was started.');
  const boss = new PgBoss({
    ...poolSettings({ databaseUrl, pooled: databasePooled }),
    application_name: 'flowkeep-worker',
    schema: 'pgboss',
    createSchema: !(await schemaExists()),
    max: 2,
  });
  boss.on('error', errorLogger());
  await boss.start();
  for (const job of work) await take(boss, job);
  return { stop: () => boss.stop({ graceful: true, timeout: stopMs }) };
}
