/** For tests of this room: a fresh database with keys, and rows made the way the product makes them. */
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { createTestDatabase } from '../../prisma/test-database.ts';
import type { Actor, Caller } from '../access/actor.ts';
import { sha256 } from '../access/random.ts';
import { startSession } from '../access/sign-in/session-store.ts';
import { closeDatabase, database } from '../db.ts';
import { completeEnvironment } from '../env.ts';
import { nameKey } from '../name/key.ts';
import { Secret } from '../vault/secret.ts';
import { matchKeysWithData } from './sealed/key-table.ts';
import { lastFour, sealSecrets, tokenFingerprint } from './sealed/sealing.ts';

export const reader: Actor = {
  kind: 'api_key',
  id: uuidv7(),
  name: 'tests',
  scopes: ['manage'],
  credentialIds: 'all',
};

/** An admin who is really there and signed in, as changes ask for their rights anew. */
export async function adminCaller(): Promise<Caller> {
  const id = uuidv7();
  const [name, email, role] = ['Ada', `${id}@example.com`, 'admin'] as const;
  await database().person.create({ data: { id, name, email, role, passwordHash: 'none' } });
  const sessionIdHash = sha256(await startSession(id));
  const actor = { kind: 'person', id, name, email, role, sessionIdHash } as const;
  return { actor, requestId: null, address: null };
}

/** An entry of VAULT_KEYS with random bytes. */
export function randomKey(id: string): string {
  return `${id}:${randomBytes(32).toString('base64')}`;
}

const shared = globalThis as Record<string, unknown>;

/** Loads other keys, as a new start with another VAULT_KEYS would. */
export async function loadKeys(...entries: string[]): Promise<void> {
  delete shared.flowkeepKeyRing;
  delete shared.flowkeepFingerprintKey;
  completeEnvironment({ VAULT_KEYS: entries.join(',') });
  await matchKeysWithData();
}

/** A migrated, empty database for this test file. @returns what removes it */
export async function freshDatabase(): Promise<() => Promise<void>> {
  const { url, drop } = await createTestDatabase();
  completeEnvironment({ DATABASE_URL: url });
  return async () => {
    await closeDatabase();
    await drop();
  };
}

/** Stores a credential without asking Graph. */
export async function storeCredential(
  changes: { name?: string; verdict?: 'valid' | 'invalid' | 'unchecked'; usableUntil?: Date | null } = {},
): Promise<string> {
  const id = uuidv7();
  const token = new Secret(`EAA${randomBytes(40).toString('hex')}`);
  const name = changes.name ?? `Credential ${id}`;
  const { verdict = 'valid', usableUntil = null } = changes;
  await database().credential.create({
    data: {
      id,
      connector: 'whatsapp-flows',
      name,
      nameKey: nameKey(name),
      wabaId: '104996122399160',
      apiVersion: 'v26.0',
      verdict,
      reason: 'ok',
      usableUntil,
      tokenLastFour: lastFour(token),
      tokenFingerprint: await tokenFingerprint(token),
      tokenSetByName: 'tests',
      tokenSetAt: new Date(),
      createdByName: 'tests',
    },
  });
  await database().sealedSecret.createMany({ data: await sealSecrets(id, 1, { token, appSecret: null }) });
  return id;
}
