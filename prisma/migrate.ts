/** Bringing a database to this code's schema; safe when several instances start at once, and after a kill. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { connectionError, DatabaseError, errorCode } from './database-error.ts';
import { withMigrationEngine } from './migration-engine.ts';
import { type MigrationFile, migrationFiles, migrationList, noFilter } from './migration-files.ts';

/** Held by the transaction of whoever migrates; a transaction's lock works behind any connection pooler. */
const migrationLock = 706_514_302;
const oldestServer = 140_000;

interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'flowkeep start',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw connectionError(url, error);
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query("SELECT current_setting('server_version_num')::int AS version");
  if (rows[0].version >= oldestServer) return;
  const major = Math.floor(rows[0].version / 10_000);
  throw new DatabaseError(`The database is PostgreSQL ${major}; Flowkeep needs PostgreSQL 14 or newer.`);
}

/** What Prisma's history says, without the records of attempts that were rolled back. */
async function appliedMigrations(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows: found } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there");
  if (!found[0].there) return [];
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  return rows;
}

function refuseNewerData(applied: AppliedMigration[], files: MigrationFile[]): void {
  const known = new Set(files.map(({ name }) => name));
  const foreign = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (foreign.length === 0) return;
  throw new DatabaseError(
    `This database was made by a newer Flowkeep (it has ${foreign.join(', ')}). Start the newer version, or restore a backup from before it.`,
  );
}

function warnOfChanges(
  applied: AppliedMigration[],
  files: MigrationFile[],
  log: (message: string) => void,
): void {
  const checksums = new Map(applied.map(({ name, checksum }) => [name, checksum]));
  for (const { name, sql } of files) {
    const checksum = checksums.get(name);
    if (checksum && checksum !== createHash('sha256').update(sql).digest('hex')) {
      log(`the migration ${name} was changed after it was applied`);
    }
  }
}

/**
 * Applies what is missing. A file is one transaction, so an attempt without an end left nothing behind but its
 * record, which is closed before the file is applied again.
 */
async function apply(url: string, applied: AppliedMigration[], files: MigrationFile[]): Promise<void> {
  await withMigrationEngine(url, async (engine) => {
    for (const { name, finished } of applied) {
      if (!finished) await engine.markMigrationRolledBack({ migrationName: name });
    }
    await engine.applyMigrations({ migrationsList: migrationList(files), filters: noFilter });
  });
}

/**
 * Applies the migrations that a database lacks.
 * @throws DatabaseError with one sentence when it can't be reached, is too old, or was made by a newer Flowkeep
 */
export async function migrateDatabase({
  url,
  log,
}: {
  url: string;
  log: (message: string) => void;
}): Promise<void> {
  const files = await migrationFiles();
  const client = await connect(url);
  try {
    await refuseOldServer(client);
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    const applied = await appliedMigrations(client);
    refuseNewerData(applied, files);
    warnOfChanges(applied, files, log);
    const missing = files.filter(({ name }) => !applied.some((one) => one.name === name && one.finished));
    if (missing.length > 0) {
      log(`migrating the database: ${missing.map(({ name }) => name).join(', ')}`);
      await apply(url, applied, files);
    }
    await client.query('COMMIT');
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    if (errorCode(error) === '42501') throw connectionError(url, error);
    const message = error instanceof Error ? error.message : String(error);
    const line = message.split('\n').find((text) => text.includes('ERROR')) ?? message.split('\n')[0];
    throw new DatabaseError(`The database can't be migrated: ${line}`);
  } finally {
    await client.end();
  }
}
