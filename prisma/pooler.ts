/** Whether what DATABASE_URL names is PostgreSQL itself, or a pooler that hands its sessions round. */
import pg from 'pg';

/**
 * A pooler refuses settings of a session at the start of one (PgBouncer 1.18: "unsupported startup parameter"); one that
 * takes and drops them, or whatever else goes wrong here, counts as PostgreSQL, and what follows tells what is wrong.
 */
export async function isPooled(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    statement_timeout: 10_000,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return false;
  } catch (error) {
    return error instanceof Error && /unsupported startup parameter/i.test(error.message);
  } finally {
    await client.end().catch(() => undefined);
  }
}
