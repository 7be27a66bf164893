/** The background worker as operators run it: what is due is destroyed, also after the database was away. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { jobs } from '../../lib/job/jobs.ts';
import { anyToken } from '../any-token.ts';
import { databaseUrlOf, startScript } from '../world.ts';
import { replace, tileIn } from './changes.ts';
import { addTile, call } from './client.ts';

const healthSchema = z.object({
  jobs: z.array(z.object({ name: z.string(), lastSuccess: z.string().nullable() })),
});

type Script = Awaited<ReturnType<typeof startScript>>;

let client: pg.Client;
let boss: PgBoss;
let worker: Script;

beforeAll(async () => {
  const url = await databaseUrlOf(inject('world').dataDir);
  client = new pg.Client({ connectionString: url });
  await client.connect();
  boss = new PgBoss({ connectionString: url, schema: 'pgboss', supervise: false, schedule: false, max: 1 });
  boss.on('error', () => undefined);
  await boss.start();
});

afterAll(async () => {
  await worker?.stop('SIGKILL');
  await boss.stop();
  await client.end();
});

/** A credential with a retired token whose grace time is over. */
async function overdue(): Promise<string> {
  const { id } = tileIn(await replace(await addTile(), { accessToken: anyToken() }));
  await client.query(
    "UPDATE retired_token SET destroy_after = now() - interval '1 s' WHERE credential_id = $1",
    [id],
  );
  return id;
}

async function versionsOf(id: string): Promise<number[]> {
  const { rows } = await client.query('SELECT version FROM sealed_secret WHERE credential_id = $1', [id]);
  return rows.map(({ version }) => version);
}

async function untilDestroyed(id: string): Promise<void> {
  for (let tries = 0; tries < 200 && (await versionsOf(id)).includes(1); tries++) await sleep(100);
  expect(await versionsOf(id)).toEqual([2]);
}

test('a worker does at its start what came due before', async () => {
  const id = await overdue();
  expect((await versionsOf(id)).sort()).toEqual([1, 2]);
  worker = await startScript(['scripts/flowkeep.ts', 'worker'], inject('world').env, /The worker is ready/);
  await untilDestroyed(id);
  const { body } = await call('/api/health');
  expect(body).toEqual({
    status: 'ok',
    jobs: jobs.map(({ name }) => ({ name, lastSuccess: expect.toBeOneOf([null, expect.any(String)]) })),
  });
});

test('it goes on after its connections were cut', async () => {
  const id = await overdue();
  const cut =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'flowkeep-worker'";
  await client.query(cut);
  await sleep(500);
  await client.query(cut);
  await sleep(1_000);
  const before = new Date().toISOString();
  await boss.send('destroy-retired-tokens');
  await untilDestroyed(id);
  const lastSuccess = async () => {
    const { body } = await call('/api/health');
    const found = healthSchema.parse(body).jobs.find(({ name }) => name === 'destroy-retired-tokens');
    return found?.lastSuccess ?? '';
  };
  await expect.poll(async () => (await lastSuccess()) > before, { timeout: 10_000 }).toBe(true);
  expect(worker.child.exitCode).toBeNull();
});

test('it stops when it is told, with exit code 0, and has told nothing that is secret', async () => {
  expect(await worker.stop()).toBe(0);
  expect(worker.output()).not.toMatch(/EAA|postgresql:\/\/flowkeep:[^[]/);
});
