/** The number of credentials that is kept agrees with counting them, whatever is done to them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { database } from '../../db.ts';
import { freshDatabase, loadKeys, randomKey, reader, storeCredential } from '../credential-testing.ts';
import { listCredentials } from './list.ts';

let drop: () => Promise<void>;
beforeAll(async () => {
  drop = await freshDatabase();
  await loadKeys(randomKey('k1'));
});
afterAll(() => drop());

const total = async () => (await listCredentials(reader, { connector: 'whatsapp-flows', limit: 1 })).total;

test('after adding, deleting, bringing back and removing, one by one and many at once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 7; n++) ids.push(await storeCredential());
  expect(await total()).toBe(7);
  const mark = (some: string[], deletedAt: Date | null) =>
    database().credential.updateMany({ where: { id: { in: some } }, data: { deletedAt } });
  await mark(ids.slice(0, 3), new Date());
  expect(await total()).toBe(4);
  await mark(ids.slice(0, 3), new Date());
  expect(await total()).toBe(4);
  await mark(ids.slice(0, 1), null);
  expect(await total()).toBe(5);
  // One that is shown and one that was deleted already.
  await database().credential.deleteMany({ where: { id: { in: ids.slice(0, 2) } } });
  expect(await total()).toBe(4);
  await Promise.all(Array.from({ length: 8 }, () => storeCredential()));
  expect(await total()).toBe(12);
  expect(await database().credential.count({ where: { deletedAt: null } })).toBe(12);
  // Connectors that are not known have no number.
  expect((await listCredentials(reader, { limit: 1 })).total).toBe(12);
});
