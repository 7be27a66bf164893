import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { migrateDatabase } from './migrate.ts';
import { engineLock } from './migration-engine.ts';
import { migrationFiles } from './migration-files.ts';
import { schemaDifference } from './schema-difference.ts';
import { createTestDatabase } from './test-database.ts';

const migrate = join(import.meta.dirname, 'migrate.ts');
const logged: string[] = [];
const log = (message: string) => logged.push(message);
let server: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;
/** An empty database, fresh for each test. */
let url: string;

function changed(address: string, change: (url: URL) => void): string {
  const copy = new URL(address);
  change(copy);
  return copy.href;
}

async function inDatabase(sql: string, address = url) {
  const other = new pg.Client({ connectionString: address });
  await other.connect();
  return other.query(sql).finally(() => other.end());
}

async function history() {
  const { rows } = await inDatabase(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS finished, rolled_back_at IS NOT NULL AS "rolledBack"
     FROM _prisma_migrations ORDER BY started_at`,
  );
  return rows;
}

async function refusal(address: string): Promise<DatabaseError> {
  const error = await migrateDatabase({ url: address, log }).catch((reason: unknown) => reason);
  if (!(error instanceof DatabaseError)) throw new Error(`refused otherwise: ${error}`);
  return error;
}

function otherProcess(): { child: ChildProcess; ended: Promise<number | null> } {
  const code =
    'const { migrateDatabase } = await import(process.argv[1]); await migrateDatabase({ url: process.argv[2], log() {} }); process.exit();';
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, migrate, url], {
    stdio: 'ignore',
  });
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

beforeAll(async () => {
  server = await createTestDatabase();
  client = new pg.Client({ connectionString: server.url });
  await client.connect();
});

beforeEach(async () => {
  const { pathname } = new URL(server.url);
  const name = `${pathname.slice(1)}_empty`;
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name}`);
  url = changed(server.url, (copy) => {
    copy.pathname = `/${name}`;
  });
  logged.length = 0;
});

afterAll(async () => {
  const { pathname } = new URL(url);
  await client.query(`DROP DATABASE IF EXISTS ${pathname.slice(1)} WITH (FORCE)`);
  await client.end();
  await server.drop();
});

