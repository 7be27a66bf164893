/** What schema.prisma has that the migrations do not make. */
import pg from 'pg';
import { withMigrationEngine } from './migration-engine.ts';
import { migrationFiles, migrationList, noFilter } from './migration-files.ts';

/**
 * Replays the migrations and compares what they make with the schema. What Prisma can't say (functions, triggers,
 * checks) is no difference.
 * @param scratchUrl an empty database, which has all tables afterwards
 * @param schema the text of schema.prisma
 * @returns the SQL that is missing, or null
 */
export async function schemaDifference(scratchUrl: string, schema: string): Promise<string | null> {
  const list = migrationList(await migrationFiles());
  const client = new pg.Client({ connectionString: scratchUrl });
  await client.connect();
  try {
    const { exitCode, stdout } = await withMigrationEngine(client, (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...list },
        to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
        script: true,
        exitCode: true,
        filters: noFilter,
      }),
    );
    return exitCode === 0 ? null : (stdout ?? '');
  } finally {
    await client.end();
  }
}
