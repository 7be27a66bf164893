import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Caller } from '../access/actor.ts';
import { readApiKey } from '../access/keys/api-key-store.ts';
import { makeApiKey } from '../access/keys/api-keys.ts';
import {
  adminCaller,
  freshDatabase,
  loadKeys,
  randomKey,
  storeCredential,
} from '../credential/credential-testing.ts';
import { database } from '../db.ts';
import { createResource } from './create.ts';
import { deleteResource } from './delete.ts';

let drop: () => Promise<void>;
beforeAll(async () => {
  drop = await freshDatabase();
  await loadKeys(randomKey('k1'));
});
afterAll(() => drop());

async function somebodyWaits(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (row?.n ?? 0) > 0;
}

test('a source that is moved out of a confined key’s reach at that moment is not there to be deleted', async () => {
  const admin = await adminCaller();
  const [mine, other] = [await storeCredential(), await storeCredential()];
  const input = { name: 'Moving', description: '', connector: 'whatsapp-flows' as const, credentialId: mine };
  const { id } = await createResource(admin, 'source', input);
  const { key } = await makeApiKey(admin, { name: 'x', scopes: ['manage'], credentialIds: [mine] });
  const actor = await readApiKey(key);
  if (!actor) throw new Error('The key opens nothing.');
  const confined: Caller = { actor, requestId: null, address: null };
  const { deleted } = await database().$transaction(async (client) => {
    await client.dataResource.update({ where: { id }, data: { credentialId: other } });
    const deleted = Promise.allSettled([deleteResource(confined, 'source', id, null)]);
    await vi.waitUntil(somebodyWaits, 5_000);
    return { deleted };
  });
  expect(await deleted).toMatchObject([{ reason: { code: 'not_found' } }]);
  expect(await database().dataResource.count({ where: { id } })).toBe(1);
});