describe('the history', () => {
  test('is Prisma’s, and is not touched the second time', async () => {
    const files = await migrationFiles();
    await migrateDatabase({ url, log });
    const first = await history();
    expect(first).toEqual(files.map(({ name }) => ({ name, finished: true, rolledBack: false })));
    await migrateDatabase({ url, log });
    expect(await history()).toEqual(first);
    expect(logged).toEqual([`migrating the database: ${files.map(({ name }) => name).join(', ')}`]);
  });

  test('has each migration once when several processes start at once', async () => {
    const codes = await Promise.all([1, 2, 3].map(() => otherProcess().ended));
    expect(codes).toEqual([0, 0, 0]);
    expect(await history()).toHaveLength((await migrationFiles()).length);
  });

  test('waits for whoever migrates with Prisma’s own tool', async () => {
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock($1)', [engineLock]);
    let done = false;
    const migrated = migrateDatabase({ url, log }).then(() => {
      done = true;
    });
    await sleep(300);
    expect(done).toBe(false);
    await other.end();
    await migrated;
  });

  test('leaves no lock on a session, which a pooler would hand to somebody else', async () => {
    await migrateDatabase({ url, log });
    const seen = await inDatabase(
      "SELECT count(*)::int AS locks FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    expect(seen.rows).toEqual([{ locks: 0 }]);
  });

  test('makes exactly what schema.prisma says', async () => {
    const schema = await readFile(join(import.meta.dirname, 'schema.prisma'), 'utf8');
    expect(await schemaDifference(url, schema)).toBeNull();
  });

  test('is seen to lack what schema.prisma has more', async () => {
    const schema = await readFile(join(import.meta.dirname, 'schema.prisma'), 'utf8');
    const more = schema.replace('model Person {', 'model Person {\n  nickname String?');
    expect(await schemaDifference(url, more)).toContain(
      'ALTER TABLE "person" ADD COLUMN     "nickname" TEXT',
    );
  });
});

describe('times that were written without a zone', () => {
  const before = '20261129090000_utc';
  const at = "'2026-06-01 10:00:00'";

  async function migrateUntil(zone: string): Promise<void> {
    await inDatabase(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET timezone = '${zone}'`);
    for (const { name, sql } of await migrationFiles()) if (name < before) await inDatabase(sql);
    await inDatabase(`INSERT INTO setup_code (code_hash, created_at) VALUES ('a', ${at});
      INSERT INTO api_key (id, name, key_hash, last_four, created_by_name, created_at, expires_at, last_used_at)
      VALUES (gen_random_uuid(), 'k', 'h', 'four', 'x', ${at}, ${at}, '2026-06-01 10:00:00Z')`);
  }

  async function putRight(): Promise<Record<string, unknown>> {
    const found = (await migrationFiles()).find(({ name }) => name === before);
    await inDatabase(found?.sql ?? '');
    const { rows } = await inDatabase(`SET TIME ZONE 'UTC';
      SELECT c.created_at::text AS code, k.created_at::text AS made, k.expires_at::text AS ends,
             k.last_used_at::text AS used, k.revoked_at AS revoked
      FROM setup_code c, api_key k`).then((results) => [results].flat().at(-1) as pg.QueryResult);
    return rows[0];
  }

  test.each(['America/New_York', 'Asia/Kolkata', 'Europe/Berlin', '<+03>-03'])(
    'in %s are put right',
    async (zone) => {
      await migrateUntil(zone);
      const right = '2026-06-01 10:00:00+00';
      expect(await putRight()).toEqual({ code: right, made: right, ends: right, used: right, revoked: null });
    },
  );

  test('are left alone where the zone is UTC under whatever name', async () => {
    await migrateUntil('Etc/UTC');
    expect(await putRight()).toMatchObject({ code: '2026-06-01 10:00:00+00' });
  });

  test('are told of at the start', async () => {
    await migrateUntil('America/New_York');
    await inDatabase(`CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL,
      finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
      started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`);
    for (const { name } of await migrationFiles()) {
      if (name < before) {
        await inDatabase(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
          VALUES ('${name.slice(0, 36)}', 'x', '${name}', now())`);
      }
    }
    await migrateDatabase({ url, log });
    expect(logged).toContain(
      'the times of 2 rows were stored in the zone America/New_York and have been put right',
    );
  });
});

