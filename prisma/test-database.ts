/** For tests: a fresh, migrated database in milliseconds, on one PostgreSQL that all test processes share. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedDatabase, startEmbeddedDatabase } from './embedded.ts';
import { migrateDatabase } from './migrate.ts';
import { migrationFiles } from './migration-files.ts';

const quiet = () => undefined;
const templateLock = 706_514_303;

function named(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The migrated database that the others are copied from; made by whichever process comes first. */
async function template(url: string): Promise<string> {
  const content = (await migrationFiles()).map(({ name, sql }) => name + sql).join();
  const name = `template_${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
  await withClient(named(url, 'postgres'), async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    // What a killed test run left half made.
    await client.query(`DROP DATABASE IF EXISTS ${name}_half WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}_half`);
    await migrateDatabase({ url: named(url, `${name}_half`), log: quiet });
    await client.query(`ALTER DATABASE ${name}_half RENAME TO ${name}`);
  });
  return name;
}

/** Removes what killed test runs left: their databases carry the second in which they were made. */
async function removeAbandoned(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database
     WHERE datname ~ '^test_[0-9]+_' AND split_part(datname, '_', 2)::bigint < extract(epoch FROM now()) - 3600`,
  );
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Waits for connections that are closing by themselves: one that is cut off ends its process with an error. */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  for (const end = Date.now() + 5_000; Date.now() < end; await sleep(20)) {
    const { rows } = await client.query(
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1',
      [name],
    );
    if (rows[0].n === 0) return;
  }
}

/** @returns the address of a fresh database and what removes it again */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const dataDir = join(tmpdir(), `flowkeep-test-postgres-${userInfo().username}`);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const server: EmbeddedDatabase = await startEmbeddedDatabase({ dataDir, log: quiet });
  const from = await template(server.url);
  const name = `test_${Math.floor(Date.now() / 1000)}_${randomBytes(8).toString('hex')}`;
  await withClient(named(server.url, 'postgres'), async (client) => {
    // Copies of one template wait for each other.
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    await removeAbandoned(client);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${from}`);
  });
  return {
    url: named(server.url, name),
    async drop() {
      await withClient(named(server.url, 'postgres'), async (client) => {
        await untilLeft(client, name);
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      });
      await server.stop();
    },
  };
}
