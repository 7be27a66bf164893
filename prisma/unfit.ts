/** Databases that Flowkeep could start on, and would then fail on: refused at the start, each with one sentence. */
import type { Client } from 'pg';
import { DatabaseError, errorCode, refusalError } from './database-error.ts';

const oldestServer = 140_000;

interface Facts {
  version: number;
  readOnly: boolean;
  encoding: string;
  /** Whether letters beyond ASCII have their capitals: not so under LC_CTYPE C. */
  knowsLetters: boolean;
  schema: string | null;
  isolation: string;
}

async function factsOf(client: Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(
    `SELECT current_setting('server_version_num')::int AS version,
            current_setting('transaction_read_only') = 'on' AS "readOnly",
            current_setting('server_encoding') AS encoding,
            upper(chr(228)) <> chr(228) AS "knowsLetters",
            current_schema() AS schema,
            current_setting('default_transaction_isolation') AS isolation`,
  );
  return rows[0] as Facts;
}

/** What does not fit, and the way out; null when all does. */
function misfit(facts: Facts, { url, pooled }: { url: string; pooled: boolean }): string | null {
  if (facts.version < oldestServer) {
    return `is PostgreSQL ${Math.floor(facts.version / 10_000)}; Flowkeep needs PostgreSQL 14 or newer`;
  }
  if (facts.encoding !== 'UTF8') {
    return `has the encoding ${facts.encoding}; make one with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`;
  }
  if (!facts.knowsLetters) {
    return "knows no letters beyond ASCII, so that searches would miss names (its LC_CTYPE is C); make one with CREATE DATABASE … LC_CTYPE 'C.UTF-8' TEMPLATE template0";
  }
  const schema = new URL(url).searchParams.get('schema') ?? facts.schema;
  if (schema !== 'public') {
    return `would keep Flowkeep's tables in the schema ${schema ?? '(none)'}, and they belong in public; take ?schema= out of DATABASE_URL, or run ALTER ROLE … SET search_path = public`;
  }
  // Without a pooler each session is told (lib/db-session.ts).
  if (pooled && facts.isolation !== 'read committed') {
    return `begins transactions as ${facts.isolation}, and behind a pooler Flowkeep can't change that; run ALTER DATABASE … SET default_transaction_isolation = 'read committed'`;
  }
  return null;
}

/**
 * pgpool-II answers its own questions itself (tried with 4.3.5). With load balancing, its default, it may send a read to
 * a standby that has not got what was written a moment before.
 */
async function refuseSpreadReads(client: Client): Promise<void> {
  try {
    await client.query('SHOW pool_version');
  } catch (error) {
    // PostgreSQL, and other poolers before it, know no such setting.
    if (errorCode(error) === '42704') return;
    throw error;
  }
  const { rows } = await client.query<{ load_balance_mode: string }>('PGPOOL SHOW load_balance_mode');
  if (rows[0]?.load_balance_mode === 'off') return;
  throw new DatabaseError(
    'DATABASE_URL leads to pgpool-II with load balancing, by which Flowkeep might not read back what it has just written. Set load_balance_mode = off there, or name the server that writes.',
  );
}

/** @throws DatabaseError */
export async function refuseUnfitDatabase(
  client: Client,
  address: { url: string; pooled: boolean },
): Promise<void> {
  await refuseSpreadReads(client);
  const facts = await factsOf(client);
  const what = misfit(facts, address);
  if (what) throw new DatabaseError(`The database ${what}.`);
  const refusal = facts.readOnly ? refusalError(address.url, '25006') : null;
  if (refusal) throw refusal;
}
