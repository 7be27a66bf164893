/**
 * The start-up rules of the sealing keys: the database remembers which keys it has needed, and a start without
 * them, or with a wrong one, is refused before anything is written.
 */
import { randomBytes } from 'node:crypto';
import { type Database, type DatabaseClient, database } from '../../db.ts';
import { inTransaction } from '../../transaction.ts';
import { serverBinding } from '../../vault/binding.ts';
import { sealText } from '../../vault/envelope.ts';
import { sealCheck, verifyCheck } from '../../vault/key-check.ts';
import { type KeyRing, KeyRingError } from '../../vault/key-ring.ts';
import { Secret } from '../../vault/secret.ts';
import { keyRing } from './key-ring.ts';
import { fingerprintKeyName } from './sealing.ts';

/** The keys that are loaded do not fit the data: one sentence for the operator. */
export class KeyTableError extends Error {
  override name = 'KeyTableError';
}

const backupAdvice = 'Put the keys back from your backup; Flowkeep never makes new keys over existing data.';

/** The ids of the keys without which something stored can't be opened. */
async function neededKeyIds(client: Database | DatabaseClient): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT key_id AS id FROM sealed_secret
    UNION SELECT key_id FROM vault_secret
    UNION SELECT id FROM vault_key WHERE state = 'active'
    ORDER BY id`;
  return rows.map((row) => row.id);
}

/** Whether a key may be made: only when nothing was ever sealed and no key was ever known. */
export async function isVirgin(): Promise<boolean> {
  const db = database();
  const known = await db.vaultKey.findFirst({ select: { id: true } });
  return known === null && (await neededKeyIds(db)).length === 0;
}

/** What to tell of keys that can't be loaded: with the names of those that the data can't be opened without. */
export async function keysMissing(reason: string): Promise<KeyTableError> {
  const ids = await neededKeyIds(database());
  const needed = ids.length > 0 ? ` This data needs ${ids.join(', ')}. ${backupAdvice}` : '';
  return new KeyTableError(`The sealing keys are missing: ${reason}${needed}`);
}

/** @throws KeyRingError, or KeyTableError when the data needs keys that the error keeps away */
async function loadedRing(): Promise<KeyRing> {
  try {
    return await keyRing();
  } catch (error) {
    const ids = error instanceof KeyRingError ? await neededKeyIds(database()) : [];
    if (!(error instanceof Error) || ids.length === 0) throw error;
    throw new KeyTableError(`${error.message} This data needs the sealing keys ${ids.join(', ')}.`);
  }
}

async function refuseMissing(client: DatabaseClient, ring: KeyRing): Promise<void> {
  const missing = (await neededKeyIds(client)).filter((id) => !ring.get(id));
  if (missing.length === 0) return;
  throw new KeyTableError(
    `Sealing keys that this data needs are not loaded: ${missing.join(', ')}. ${backupAdvice}`,
  );
}

/** Every loaded key that the table knows must open its check value; new ones are added as openers. */
async function matchKeys(client: DatabaseClient, ring: KeyRing): Promise<void> {
  const rows = new Map((await client.vaultKey.findMany()).map((row) => [row.id, row]));
  for (const id of ring.ids) {
    const key = ring.get(id);
    const row = rows.get(id);
    if (!key) continue;
    if (row?.state === 'destroyed') {
      throw new KeyTableError(
        `The sealing key ${id} was retired for good. Remove it, and give a new key a new name.`,
      );
    }
    if (row && !(await verifyCheck(key, row.check))) {
      throw new KeyTableError(`The sealing key ${id} is not the one that sealed this data. ${backupAdvice}`);
    }
    if (!row) await client.vaultKey.create({ data: { id, state: 'opens', check: await sealCheck(key) } });
  }
}

async function activate(client: DatabaseClient, activeId: string): Promise<void> {
  const active = await client.vaultKey.findFirst({ where: { state: 'active' } });
  if (active?.id === activeId) return;
  await client.vaultKey.updateMany({ where: { state: 'active' }, data: { state: 'opens' } });
  await client.vaultKey.update({ where: { id: activeId }, data: { state: 'active' } });
}

async function ensureFingerprintKey(client: DatabaseClient, ring: KeyRing): Promise<void> {
  const name = fingerprintKeyName;
  if (await client.vaultSecret.findUnique({ where: { name }, select: { name: true } })) return;
  const key = new Secret(randomBytes(32).toString('base64'));
  await client.vaultSecret.create({ data: { name, ...(await sealText(ring, key, serverBinding(name))) } });
}

/**
 * Checks the loaded keys against the data, in one transaction that other instances wait for.
 * @throws KeyTableError with one sentence that names the keys, or KeyRingError where no data needs any yet
 */
export async function matchKeysWithData(): Promise<void> {
  const ring = await loadedRing();
  await inTransaction(async (client) => {
    await client.$executeRaw`LOCK TABLE vault_key IN SHARE ROW EXCLUSIVE MODE`;
    await refuseMissing(client, ring);
    await matchKeys(client, ring);
    await activate(client, ring.active.id);
    await ensureFingerprintKey(client, ring);
  });
}
