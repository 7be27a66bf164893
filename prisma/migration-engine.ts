/** Prisma's own migration engine, as the WebAssembly that npm brings: no download, the history `prisma migrate` reads. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type * as Glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

type Engine = typeof SchemaEngine;

/** The number of the advisory lock that every Prisma takes to migrate, the command-line tool too. */
export const engineLock = 72_707_369;
/** What the engine's connections are called in pg_stat_activity. */
export const engineName = 'flowkeep migration';

let loaded: Promise<Engine> | undefined;

async function load(): Promise<Engine> {
  const require = createRequire(import.meta.url);
  const gluePath = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = (await import(gluePath)) as typeof Glue & { __wbg_set_wasm(exports: unknown): void };
  const bytes = await readFile(gluePath.replace(/\.js$/, '.wasm'));
  // The engine reports its panics here.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: () => undefined } });
  const imports = { './schema_engine_bg.js': glue } as unknown as WebAssembly.Imports;
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue.SchemaEngine;
}

/** The lock that the engine takes by itself belongs to a session, and a pooler hands sessions to others. */
const isEngineLock = ({ sql }: SqlQuery) => sql.startsWith('SELECT pg_advisory_lock(');

/**
 * The driver has no name for the catalog's type "char", which the engine reads. Its results pass the driver as arrays
 * of that type, for which it has one, and `asCharacters` names them rightly.
 */
function letCharactersPass(pool: pg.Pool): void {
  const [character, characterArray] = [18, 1002];
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult | pg.QueryResult[]>;
  const passed = async (...args: unknown[]) => {
    const result = await query(...args);
    for (const field of [result].flat().flatMap(({ fields }) => fields)) {
      if (field.dataTypeID === character) field.dataTypeID = characterArray;
    }
    return result;
  };
  Object.assign(pool, { query: passed });
}

function asCharacters(result: SqlResultSet): SqlResultSet {
  const { Character, CharacterArray } = ColumnTypeEnum;
  const columnTypes = result.columnTypes.map((type) => (type === CharacterArray ? Character : type));
  return { ...result, columnTypes };
}

/** The product's driver, but for scripts, which the driver's own way cuts at every semicolon, and for locks. */
class MigrationPg extends PrismaPg {
  readonly pool: pg.Pool;
  readonly afterScript: string;

  constructor(pool: pg.Pool, afterScript: string) {
    super(pool);
    this.pool = pool;
    this.afterScript = afterScript;
  }

  override async connect() {
    const adapter = await super.connect();
    const executeRaw = adapter.executeRaw.bind(adapter);
    adapter.executeRaw = async (query) => (isEngineLock(query) ? 0 : executeRaw(query));
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => asCharacters(await queryRaw(query));
    // Sent whole, a script is one transaction of the server's: it takes effect altogether or not at all.
    adapter.executeScript = async (script) => {
      await this.pool.query(`${script}\n${this.afterScript}`);
    };
    return adapter;
  }

  /** Where the engine replays the migrations to compare: the database itself, which is empty then. */
  override connectToShadowDb() {
    return this.connect();
  }
}

/**
 * Lends the engine, talking to a database, to a piece of work. The work holds `engineLock` if it changes anything.
 * A timer of the engine's keeps the process up for ten seconds more, unless it exits by itself.
 * @param options.afterScript SQL that joins the transaction of every script the engine runs
 * @param options.log gets what scripts say of themselves (RAISE NOTICE)
 */
export async function withMigrationEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
  { afterScript = '', log = (_message: string) => {} } = {},
): Promise<T> {
  loaded ??= load();
  const Engine = await loaded;
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    connectionTimeoutMillis: 10_000,
    application_name: engineName,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('notice', ({ message }) => log(message ?? '')));
  letCharactersPass(pool);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new MigrationPg(pool, afterScript));
    const engine = await Engine.new({ datamodels: undefined }, () => undefined, adapter);
    return await work(engine).finally(() => engine.free());
  } finally {
    await pool.end();
  }
}
