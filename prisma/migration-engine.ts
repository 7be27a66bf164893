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
function letCharactersPass(result: pg.QueryResult | pg.QueryResult[]) {
  const [character, characterArray] = [18, 1002];
  for (const field of [result].flat().flatMap(({ fields }) => fields)) {
    if (field.dataTypeID === character) field.dataTypeID = characterArray;
  }
  return result;
}

/** A pool, as the driver wants one, whose only connection is the one that holds the lock. */
function poolOf(client: pg.Client): pg.Pool {
  const query = client.query.bind(client) as (
    ...args: unknown[]
  ) => Promise<pg.QueryResult | pg.QueryResult[]>;
  return Object.assign(new pg.Pool({ max: 1 }), {
    query: async (...args: unknown[]) => letCharactersPass(await query(...args)),
  });
}

function asCharacters(result: SqlResultSet): SqlResultSet {
  const { Character, CharacterArray } = ColumnTypeEnum;
  const columnTypes = result.columnTypes.map((type) => (type === CharacterArray ? Character : type));
  return { ...result, columnTypes };
}

/** The product's driver, but for scripts, which the driver's own way cuts at every semicolon, and for locks. */
class MigrationPg extends PrismaPg {
  readonly client: pg.Client;
  /** What the first script to fail failed with: the engine goes on asking, and then hears of nothing else. */
  failure: unknown;

  constructor(client: pg.Client) {
    super(poolOf(client));
    this.client = client;
  }

  override async connect() {
    const adapter = await super.connect();
    const executeRaw = adapter.executeRaw.bind(adapter);
    adapter.executeRaw = async (query) => (isEngineLock(query) ? 0 : executeRaw(query));
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => asCharacters(await queryRaw(query));
    adapter.executeScript = async (script) => {
      try {
        await this.client.query(script);
      } catch (error) {
        this.failure ??= error;
        throw error;
      }
    };
    return adapter;
  }

  /** Where the engine replays the migrations to compare: the database itself, which is empty then. */
  override connectToShadowDb() {
    return this.connect();
  }
}

/**
 * Lends the engine, talking through one connection, to a piece of work. The work holds `engineLock` if it changes
 * anything. A timer of the engine's keeps the process up for ten seconds more, unless it exits by itself.
 * @param client what the engine does is part of the transaction that is open on it: a pooler has no second connection
 * to give while it waits for this one
 * @throws what the first script that failed failed with
 */
export async function withMigrationEngine<T>(
  client: pg.Client,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  const Engine = await loaded;
  const driver = new MigrationPg(client);
  const engine = await Engine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(driver),
  );
  try {
    return await work(engine);
  } catch (error) {
    throw driver.failure ?? error;
  } finally {
    engine.free();
  }
}
