/** Functions that run with their owner's rights: nobody else may put them to use on tables of their own. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from './test-database.ts';

const stranger = `stranger_${randomBytes(4).toString('hex')}`;

let base: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  base = await createTestDatabase();
  client = new pg.Client({ connectionString: base.url });
  await client.connect();
  await client.query(`CREATE ROLE ${stranger}`);
});

afterAll(async () => {
  await client.query(`RESET ROLE; DROP OWNED BY ${stranger}; DROP ROLE ${stranger}`);
  await client.end();
  await base.drop();
});

const ownTrigger = `CREATE TEMP TABLE own (id int);
  CREATE TRIGGER own BEFORE INSERT ON own FOR EACH ROW EXECUTE FUNCTION audit_event_append()`;

test('no function that runs with the rights of its owner is for everybody, nor looks names up elsewhere', async () => {
  const { rows } = await client.query(
    `SELECT proname AS name, has_function_privilege($1, oid, 'EXECUTE') AS open, proconfig AS config
     FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace`,
    [stranger],
  );
  expect(rows).toEqual([
    { name: 'audit_event_append', open: false, config: ['search_path=public, pg_temp'] },
  ]);
});

test('a role without grants can not let the trigger work for a table of its own', async () => {
  await client.query(`SET ROLE ${stranger}`);
  await expect(client.query(ownTrigger)).rejects.toThrow('permission denied for function audit_event_append');
  await client.query('RESET ROLE');
});

test('not even its owner can let it work for another table', async () => {
  await client.query(ownTrigger);
  await expect(client.query('INSERT INTO own VALUES (1)')).rejects.toThrow(
    'only the audit trail is appended to',
  );
  await client.query('DROP TABLE own');
});

test('a role that may append to the trail does so, without a right to the function', async () => {
  await client.query(`GRANT INSERT ON audit_event TO ${stranger}; SET ROLE ${stranger}`);
  await client.query(
    "INSERT INTO audit_event (actor_kind, actor_name, action, outcome, details) VALUES ('person', 'Ada', 'tested', 'done', '{}')",
  );
  await client.query('RESET ROLE');
  const { rows } = await client.query(
    'SELECT h.seq, e.hash = h.hash AS last FROM audit_event e, audit_head h',
  );
  expect(rows).toEqual([{ seq: '1', last: true }]);
});
