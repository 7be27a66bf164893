import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appRoleSql, grantAppRole } from './app-role.ts';
import { createTestDatabase } from './test-database.ts';

const suffix = randomBytes(4).toString('hex');
// Names that have to be quoted, everywhere.
const [app, member] = [`app "${suffix}" '`, `member ${suffix}`];

let base: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  base = await createTestDatabase();
  client = new pg.Client({ connectionString: base.url });
  await client.connect();
  for (const role of [app, member]) await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)}`);
});

afterAll(async () => {
  for (const role of [app, member]) {
    const quoted = pg.escapeIdentifier(role);
    await client.query(`DROP OWNED BY ${quoted}; DROP ROLE ${quoted}`);
  }
  await client.end();
  await base.drop();
});

/** What a role may do with a table, of everything that there is to do. */
async function rightsOn(table: string): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT name FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) name
     WHERE has_table_privilege($1, $2, name)`,
    [app, table],
  );
  return rows.map(({ name }) => name);
}

test('is only shown until it is to be applied', async () => {
  const shown = await grantAppRole(base.url, app, false);
  expect(await rightsOn('audit_event')).toEqual([]);
  expect(await grantAppRole(base.url, app, true)).toBe(shown);
});

test('applied, again and over whatever it was given before, leaves it no more than it needs', async () => {
  await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${pg.escapeIdentifier(app)}`);
  for (let time = 0; time < 2; time++) await grantAppRole(base.url, app, true);
  expect(await rightsOn('audit_event')).toEqual(['SELECT', 'INSERT']);
  expect(await rightsOn('audit_head')).toEqual(['SELECT']);
  expect(await rightsOn('_prisma_migrations')).toEqual(['SELECT']);
  expect(await rightsOn('credential')).toEqual(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
});

describe('is refused, and nothing granted, to a role that has', () => {
  const [to, group] = [pg.escapeIdentifier(app), pg.escapeIdentifier(member)];
  test.each([
    [
      'a group with all rights',
      `GRANT ALL ON audit_event TO ${group}; GRANT ${group} TO ${to}`,
      'TRIGGER on audit_event (through member',
    ],
    [
      'a group that may write one column',
      `GRANT UPDATE (outcome) ON audit_event TO ${group}; GRANT ${group} TO ${to}`,
      'UPDATE on audit_event',
    ],
    [
      'a group that it must become first',
      `GRANT ALL ON audit_head TO ${group}; ALTER ROLE ${to} NOINHERIT; GRANT ${group} TO ${to}`,
      'INSERT on audit_head (through member',
    ],
    ['what everybody has', 'GRANT TRUNCATE ON audit_event TO PUBLIC', 'TRUNCATE on audit_event'],
    ['the right to make roles', `ALTER ROLE ${to} CREATEROLE`, 'CREATEROLE'],
    [
      'the right to write all tables',
      `GRANT pg_write_all_data TO ${to}`,
      'DELETE on audit_event (through pg_write_all_data)',
    ],
    [
      'the programs of the server',
      `GRANT pg_execute_server_program TO ${to}`,
      'membership in pg_execute_server_program.',
    ],
    [
      'a group that may make functions beside the tables',
      `GRANT CREATE ON SCHEMA public TO ${group}; GRANT ${group} TO ${to}`,
      'CREATE on the schema public (through member',
    ],
    ['the schema', `ALTER SCHEMA public OWNER TO ${to}`, 'the schema public is its own'],
  ])('%s', async (_, given, named) => {
    const { rows } = await client.query(
      "SELECT nspowner::regrole::text AS owner FROM pg_namespace WHERE nspname = 'public'",
    );
    await client.query(`REVOKE ALL ON credential FROM ${to}; ${given}`);
    try {
      await expect(grantAppRole(base.url, app, true)).rejects.toThrow(named);
      const direct = await client.query(
        "SELECT 1 FROM information_schema.role_table_grants WHERE grantee = $1 AND table_name = 'credential'",
        [app],
      );
      expect(direct.rowCount).toBe(0);
    } finally {
      await client.query(
        `ALTER SCHEMA public OWNER TO ${rows[0].owner}; ALTER ROLE ${to} NOCREATEROLE INHERIT;
         REVOKE ${group}, pg_write_all_data, pg_execute_server_program FROM ${to};
         REVOKE ALL ON audit_event, audit_head FROM PUBLIC, ${group}; REVOKE CREATE ON SCHEMA public FROM ${group}`,
      );
    }
    await grantAppRole(base.url, app, true);
  });
});

test('background work that another role began is made anew, and its own is kept', async () => {
  await client.query('CREATE TABLE pgboss.of_another (id int)');
  await grantAppRole(base.url, app, true);
  const there = async (table: string) =>
    (await client.query('SELECT to_regclass($1) IS NOT NULL AS there', [table])).rows[0].there;
  expect(await there('pgboss.of_another')).toBe(false);
  await client.query(
    `SET ROLE ${pg.escapeIdentifier(app)}; CREATE TABLE pgboss.of_its_own (id int); RESET ROLE`,
  );
  await grantAppRole(base.url, app, true);
  expect(await there('pgboss.of_its_own')).toBe(true);
});

test('a role that is not there is named, and one that nothing confines is refused', async () => {
  const { rows } = await client.query('SELECT current_user AS name');
  await expect(appRoleSql(client, rows[0].name)).rejects.toThrow('is a superuser: no grant confines it');
  await client.query(`GRANT ${pg.escapeIdentifier(rows[0].name)} TO ${pg.escapeIdentifier(member)}`);
  await expect(appRoleSql(client, member)).rejects.toThrow('can become the owner of the audit trail');
  await expect(appRoleSql(client, 'nobody')).rejects.toThrow(
    `The database has no role nobody. Make it first: CREATE ROLE "nobody" LOGIN PASSWORD '…'`,
  );
});
