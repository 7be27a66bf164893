/** Prisma's own migration engine, as the WebAssembly that npm brings: no download, the history `prisma migrate` reads. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type * as Glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

type Engine = typeof SchemaEngine;

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

/** The product's driver, but for scripts: the driver's own way cuts them at every semicolon. */
class ScriptedPg extends PrismaPg {
  readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super(pool);
    this.pool = pool;
  }

  override async connect() {
    const adapter = await super.connect();
    // Sent whole, a script is one transaction of the server's: it takes effect altogether or not at all.
    adapter.executeScript = async (script) => {
      await this.pool.query(script);
    };
    return adapter;
  }
}

/** Lends the engine, talking to a database, to a piece of work. */
export async function withMigrationEngine<T>(
  url: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  const Engine = await loaded;
  const pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'flowkeep migration' });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new ScriptedPg(pool));
    const engine = await Engine.new({ datamodels: undefined }, () => undefined, adapter);
    return await work(engine).finally(() => engine.free());
  } finally {
    await pool.end();
  }
}