describe('after a kill', () => {
  test('an attempt without an end is closed and made again', async () => {
    await migrateDatabase({ url, log });
    await inDatabase(
      `DROP SCHEMA public CASCADE; CREATE SCHEMA public;
       CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
         migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
         started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0);
       INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '20261124000000_start')`,
    );
    await migrateDatabase({ url, log });
    const [attempt, ...rest] = await history();
    expect(attempt).toEqual({ name: '20261124000000_start', finished: false, rolledBack: true });
    expect(rest.every(({ finished }) => finished)).toBe(true);
    expect((await inDatabase('SELECT seq FROM audit_head')).rowCount).toBe(1);
  });

  test('at whatever moment, the next start completes', async () => {
    for (const milliseconds of [150, 200, 230, 260, 290, 320, 350, 400]) {
      await inDatabase('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      const { child, ended } = otherProcess();
      await sleep(milliseconds);
      child.kill('SIGKILL');
      await ended;
      await migrateDatabase({ url, log });
      expect((await inDatabase('SELECT seq FROM audit_head')).rowCount).toBe(1);
    }
  });

  test('the files, their ends and the history are one transaction', async () => {
    // The end can't be recorded: neither may the tables be there.
    await inDatabase(
      `CREATE FUNCTION no_end() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no end''; END';
       CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands() WHERE object_identity = 'public._prisma_migrations') THEN
           CREATE TRIGGER no_end BEFORE UPDATE ON _prisma_migrations EXECUTE FUNCTION no_end();
         END IF;
       END $$;
       CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION watch();`,
    );
    expect((await refusal(url)).message).toBe("The database can't be migrated: ERROR: no end");
    expect((await inDatabase("SELECT to_regclass('person') AS there")).rows).toEqual([{ there: null }]);
    expect((await inDatabase("SELECT to_regclass('_prisma_migrations') AS there")).rows).toEqual([
      { there: null },
    ]);
    await inDatabase('DROP EVENT TRIGGER watch');
    await migrateDatabase({ url, log });
    expect((await inDatabase('SELECT seq FROM audit_head')).rowCount).toBe(1);
  });
});

describe('one sentence, without the password, for a database', () => {
  test('of a newer Flowkeep', async () => {
    await migrateDatabase({ url, log });
    await inDatabase(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('z', 'z', '29990101000000_later', now())",
    );
    expect((await refusal(url)).message).toMatch(
      /^This database was made by a newer Flowkeep \(it has 29990101000000_later\)\./,
    );
  });

  test('that nobody answers for', async () => {
    const nobody = changed(url, (copy) => {
      copy.host = '127.0.0.1:1';
    });
    expect((await refusal(nobody)).message).toMatch(
      /^The database at 127\.0\.0\.1:1\/\S+ can't be used: nothing answers there\.$/,
    );
  });

  test.each([
    [
      'refuses the password',
      (copy: URL) => {
        copy.password = 'marked-value';
      },
      /it refused the user or the password/,
    ],
    [
      'is not there',
      (copy: URL) => {
        copy.pathname = '/nothing';
      },
      /it has no database of this name/,
    ],
    [
      'does not encrypt',
      (copy: URL) => {
        copy.searchParams.set('ssl', 'true');
      },
      /does not offer the encryption/,
    ],
  ])('that %s', async (_, change, reason) => {
    const { message } = await refusal(changed(url, change));
    expect(message).toMatch(reason);
    expect(message).not.toContain('marked-value');
    expect(message).not.toContain(new URL(url).password);
  });

  test('whose address can’t be read', async () => {
    const { message, cause } = await refusal('postgresql://flowkeep:marked/value@127.0.0.1:1/x');
    expect(message).toMatch(/percent-encoded/);
    expect(`${message}${cause}`).not.toContain('marked');
  });

  test('whose user may not make tables', async () => {
    const role = `weak_${new URL(url).pathname.slice(1)}`;
    await inDatabase(`CREATE ROLE ${role} LOGIN PASSWORD 'weak'`);
    const weak = changed(url, (copy) => {
      copy.username = role;
      copy.password = 'weak';
    });
    expect((await refusal(weak)).message).toMatch(/lacks the right to make or change its tables/);
    await inDatabase(`DROP ROLE ${role}`);
  });

  test('that only reads', async () => {
    await inDatabase(
      `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`,
    );
    expect((await refusal(url)).message).toMatch(/it only reads/);
  });

  test('that holds something else', async () => {
    await inDatabase('CREATE TABLE invoices (id int)');
    expect((await refusal(url)).message).toMatch(/give Flowkeep a database of its own/);
  });
});

test('a migration that was changed after it was applied is only told of', async () => {
  await migrateDatabase({ url, log });
  await inDatabase(
    "UPDATE _prisma_migrations SET checksum = 'other' WHERE migration_name = '20261124000000_start'",
  );
  logged.length = 0;
  await migrateDatabase({ url, log });
  expect(logged).toEqual(['the migration 20261124000000_start was changed after it was applied']);
});

test('openDatabase prefers the operator’s database and leaves it running', async () => {
  const opened = await openDatabase({ databaseUrl: url, dataDir: '/nowhere', log });
  expect(opened).toMatchObject({ url, embedded: false });
  await opened.stop();
  expect((await inDatabase('SELECT seq FROM audit_head')).rowCount).toBe(1);
});
