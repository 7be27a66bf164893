/** Flowkeep's own API keys: 256 random bits behind `fk_`, shown once, kept as a hash. */
import { v7 as uuidv7 } from 'uuid';
import type { AuditCaller } from '../audit/event.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { database } from '../db.ts';
import type { ApiKeyActor } from './actor.ts';
import { apiKeyPrefix, randomId, sha256 } from './random.ts';

export interface NewApiKey {
  name: string;
  scopes: ('manage' | 'use')[];
  credentialIds: string[];
  expiresAt: Date | null;
}

/** Makes a key. @returns its id and the key itself, which can't be shown again. */
export async function createApiKey(by: AuditCaller, input: NewApiKey): Promise<{ id: string; key: string }> {
  const id = uuidv7();
  const key = `${apiKeyPrefix}${randomId()}`;
  const db = database();
  await db.$transaction([
    db.apiKey.create({
      data: { id, ...input, keyHash: sha256(key), lastFour: key.slice(-4), createdByName: by.actor.name },
    }),
    appendAuditEvent(db, by, {
      action: 'api_key.created',
      outcome: 'done',
      target: { kind: 'api_key', id, name: input.name },
      details: { scopes: input.scopes },
    }),
  ]);
  return { id, key };
}

/** How stale `last_used_at` may get, in milliseconds. */
const usedEveryMs = 60_000;

/** @returns the actor behind a key; null if it is unknown, revoked or past its end. */
export async function readApiKey(key: string): Promise<ApiKeyActor | null> {
  if (!key.startsWith(apiKeyPrefix) || key.length > 100) return null;
  const row = await database().apiKey.findUnique({ where: { keyHash: sha256(key) } });
  const now = new Date();
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return null;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > usedEveryMs) {
    await database().apiKey.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return {
    kind: 'api_key',
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    credentialIds: row.credentialIds.length > 0 ? row.credentialIds : null,
  };
}
