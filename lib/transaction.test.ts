/** What PostgreSQL asks to be tried again, said by a real one through the real driver. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../prisma/test-database.ts';
import { isDatabaseAway, UnknownCommit } from './database-errors.ts';
import { closeDatabase, type DatabaseClient, database } from './db.ts';
import { completeEnvironment } from './env.ts';
import { inTransaction } from './transaction.ts';

let base: Awaited<ReturnType<typeof createTestDatabase>>;
let operator: pg.Client;

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  return client;
}

beforeAll(async () => {
  base = await createTestDatabase();
  completeEnvironment({ DATABASE_URL: base.url });
  operator = await connected();
  await operator.query(
    `CREATE TABLE told (state text, times int);
     CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$
     DECLARE t told;
     BEGIN
       SELECT * INTO t FROM told;
       IF nextval('tries') <= t.times THEN RAISE EXCEPTION 'told to' USING ERRCODE = t.state; END IF;
       RETURN NEW;
     END $$;
     CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_sleep(10); RETURN NEW; END $$`,
  );
});

afterEach(() =>
  operator.query(
    'DROP TRIGGER IF EXISTS fault ON setup_code; DELETE FROM told; DROP SEQUENCE IF EXISTS tries; DELETE FROM setup_code',
  ),
);

afterAll(async () => {
  await closeDatabase();
  await operator.end();
  await base.drop();
});

/** The first tries that write a row fail with an SQLSTATE: at the statement, or only at the commit. */
async function failing(state: string, times: number, at: 'statement' | 'commit'): Promise<void> {
  await operator.query('CREATE SEQUENCE tries');
  await operator.query('INSERT INTO told VALUES ($1, $2)', [state, times]);
  await operator.query(
    at === 'commit'
      ? 'CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON setup_code DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tell()'
      : 'CREATE TRIGGER fault BEFORE INSERT ON setup_code FOR EACH ROW EXECUTE FUNCTION tell()',
  );
}

const insert = (codeHash: string) => (client: DatabaseClient) =>
  client.setupCode.create({ data: { codeHash } });
const insertRaw = (codeHash: string) => (client: Pick<DatabaseClient, '$executeRaw'>) =>
  client.$executeRaw`INSERT INTO setup_code (code_hash) VALUES (${codeHash})`;

const stored = async () => (await operator.query('SELECT code_hash AS code FROM setup_code')).rows;

/** Runs work, and counts how often. */
async function counted(work: (client: DatabaseClient, time: number) => Promise<unknown>) {
  let times = 0;
  const outcome = await inTransaction((client) => {
    times += 1;
    return work(client, times);
  }).then(
    () => 'done' as const,
    (error: unknown) => error,
  );
  return { times, outcome };
}

async function pidOf(client: DatabaseClient): Promise<number> {
  const [row] = await client.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  return row?.pid ?? 0;
}

/** Ends a session, and waits until the server is done with it. */
async function end(pid: number): Promise<void> {
  await operator.query('SELECT pg_terminate_backend($1, 5000)', [pid]);
}

const retried = ['40P01', '40001', '55P03', '57014'];

describe.each(retried)('%s', (state) => {
  test.each([
    ['of a model', insert, 'statement'],
    ['of raw SQL', insertRaw, 'statement'],
    ['of the commit', insert, 'commit'],
  ] as const)('%s: once is made good', async (_, work, at) => {
    await failing(state, 1, at);
    expect(await counted(work('a'))).toEqual({ times: 2, outcome: 'done' });
    expect(await stored()).toEqual([{ code: 'a' }]);
  });

  test('twice is told as a database that can not do it now', async () => {
    await failing(state, 2, 'statement');
    const { times, outcome } = await counted(insert('a'));
    expect({ times, away: isDatabaseAway(outcome) }).toEqual({ times: 2, away: true });
    expect(await stored()).toEqual([]);
  });

  test('outside of a transaction of ours is told as such too', async () => {
    await failing(state, 1, 'statement');
    expect(isDatabaseAway(await insertRaw('a')(database()).catch((error: unknown) => error))).toBe(true);
  });
});

test.each([
  ['53100', true],
  ['25006', true],
  ['58030', true],
  ['P0001', false],
  ['23514', false],
])('%s is not tried again, and is passing: %s', async (state, away) => {
  await failing(state, 1, 'statement');
  const { times, outcome } = await counted(insert('a'));
  expect({ times, away: isDatabaseAway(outcome) }).toEqual({ times: 1, away });
});

