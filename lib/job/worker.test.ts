/** The worker on real PostgreSQL: each job once, however many workers there are. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, type TestContext, test, vi } from 'vitest';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { closeDatabase, database } from '../db.ts';
import { completeEnvironment } from '../env.ts';
import { log } from '../log.ts';
import { jobStates, recordSuccess } from './success-store.ts';
import { startWorker } from './worker.ts';

let drop: () => Promise<void>;

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  completeEnvironment({ DATABASE_URL: created.url });
});
afterAll(async () => {
  await closeDatabase();
  await drop();
});

const timeOf = async (job: string) => (await jobStates()).find(({ name }) => name === job)?.lastSuccess ?? '';

/** Starts a worker that is stopped with its test. @returns what stops it earlier */
async function start({ onTestFinished }: TestContext, name: string, run: () => Promise<unknown>) {
  const worker = await startWorker([{ name, cron: '0 0 1 1 *', run }]);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= worker.stop();
    return stopped;
  };
  onTestFinished(stop);
  return stop;
}

// They wait far more than they work.
describe.concurrent('a worker', () => {
  test('of several does what is due at the start, and no other does it again', async (context) => {
    let runs = 0;
    const count = async () => {
      runs += 1;
      await sleep(1_000);
    };
    await Promise.all(Array.from({ length: 3 }, () => start(context, 'once', count)));
    // Longer than it takes any of them to look for work again.
    await sleep(6_500);
    expect(runs).toBe(1);
  });

  test('goes on after a job that fails, and tells which, why and how often', async (context) => {
    let done = false;
    const error = vi.spyOn(log(), 'error');
    await start(context, 'fails', () => Promise.reject(new Error('not today')));
    await start(context, 'works', async () => {
      done = true;
    });
    await expect.poll(() => done, { timeout: 10_000 }).toBe(true);
    await expect
      .poll(() => error.mock.calls, { timeout: 10_000 })
      .toEqual([[{ job: 'fails', failures: 1, err: new Error('not today') }, 'background work failed']]);
    const noted = () => database().jobSuccess.findMany({ where: { name: { in: ['fails', 'works'] } } });
    await expect.poll(async () => (await noted()).map(({ name }) => name)).toEqual(['works']);
  });

  test('finishes a job under way before it stops', async (context) => {
    let begun = false;
    let finished = false;
    const stop = await start(context, 'slow', async () => {
      begun = true;
      await sleep(1_500);
      finished = true;
    });
    await expect.poll(() => begun, { timeout: 10_000 }).toBe(true);
    await stop();
    expect(finished).toBe(true);
  });
});

test('a job that is done again moves its time on', async () => {
  await recordSuccess('sweep-access');
  const first = await timeOf('sweep-access');
  await sleep(5);
  await recordSuccess('sweep-access');
  expect((await timeOf('sweep-access')) > first).toBe(true);
  expect(await timeOf('trim-inspections')).toBe('');
});
