import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Caller } from '../access/actor.ts';
import { actorOfKey, readApiKey } from '../access/keys/api-key-store.ts';
import { listApiKeys, makeApiKey } from '../access/keys/api-keys.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import { adminCaller, freshDatabase, loadKeys, randomKey, storeCredential } from './credential-testing.ts';
import { deleteCredential } from './delete.ts';
import { listCredentials } from './look/list.ts';
import { restoreCredential } from './restore.ts';
import { purgeDeletedCredentials } from './sweep/purge-deleted.ts';
import { demandUse, readUses } from './use-store.ts';

let drop: () => Promise<void>;
let admin: Caller;

beforeAll(async () => {
  drop = await freshDatabase();
  await loadKeys(randomKey('k1'));
  admin = await adminCaller();
});
afterAll(() => drop());

const make = (credentialIds?: string[]) =>
  makeApiKey(admin, {
    name: 'confined',
    scopes: ['manage', 'use'],
    ...(credentialIds ? { credentialIds } : {}),
  });

/** Whether a key may use a credential through the gateway, and sees it in the list: two ways of reading its reach. */
async function reached(key: string, credentialId: string): Promise<[used: boolean, seen: boolean]> {
  const actor = await readApiKey(key);
  if (!actor) throw new Error('The key opens nothing.');
  const { items } = await listCredentials(actor, { limit: 100 });
  const [facts] = await readUses([{ key, credentialId, resourceId: null }]);
  let used = false;
  try {
    used = facts != null && !(facts instanceof Problem) && demandUse(facts).id === credentialId;
  } catch {
    // Refused.
  }
  return [used, items.some(({ id }) => id === credentialId)];
}

const reachOf = async (id: string) => (await listApiKeys(admin.actor)).items.find((key) => key.id === id);

describe('a key', () => {
  test('that is confined reaches what is listed; one for all reaches what is to come too', async () => {
    const [one, other] = [await storeCredential(), await storeCredential()];
    const [confined, all] = [await make([one]), await make()];
    expect([confined.reach, all.reach]).toEqual(['listed', 'all']);
    expect(await reached(confined.key, one)).toEqual([true, true]);
    expect(await reached(confined.key, other)).toEqual([false, false]);
    expect(await reached(all.key, await storeCredential())).toEqual([true, true]);
  });

  test('whose list was emptied by whatever hand reaches nothing', async () => {
    const one = await storeCredential();
    const { id, key } = await make([one]);
    await database().apiKeyCredential.deleteMany({ where: { keyId: id } });
    expect(await reached(key, one)).toEqual([false, false]);
    expect(await reachOf(id)).toMatchObject({ reach: 'nothing', credentials: [] });
  });

  test('whose credential was deleted reaches nothing, again with its return, and nothing after it is purged', async () => {
    const [one, other] = [await storeCredential(), await storeCredential()];
    const { id, key } = await make([one]);
    await deleteCredential(admin, one, {}, null);
    expect(await reached(key, one)).toEqual([false, false]);
    expect(await reachOf(id)).toMatchObject({ reach: 'nothing', credentials: [{ id: one, deleted: true }] });
    await restoreCredential(admin, one, {});
    expect(await reached(key, one)).toEqual([true, true]);
    await deleteCredential(admin, one, {}, null);
    await database().credential.update({ where: { id: one }, data: { deletedAt: new Date(0) } });
    expect(await purgeDeletedCredentials()).toBe(1);
    for (const each of [one, other]) expect(await reached(key, each)).toEqual([false, false]);
    expect(await reachOf(id)).toMatchObject({ reach: 'nothing', credentials: [] });
  });

  test('is stored with a reach or not at all', async () => {
    const insert = database().$executeRaw`
      INSERT INTO api_key (id, name, key_hash, last_four, created_by_name)
      VALUES (gen_random_uuid(), 'by hand', 'x', 'xxxx', 'nobody')`;
    await expect(insert).rejects.toThrow(/reach/);
  });
});

test('only the name all means all: anything else that a row may say means what is listed', () => {
  const row = { id: '1', name: 'x', scopes: [], credentialIds: [], expiresAt: null, revokedAt: null };
  expect(actorOfKey({ ...row, reach: 'all' }, new Date())).toMatchObject({ credentialIds: 'all' });
  for (const reach of ['listed', undefined, null, ''] as never[])
    expect(actorOfKey({ ...row, reach }, new Date())).toMatchObject({ credentialIds: [] });
});

test('a credential that is being deleted is refused, never listed', async () => {
  const id = await storeCredential();
  const waiting = async () => {
    const [row] = await database().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return row?.n ?? 0;
  };
  const answer = await database().$transaction(async (client) => {
    await client.credential.update({
      where: { id },
      data: { deletedAt: new Date(), nameKey: `Deleted:${id}` },
    });
    const made = Promise.allSettled([make([id])]);
    await vi.waitUntil(waiting);
    return { made };
  });
  expect(await answer.made).toMatchObject([{ reason: { code: 'credential_not_found' } }]);
});
