/** The database of this Flowkeep: the operator's own, or the embedded one; migrated either way. */
import { startEmbeddedDatabase } from './embedded.ts';
import { migrateDatabase } from './migrate.ts';
import { isPooled } from './pooler.ts';

export interface OpenedDatabase {
  url: string;
  embedded: boolean;
  /** Whether a pooler stands before it that refuses settings of a session. */
  pooled: boolean;
  stop(): Promise<void>;
}

/** @throws DatabaseError with one sentence */
export async function openDatabase(options: {
  databaseUrl?: string;
  dataDir: string;
  log: (message: string) => void;
}): Promise<OpenedDatabase> {
  const { databaseUrl, dataDir, log } = options;
  const base = databaseUrl
    ? { url: databaseUrl, stop: async () => undefined }
    : await startEmbeddedDatabase({ dataDir, log });
  try {
    const pooled = databaseUrl ? await isPooled(base.url) : false;
    await migrateDatabase({ url: base.url, pooled, log });
    return { ...base, embedded: !databaseUrl, pooled };
  } catch (error) {
    await base.stop();
    throw error;
  }
}
