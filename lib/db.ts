/** The one Prisma client of this process. Only files named store or query, and the vault's key table, use it. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../prisma/generated/client.ts';
import { isDatabaseAway } from './database-errors.ts';
import { type DatabaseAddress, poolSettings } from './db-session.ts';
import { environment } from './env.ts';
import { requestScope } from './request-scope.ts';
import { tryTwice } from './retry.ts';

/** Connections per instance; requests beyond wait up to `connectionTimeoutMillis`, then fail with 503. */
const poolSize = 10;

/** Reads that no transaction holds may be tried again, whatever broke them off; anything else might happen twice. */
function readTwice(pool: pg.Pool): pg.Pool {
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const onlyReads = /^\s*SELECT\b(?!.*\bFOR\s+(?:NO\s+KEY\s+|KEY\s+)?(?:UPDATE|SHARE)\b)/is;
  const patient = async (config: pg.QueryConfig) => {
    try {
      return await (onlyReads.test(config.text) ? tryTwice(() => query(config)) : query(config));
    } catch (error) {
      const scope = requestScope.getStore();
      if (scope && isDatabaseAway(error)) scope.databaseAway = true;
      throw error;
    }
  };
  return Object.assign(pool, { query: patient });
}

function connect(address: DatabaseAddress) {
  const pool = new pg.Pool({
    ...poolSettings(address),
    max: poolSize,
    application_name: 'flowkeep',
  });
  const adapter = new PrismaPg(readTwice(pool), { disposeExternalPool: true });
  // A row that is passed to a client component goes into the page with every column, used or not (measured on Next
  // 16.4): these have to be asked for by name.
  return new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 5_000, timeout: 10_000 },
    omit: {
      person: { passwordHash: true },
      sealedSecret: { envelope: true },
      vaultSecret: { envelope: true },
      repeatableRequest: { envelope: true },
    },
  });
}

export type Database = ReturnType<typeof connect>;
/** What a statement inside or outside a transaction runs on. */
export type DatabaseClient = Parameters<Parameters<Database['$transaction']>[0]>[0];

// Next's bundle and the scripts that Node runs directly each load this file: the client is shared across both.
const shared = globalThis as typeof globalThis & { flowkeepDatabase?: Database };

/** @throws Error when the database's address is not known yet, which is a mistake in the order of the start. */
export function database(): Database {
  if (!shared.flowkeepDatabase) {
    const { databaseUrl, databasePooled } = environment();
    if (!databaseUrl) throw new Error('The database was asked for before it was started.');
    shared.flowkeepDatabase = connect({ databaseUrl, pooled: databasePooled });
  }
  return shared.flowkeepDatabase;
}

/** Closes the connections of this process. */
export async function closeDatabase(): Promise<void> {
  await shared.flowkeepDatabase?.$disconnect();
  delete shared.flowkeepDatabase;
}
