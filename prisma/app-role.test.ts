import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
