import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DatabaseError } from './database-error.ts';
import { migrateDatabase } from './migrate.ts';
import { createTestDatabase } from './test-database.ts';

let base: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;
let made = 0;

/** An empty database. @param options what CREATE DATABASE says of it @param change what is said of it afterwards */
async function databaseWith(options: string, change?: string): Promise<URL> {
  made += 1;
  const url = new URL(base.url);
  url.pathname = `${url.pathname}_unfit_${made}`;
  const name = url.pathname.slice(1);
  await client.query(`CREATE DATABASE ${name} ${options} TEMPLATE template0`);
  if (change) await client.query(`ALTER DATABASE ${name} ${change}`);
  return url;
}

async function sentence(url: URL, pooled = false): Promise<string | null> {
  try {
    await migrateDatabase({ url: url.href, pooled, log: () => undefined });
    return null;
  } catch (error) {
    if (error instanceof DatabaseError) return error.message;
    throw error;
  }
}

beforeAll(async () => {
  base = await createTestDatabase();
  client = new pg.Client({ connectionString: base.url });
  await client.connect();
});

afterAll(async () => {
  const name = new URL(base.url).pathname.slice(1);
  for (let one = 1; one <= made; one += 1)
    await client.query(`DROP DATABASE ${name}_unfit_${one} WITH (FORCE)`);
  await client.end();
  await base.drop();
});

test('another encoding is refused', async () => {
  const url = await databaseWith("ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'");
  expect(await sentence(url)).toContain(
    'The database has the encoding LATIN1; make one with CREATE DATABASE',
  );
});

test('a locale that knows no letters but ASCII is refused', async () => {
  const url = await databaseWith("ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'");
  expect(await sentence(url)).toContain('knows no letters beyond ASCII');
});

test.each([
  ['in the address', null, '?schema=tools'],
  ['of the database', "SET search_path = 'tools'", ''],
])('another schema %s is refused', async (_where, change, search) => {
  const url = await databaseWith('', change ?? undefined);
  const other = new pg.Client({ connectionString: url.href });
  await other.connect();
  await other.query('CREATE SCHEMA tools');
  await other.end();
  url.search = search;
  expect(await sentence(url)).toContain('in the schema tools, and they belong in public');
});

test('another isolation is refused where sessions can not be told, and only there', async () => {
  const url = await databaseWith('', "SET default_transaction_isolation = 'repeatable read'");
  expect(await sentence(url, true)).toContain('begins transactions as repeatable read');
  expect(await sentence(url)).toBeNull();
});
