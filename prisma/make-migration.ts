/**
 * For developers: `node prisma/make-migration.ts NAME` writes the migration from the schema as committed to the
 * schema as it stands (the first one from nothing). Read it before it is committed, and add what Prisma can't say.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from './embedded.ts';
import { withMigrationEngine } from './migration-engine.ts';
import { migrationFiles, noFilter } from './migration-files.ts';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name))
  throw new Error('Give the migration a name of small letters, digits and _.');

const path = join(import.meta.dirname, 'schema.prisma');
const datamodel = (content: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path, content }] });
const committed = () => execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { encoding: 'utf8' });

async function difference(url: string): Promise<string> {
  // The comparison is between two texts; the engine asks the server only for its version.
  const to = datamodel(await readFile(path, 'utf8'));
  const from = (await migrationFiles()).length > 0 ? datamodel(committed()) : { tag: 'empty' as const };
  const { stdout } = await withMigrationEngine(url, (engine) =>
    engine.diff({ from, to, script: true, exitCode: null, filters: noFilter }),
  );
  return stdout ?? '';
}

const dataDir = await mkdtemp(join(tmpdir(), 'flowkeep-migration-'));
const server = await startEmbeddedDatabase({ dataDir, log: console.error });
const sql = await difference(server.url).finally(() => server.stop());
await rm(dataDir, { recursive: true });
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join(import.meta.dirname, 'migrations', `${stamp}_${name}`);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'migration.sql'), sql);
console.log(folder);
