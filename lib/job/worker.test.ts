/** The worker on real PostgreSQL: each job once, however many workers there are. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { completeEnvironment } from '../env.ts';
import { startWorker, type Worker } from './worker.ts';

let drop: () => Promise<void>;
const workers: Worker[] = [];

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  completeEnvironment({ DATABASE_URL: created.url });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});
afterAll(() => drop());

async function start(name: string, run: () => Promise<unknown>): Promise<void> {
  workers.push(await startWorker([{ name, cron: '0 0 1 1 *', run }]));
}

test('what is due is done at the start, once, by one of several workers', async () => {
  let runs = 0;
  const count = async () => {
    runs += 1;
    await sleep(1_000);
  };
  await Promise.all(Array.from({ length: 3 }, () => start('once', count)));
  // Longer than it takes any of them to look for work again.
  await sleep(6_500);
  expect(runs).toBe(1);
});

test('a job that fails is told, and the worker goes on', async () => {
  let done = false;
  await start('fails', () => Promise.reject(new Error('not today')));
  await start('works', async () => {
    done = true;
  });
  await sleep(2_500);
  expect(done).toBe(true);
});

test('a job under way is finished before the worker stops', async () => {
  let finished = false;
  await start('slow', async () => {
    await sleep(1_500);
    finished = true;
  });
  await sleep(700);
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  expect(finished).toBe(true);
});
