/** Bringing a database to this code's schema; safe when several instances start at once, and after a kill. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import {
  connectionError,
  DatabaseError,
  errorCode,
  refusalError,
  refuseMalformedUrl,
} from './database-error.ts';
import { engineLock, withMigrationEngine } from './migration-engine.ts';
import { type MigrationFile, migrationFiles, migrationList, noFilter } from './migration-files.ts';
import { refuseUnfitDatabase } from './unfit.ts';

interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

async function connect(url: string, log: (message: string) => void): Promise<pg.Client> {
  refuseMalformedUrl(url);
  const client = new pg.Client({
    connectionString: url,
    application_name: 'flowkeep start',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks fails the statement under way; without a listener it would end the process as well.
  client.on('error', () => undefined);
  // What migrations say of themselves (RAISE NOTICE).
  client.on('notice', ({ message }) => log(message ?? ''));
  await client.connect().catch((error: unknown) => {
    throw connectionError(url, error);
  });
  return client;
}

/** Waits for its turn. The lock belongs to the transaction, which works behind any connection pooler. */
async function beginLocked(client: pg.Client): Promise<void> {
  await client.query('BEGIN');
  // Waiting for another instance, and idling while the engine works, may take longer than operators' limits.
  await client.query(
    `SELECT set_config(name, '0', true)
     FROM unnest(ARRAY['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) AS name`,
  );
  await client.query('SELECT pg_advisory_xact_lock($1)', [engineLock]);
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

/** Applies what is missing; attempts without an end, which an older Flowkeep can have left, are closed before. */
async function apply(client: pg.Client, applied: AppliedMigration[], files: MigrationFile[]): Promise<void> {
  await withMigrationEngine(client, async (engine) => {
    for (const { name, finished } of applied) {
      if (!finished) await engine.markMigrationRolledBack({ migrationName: name });
    }
    await engine.applyMigrations({ migrationsList: migrationList(files), filters: noFilter });
  });
}

/** The engine tells of the server's errors in prose of several lines: what the server itself said, or the first line. */
function engineSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /(ERROR|FATAL): .*/.exec(message)?.[0] ?? message.split('\n').find(Boolean) ?? 'no reason was given';
}

function migrationError(url: string, error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const sentence = engineSentence(error);
  const code = /permission denied/i.test(sentence) ? '42501' : errorCode(error);
  return refusalError(url, code) ?? new DatabaseError(`The database can't be migrated: ${sentence}`);
}

/**
 * Applies the migrations that a database lacks, all of them or none: they and the lock are one transaction.
 * @param options.pooled whether a pooler stands before it
 * @throws DatabaseError with one sentence when it can't be reached, does not fit, or was made by a newer Flowkeep
 */
export async function migrateDatabase({
  url,
  pooled = false,
  log,
}: {
  url: string;
  pooled?: boolean;
  log: (message: string) => void;
}): Promise<void> {
  const files = await migrationFiles();
  let client: pg.Client | undefined;
  try {
    client = await connect(url, log);
    await refuseUnfitDatabase(client, { url, pooled });
    await beginLocked(client);
    const applied = await appliedMigrations(client);
    refuseNewerData(applied, files);
    warnOfChanges(applied, files, log);
    const missing = files.filter(({ name }) => !applied.some((one) => one.name === name && one.finished));
    if (missing.length > 0) {
      log(`migrating the database: ${missing.map(({ name }) => name).join(', ')}`);
      await apply(client, applied, files);
    }
    await client.query('COMMIT');
  } catch (error) {
    throw migrationError(url, error);
  } finally {
    await client?.end();
  }
}
