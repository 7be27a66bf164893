/**
 * For developers: `node prisma/make-migration.ts NAME` writes the migration from what the migrations make to what
 * schema.prisma says. Read it before it is committed, and add what Prisma can't say.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from './embedded.ts';
import { schemaDifference } from './schema-difference.ts';

async function difference(): Promise<string | null> {
  const dataDir = await mkdtemp(join(tmpdir(), 'flowkeep-migration-'));
  const schema = await readFile(join(import.meta.dirname, 'schema.prisma'), 'utf8');
  try {
    const server = await startEmbeddedDatabase({ dataDir, log: () => undefined });
    return await schemaDifference(server.url, schema).finally(() => server.stop());
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function main(name = ''): Promise<void> {
  if (!/^[a-z0-9_]+$/.test(name))
    throw new Error('Give the migration a name of small letters, digits and _.');
  const sql = await difference();
  if (sql === null) return console.log('The migrations make exactly what schema.prisma says.');
  const migrations = join(import.meta.dirname, 'migrations');
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(migrations, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n');
  await writeFile(join(folder, 'migration.sql'), sql);
  console.log(folder);
}

await main(process.argv[2]);
