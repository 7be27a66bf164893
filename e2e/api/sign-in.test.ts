/** Signing in and out behind a proxy, and while the database can't do its part. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { admin, type RunningWorld, startWorld } from '../world.ts';
import { call, Jar, signIn, signOut } from './client.ts';

let base: Awaited<ReturnType<typeof createTestDatabase>>;
let world: RunningWorld;
let behind: pg.Client;

beforeAll(async () => {
  base = await createTestDatabase();
  world = await startWorld({ DATABASE_URL: base.url, TRUSTED_PROXIES: '127.0.0.0/8, ::1' });
  // Another database of the same server, so that the world's own can be closed to everybody.
  const maintenance = new URL(base.url);
  maintenance.pathname = '/postgres';
  behind = new pg.Client({ connectionString: maintenance.href });
  await behind.connect();
});

afterAll(async () => {
  await behind.end();
  await world.stop();
  await base.drop();
});

const from = (address: string) => ({ at: world.url, headers: { 'x-forwarded-for': `8.8.8.8, ${address}` } });
const wrong = { ...admin, password: 'not the password' };
const here = () => from('203.0.113.200');
const isIn = async (cookie: string) =>
  (await call('/api/credentials', { at: world.url, headers: { cookie } })).status === 200;

async function query(text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  return client.query(text).finally(() => client.end());
}

/** The database of the world is away until the function that this returns. */
async function takeAway() {
  const name = new URL(base.url).pathname.slice(1);
  const set = (allowed: boolean) => behind.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS ${allowed}`);
  await set(false);
  await behind.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  return () => set(true);
}

let mend: () => Promise<unknown> = async () => undefined;
afterEach(() => mend());

const ways: [string, () => Promise<() => Promise<unknown>>][] = [
  ['the database is away', takeAway],
  [
    'nothing can be recorded',
    async () => {
      await query('ALTER TABLE audit_event RENAME TO audit_gone');
      return () => query('ALTER TABLE audit_gone RENAME TO audit_event');
    },
  ],
  [
    'a query fails',
    async () => {
      await query('ALTER TABLE session RENAME TO session_gone');
      return () => query('ALTER TABLE session_gone RENAME TO session');
    },
  ],
];

test.each(ways)(
  'while %s, who signs out is told that the session lives, and keeps it',
  async (_when, fail) => {
    const { jar } = await signIn(admin, new Jar(), here());
    const { cookie } = jar.header;
    mend = await fail();
    const { answer } = await signOut(jar, here());
    expect([answer.status, answer.body]).toEqual([
      503,
      expect.objectContaining({
        code: 'database_unavailable',
        detail: expect.stringContaining('still signed in'),
      }),
    ]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('clear-site-data')).toBeNull();
    await mend();
    mend = async () => undefined;
    expect(await isIn(cookie)).toBe(true);
    expect((await signOut(jar, here())).answer.status).toBe(200);
    expect(await isIn(cookie)).toBe(false);
  },
);

test.each(ways)('while %s, who signs in is not told that the password is wrong', async (_when, fail) => {
  const before = await query('SELECT count(*) FROM session');
  mend = await fail();
  const { answer, jar } = await signIn(admin, new Jar(), here());
  expect([answer.status, answer.body]).toEqual([
    503,
    expect.objectContaining({
      code: 'database_unavailable',
      detail: expect.stringContaining('says nothing about your password'),
    }),
  ]);
  expect([...jar.cookies.keys()].filter((name) => /session|device/.test(name))).toEqual([]);
  await mend();
  mend = async () => undefined;
  expect((await query('SELECT count(*) FROM session')).rows).toEqual(before.rows);
  expect((await signIn(admin, new Jar(), here())).answer.status).toBe(200);
});

test('behind a trusted proxy each has his own address: in events, in the log, and where tries are counted', async () => {
  const guesser = from('203.0.113.66');
  for (let round = 0; round < 10; round++) await signIn(wrong, new Jar(), guesser);
  expect((await signIn(admin, new Jar(), guesser)).answer.status).toBe(429);
  expect((await signIn(admin, new Jar(), from('203.0.113.67'))).answer.status).toBe(200);
  const { rows } = await query(
    `SELECT address, count(*)::int AS count FROM audit_event WHERE outcome = 'refused' AND action = 'person.signed_in' GROUP BY 1`,
  );
  expect(rows).toEqual([{ address: '203.0.113.66', count: 10 }]);
  expect(world.output()).toContain('"address":"203.0.113.66"');
  expect(world.output()).not.toContain('8.8.8.8');
});

test('a hundred bad tries shut out nobody else, not even at the same address', async () => {
  const guesser = from('203.0.113.99');
  const guess = (name: string) =>
    signIn({ email: `${name}@example.com`, password: 'not the password' }, new Jar(), guesser);
  expect((await guess('one')).answer.status).toBe(401);
  const { rowCount } = await query(`UPDATE rate_limit SET points = 100 WHERE key = 'address:203.0.113.99'`);
  expect(rowCount).toBe(1);
  expect((await guess('two')).answer.status).toBe(401);
  const { answer } = await guess('three');
  expect([answer.status, Number(answer.headers.get('retry-after')) <= 10]).toEqual([429, true]);
  await query(`DELETE FROM rate_limit WHERE key LIKE 'trickle:%'`); // Ten seconds later …
  expect((await signIn(admin, new Jar(), guesser)).answer.status).toBe(200);
});
