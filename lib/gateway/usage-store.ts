/** Writing uses: when each thing was last used, and the events, in one transaction. */
import { appendAuditEvents } from '../audit/store.ts';
import { database } from '../db.ts';
import { toldOf, type Use } from './use.ts';

/** The latest time of each id, as two lists. */
function latest(uses: readonly Use[], idOf: (use: Use) => string | null): { ids: string[]; times: string[] } {
  const byId = new Map<string, string>();
  for (const use of uses) {
    const id = idOf(use);
    if (id) byId.set(id, use.began.toISOString());
  }
  return { ids: [...byId.keys()], times: [...byId.values()] };
}

/**
 * Writes a batch of uses. Rows that somebody is changing are passed over, so that no use waits for a person's
 * transaction; their next use tells. A refused use is one of the key, not of the credential.
 */
export async function writeUses(uses: readonly Use[]): Promise<void> {
  const db = database();
  const keys = latest(uses, ({ actor }) => actor.id);
  const credentials = latest(uses, ({ sent, credential }) => (sent ? (credential?.id ?? null) : null));
  const resources = latest(uses, ({ sent, details }) => (sent ? details.resourceId : null));
  const lastUsed = [
    db.$executeRaw`
      UPDATE api_key SET last_used_at = u.at
      FROM unnest(${keys.ids}::uuid[], ${keys.times}::timestamptz[]) AS u(id, at)
      WHERE api_key.id IN (SELECT k.id FROM api_key k WHERE k.id = ANY(${keys.ids}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)
        AND api_key.id = u.id AND (last_used_at IS NULL OR last_used_at < u.at)`,
    db.$executeRaw`
      UPDATE credential SET last_used_at = u.at
      FROM unnest(${credentials.ids}::uuid[], ${credentials.times}::timestamptz[]) AS u(id, at)
      WHERE credential.id IN (SELECT c.id FROM credential c WHERE c.id = ANY(${credentials.ids}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)
        AND credential.id = u.id AND (last_used_at IS NULL OR last_used_at < u.at)`,
    db.$executeRaw`
      UPDATE data_resource SET last_used_at = u.at
      FROM unnest(${resources.ids}::uuid[], ${resources.times}::timestamptz[]) AS u(id, at)
      WHERE data_resource.id IN (SELECT r.id FROM data_resource r WHERE r.id = ANY(${resources.ids}::uuid[]) FOR NO KEY UPDATE SKIP LOCKED)
        AND data_resource.id = u.id AND (last_used_at IS NULL OR last_used_at < u.at)`,
  ];
  await db.$transaction([...lastUsed, appendAuditEvents(db, uses.map(toldOf))]);
}
