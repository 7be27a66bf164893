import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { closeDatabase, type DatabaseClient } from '../db.ts';
import { completeEnvironment } from '../env.ts';
import { inTransaction } from '../transaction.ts';
import { readChain } from './chain.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let pool: pg.Pool;

const insert = (name: string, details: unknown = {}) =>
  pool.query(
    `INSERT INTO audit_event (actor_kind, actor_name, action, outcome, details, seq, at, hash, previous_hash)
     VALUES ('operator', $1, 'tested', 'done', $2, 99, '2000-01-01', 'forged', 'forged')`,
    [name, JSON.stringify(details)],
  );

const chain = (client?: DatabaseClient) => readChain(() => undefined, client);
const firstBreak = async () => (await chain()).firstBreak;

class TakenBack extends Error {}

/** What somebody with every right could do, taken back afterwards. @returns the break that it makes */
async function breakAfter(tampering: string): Promise<number | null> {
  let found: number | null = null;
  const work = inTransaction(async (client) => {
    await client.$executeRaw`ALTER TABLE audit_event DISABLE TRIGGER ALL`;
    await client.$executeRawUnsafe(tampering);
    found = (await chain(client)).firstBreak;
    throw new TakenBack();
  });
  await expect(work).rejects.toThrow(TakenBack);
  return found;
}

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  completeEnvironment({ DATABASE_URL: database.url });
  for (const name of ['Ada', 'Mo "the" Ünïcode\n\u2028', 'Bo'])
    await insert(name, { b: 1.5e3, a: ['é', null] });
});

afterAll(async () => {
  await closeDatabase();
  await pool.end();
  await database.drop();
});

test('events are numbered and dated by the database, whatever the writer says', async () => {
  const { rows } = await pool.query(
    "SELECT seq, at > now() - interval '1 minute' AND at <= clock_timestamp() AS dated FROM audit_event ORDER BY seq LIMIT 3",
  );
  expect(rows).toEqual([1, 2, 3].map((seq) => ({ seq: String(seq), dated: true })));
});

test('each event names the hash before it, and anybody can form its own again', async () => {
  const { rows } = await pool.query(
    `SELECT seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') AS at, request_id, address, actor_kind,
            actor_id, actor_name, action, outcome, target_kind, target_id, target_name, details::text, previous_hash, hash
     FROM audit_event ORDER BY seq`,
  );
  let before = '0'.repeat(64);
  for (const { hash, ...columns } of rows) {
    const text = `[${Object.values(columns)
      .map((value) => JSON.stringify(value))
      .join(', ')}]`;
    expect(columns.previous_hash).toBe(before);
    expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
    before = hash;
  }
  expect((await pool.query('SELECT hash FROM audit_head')).rows).toEqual([{ hash: before }]);
});

test.each(["UPDATE audit_event SET outcome = 'other'", 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
  '%s is refused',
  async (statement) => {
    await expect(pool.query(statement)).rejects.toThrow('the audit trail is appended to, never changed');
  },
);

test('an event of a transaction that is taken back leaves no gap', async () => {
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query(
    "INSERT INTO audit_event (actor_kind, actor_name, action, outcome, details) VALUES ('operator', 'x', 'x', 'x', '{}')",
  );
  await client.query('ROLLBACK');
  client.release();
  await insert('after');
  expect(await firstBreak()).toBeNull();
});

test('events appended at once make one chain', async () => {
  const { rows: before } = await pool.query('SELECT max(seq)::int AS seq FROM audit_event');
  await Promise.all(Array.from({ length: 40 }, (_, index) => insert(`at once ${index}`)));
  const { rows: after } = await pool.query(
    'SELECT max(seq)::int AS seq, count(*)::int AS count FROM audit_event',
  );
  expect(after).toEqual([{ seq: before[0].seq + 40, count: before[0].seq + 40 }]);
  expect(await firstBreak()).toBeNull();
});

test.each([
  ['a changed outcome', "UPDATE audit_event SET outcome = 'denied' WHERE seq = 2", 2],
  ['a changed date', "UPDATE audit_event SET at = at - interval '1 day' WHERE seq = 2", 2],
  ['changed details', "UPDATE audit_event SET details = '{}' WHERE seq = 2", 2],
  ['an emptied column', "UPDATE audit_event SET actor_id = '' WHERE seq = 2", 2],
  [
    'a hash made to fit the change',
    'UPDATE audit_event a SET outcome = \'denied\', hash = audit_event_hash(jsonb_populate_record(a, \'{"outcome": "denied"}\')) WHERE seq = 2',
    3,
  ],
  ['a removed event', 'DELETE FROM audit_event WHERE seq = 2', 3],
  ['a removed beginning', 'DELETE FROM audit_event WHERE seq = 1', 2],
  ['everything removed', 'DELETE FROM audit_event', 1],
])('%s is found', async (_, tampering, seq) => {
  expect(await breakAfter(tampering)).toBe(seq);
});

test('a removed end is found', async () => {
  const { rows } = await pool.query('SELECT max(seq) AS last FROM audit_event');
  const last = Number(rows[0].last);
  expect(await breakAfter(`DELETE FROM audit_event WHERE seq = ${last}`)).toBe(last);
});