test.each([
  [
    'lets nobody in for now',
    'ALTER DATABASE "$name" ALLOW_CONNECTIONS false',
    'ALTER DATABASE "$name" ALLOW_CONNECTIONS true',
  ],
  [
    'has another name for now',
    'ALTER DATABASE "$name" RENAME TO "$name_away"',
    'ALTER DATABASE "$name_away" RENAME TO "$name"',
  ],
])('a database that %s is away', async (_, shut, open) => {
  const name = new URL(base.url).pathname.slice(1);
  const door = new pg.Client({ connectionString: base.url.replace(/[^/]*$/, 'postgres') });
  await door.connect();
  await closeDatabase();
  await operator.end();
  await door.query(shut.replaceAll('$name', name));
  try {
    const { outcome } = await counted(insert('a'));
    expect(isDatabaseAway(outcome)).toBe(true);
  } finally {
    await door.query(open.replaceAll('$name', name));
    await door.end();
    operator = await connected();
  }
});

/** Starts a statement outside of transactions, and ends its session while it runs. @returns what became of it */
async function endedUnder(run: () => Promise<unknown>): Promise<unknown> {
  const outcome = run().then(
    () => 'done' as const,
    (error: unknown) => error,
  );
  const running =
    "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
  const found = await vi.waitUntil(async () => (await operator.query(running)).rows[0], { timeout: 10_000 });
  await end(found.pid);
  return outcome;
}

test('a read whose session ended is read again; what might write is told as a database that is away', async () => {
  expect(await endedUnder(() => database().$queryRaw`SELECT 1 FROM pg_sleep(1.5)`)).toBe('done');
  const write = await endedUnder(
    () => database().$executeRaw`INSERT INTO setup_code (code_hash) SELECT 'a' FROM pg_sleep(1.5)`,
  );
  expect(isDatabaseAway(write)).toBe(true);
});

test('a value in an error is not taken for what the server says of itself', async () => {
  const error = await inTransaction(
    (client) => client.$queryRaw`SELECT ${'ECONNREFUSED Connection terminated'}::text::int`,
  ).catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('ECONNREFUSED');
  expect(isDatabaseAway(error)).toBe(false);
});

test('two that wait for each other both get through', async () => {
  await operator.query("INSERT INTO setup_code (code_hash) VALUES ('one'), ('two')");
  let waiting = 0;
  const both = Promise.withResolvers<void>();
  const touch = (client: DatabaseClient, code: string) =>
    client.$executeRaw`UPDATE setup_code SET created_at = now() WHERE code_hash = ${code}`;
  const crossing = (first: string, second: string) =>
    counted(async (client, time) => {
      await touch(client, first);
      waiting += 1;
      if (waiting === 2) both.resolve();
      if (time === 1) await both.promise;
      await touch(client, second);
    });
  const outcomes = await Promise.all([crossing('one', 'two'), crossing('two', 'one')]);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(outcomes.map(({ times }) => times).sort()).toEqual([1, 2]);
});

test.each(['before a statement', 'before the commit'])('a session ended %s is one more try', async (when) => {
  const { times, outcome } = await counted(async (client, time) => {
    if (when === 'before the commit') await insert('a')(client);
    if (time === 1) await end(await pidOf(client));
    // The driver is told by the socket, which takes its turn.
    await sleep(20);
    if (when === 'before a statement') await insert('a')(client);
  });
  expect({ times, outcome }).toEqual({ times: 2, outcome: 'done' });
  expect(await stored()).toEqual([{ code: 'a' }]);
});

test('a session ended during the commit leaves it open, and nothing is tried again', async () => {
  await operator.query(
    'CREATE CONSTRAINT TRIGGER fault AFTER INSERT ON setup_code DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dawdle()',
  );
  const pid = Promise.withResolvers<number>();
  const running = counted(async (client) => {
    pid.resolve(await pidOf(client));
    await insert('a')(client);
  });
  const committing = "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'";
  await vi.waitUntil(async () => (await operator.query(committing, [await pid.promise])).rowCount === 1, {
    timeout: 10_000,
  });
  await end(await pid.promise);
  const { times, outcome } = await running;
  expect(times).toBe(1);
  expect(outcome).toBeInstanceOf(UnknownCommit);
  expect(isDatabaseAway(outcome)).toBe(true);
});
