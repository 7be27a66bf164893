/** Flowkeep's own API keys: 256 random bits behind their prefix, shown once, kept as a hash. */
import { v7 as uuidv7 } from 'uuid';
import { Prisma } from '../../../prisma/generated/client.ts';
import { type ApiKeyScope, apiKeyPrefix } from '../../api-key.ts';
import type { AuditCaller, AuditEvent } from '../../audit/event.ts';
import { appendAuditEvent } from '../../audit/store.ts';
import { type DatabaseClient, database } from '../../db.ts';
import type { ApiKeyActor } from '../actor.ts';
import { EndedKeyProblem, endOfKey } from '../ended-key.ts';
import { activeKeys, type KeyEnd, systemClock } from '../key-state.ts';
import { randomId, sha256 } from '../random.ts';

export interface NewApiKey {
  name: string;
  scopes: ApiKeyScope[];
  credentialIds: ApiKeyActor['credentialIds'];
  expiresAt: Date | null;
}

/**
 * Makes a key and stores its hash with the event that tells of it, in the caller's transaction.
 * @returns its id and the key itself, which can't be shown again
 */
export async function insertApiKey(
  client: DatabaseClient,
  by: AuditCaller,
  input: NewApiKey,
): Promise<{ id: string; key: string }> {
  const id = uuidv7();
  const key = `${apiKeyPrefix}${randomId()}`;
  const { name, scopes, credentialIds, expiresAt } = input;
  const listed = credentialIds === 'all' ? null : [...new Set(credentialIds)].sort();
  await client.apiKey.create({
    data: {
      id,
      name,
      scopes,
      expiresAt,
      reach: listed ? 'listed' : 'all',
      keyHash: sha256(key),
      lastFour: key.slice(-4),
      createdById: by.actor.kind === 'person' ? by.actor.id : null,
      createdByName: by.actor.name,
    },
  });
  await client.apiKeyCredential.createMany({
    data: (listed ?? []).map((credentialId) => ({ keyId: id, credentialId })),
  });
  await appendAuditEvent(client, by, {
    action: 'api_key.created',
    outcome: 'done',
    target: { kind: 'api_key', id, name },
    details: { scopes, credentialIds: listed, expiresAt: expiresAt?.toISOString() ?? null },
  });
  return { id, key };
}

/** Ends the keys of a person that open something. @returns the events that tell of it, for the caller to append */
export async function endKeysOf(client: DatabaseClient, personId: string): Promise<AuditEvent[]> {
  const now = systemClock();
  const ended = await client.apiKey.updateManyAndReturn({
    where: { createdById: personId, ...activeKeys(now) },
    data: { revokedAt: now },
    select: { id: true, name: true },
  });
  return ended.map(({ id, name }) => ({
    action: 'api_key.revoked',
    outcome: 'done',
    target: { kind: 'api_key', id, name },
    details: {},
  }));
}

/** How stale `last_used_at` may get, in milliseconds. */
const usedEveryMs = 60_000;

/** What of a key's row decides who acts. */
export interface ApiKeyRow extends KeyEnd {
  id: string;
  name: string;
  scopes: ApiKeyActor['scopes'];
  reach: 'all' | 'listed';
  credentialIds: string[];
}

/** The columns of an `ApiKeyRow`, for a statement that reads `api_key k`: the one place where a key's reach is read. */
export const apiKeyColumns = Prisma.sql`
  k.id, k.name, k.scopes::text[] AS scopes, k.reach::text AS reach,
  ARRAY(SELECT l.credential_id FROM api_key_credential l WHERE l.key_id = k.id) AS "credentialIds",
  k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt"`;

/** @returns the actor of a key's row, or the problem of one that was revoked or is past its end */
export function actorOfKey(row: ApiKeyRow, now: Date): ApiKeyActor | EndedKeyProblem {
  const ended = endOfKey(row, now);
  if (ended) return ended;
  return {
    kind: 'api_key',
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    credentialIds: row.reach === 'all' ? 'all' : row.credentialIds,
  };
}

/** @returns the actor behind a key; null if it is unknown. @throws Problem `key_revoked` or `key_expired` */
export async function readApiKey(key: string, clock = systemClock): Promise<ApiKeyActor | null> {
  if (!key.startsWith(apiKeyPrefix) || key.length > 100) return null;
  const [row] = await database().$queryRaw<(ApiKeyRow & { lastUsedAt: Date | null })[]>`
    SELECT ${apiKeyColumns}, k.last_used_at AS "lastUsedAt" FROM api_key k WHERE k.key_hash = ${sha256(key)}`;
  const now = clock();
  if (!row) return null;
  const actor = actorOfKey(row, now);
  if (actor instanceof EndedKeyProblem) throw actor;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > usedEveryMs) {
    await database().apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return actor;
}
