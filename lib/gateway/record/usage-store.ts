/** Writing uses: the events, and when each thing was last used, in one statement. */
import { auditInsert } from '../../audit/store.ts';
import { type Database, type DatabaseClient, database } from '../../db.ts';
import { inTransaction } from '../../transaction.ts';
import { auditEntryOf, type Use } from './use.ts';

/** The latest time of each id, as two lists. */
function latest(uses: readonly Use[], idOf: (use: Use) => string | null): { ids: string[]; times: string[] } {
  const byId = new Map<string, string>();
  for (const use of uses) {
    const [id, at] = [idOf(use), use.began.toISOString()];
    // They come in the order in which they ended.
    if (id && at > (byId.get(id) ?? '')) byId.set(id, at);
  }
  return { ids: [...byId.keys()], times: [...byId.values()] };
}

/**
 * Writes a batch of uses. Rows that somebody is changing are passed over, so that no use waits for a person's
 * transaction, nor the other way round; their next use tells. A refused use is one of the key, not of the credential.
 */
export async function writeUses(
  uses: readonly Use[],
  client: Database | DatabaseClient = database(),
): Promise<void> {
  const keys = latest(uses, ({ actor }) => (actor.kind === 'api_key' ? actor.id : null));
  const credentials = latest(uses, ({ sent, credential }) => (sent ? (credential?.id ?? null) : null));
  const resources = latest(uses, ({ sent, details }) => (sent ? details.resourceId : null));
  await client.$executeRaw`
    WITH
      free_key AS MATERIALIZED (
        SELECT id FROM api_key WHERE id = ANY(${keys.ids}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED),
      free_credential AS MATERIALIZED (
        SELECT id FROM credential WHERE id = ANY(${credentials.ids}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED),
      free_resource AS MATERIALIZED (
        SELECT id FROM data_resource WHERE id = ANY(${resources.ids}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED),
      used_key AS (
        UPDATE api_key k SET last_used_at = u.at
        FROM free_key f JOIN unnest(${keys.ids}::uuid[], ${keys.times}::timestamptz[]) AS u(id, at) ON u.id = f.id
        WHERE k.id = f.id AND (k.last_used_at IS NULL OR k.last_used_at < u.at)),
      used_credential AS (
        UPDATE credential c SET last_used_at = u.at
        FROM free_credential f
        JOIN unnest(${credentials.ids}::uuid[], ${credentials.times}::timestamptz[]) AS u(id, at) ON u.id = f.id
        WHERE c.id = f.id AND (c.last_used_at IS NULL OR c.last_used_at < u.at)),
      used_resource AS (
        UPDATE data_resource r SET last_used_at = u.at
        FROM free_resource f
        JOIN unnest(${resources.ids}::uuid[], ${resources.times}::timestamptz[]) AS u(id, at) ON u.id = f.id
        WHERE r.id = f.id AND (r.last_used_at IS NULL OR r.last_used_at < u.at))
    ${auditInsert(uses.map(auditEntryOf))}`;
}

class TakenBackError extends Error {}

/** Writes uses and takes them back, to see whether they could be written now. */
export async function tryUses(uses: readonly Use[]): Promise<void> {
  try {
    await inTransaction(async (client) => {
      await writeUses(uses, client);
      throw new TakenBackError();
    });
  } catch (error) {
    if (!(error instanceof TakenBackError)) throw error;
  }
}
