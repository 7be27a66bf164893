import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database } from '../../db.ts';
import { freshDatabase, loadKeys, randomKey, reader, storeCredential } from '../credential-testing.ts';
import { listCredentials } from '../look/list.ts';
import { openCredential } from './open.ts';

let drop: () => Promise<void>;
const [first, second] = [randomKey('k1'), randomKey('k2')];

beforeAll(async () => {
  drop = await freshDatabase();
  await loadKeys(first);
});

afterAll(() => drop());

const envelopeOf = async (credentialId: string) => {
  const row = await database().sealedSecret.findFirstOrThrow({
    where: { credentialId },
    select: { envelope: true },
  });
  return row.envelope;
};

describe('a stored token', () => {
  test('opens for use, and prints as a secret', async () => {
    const opened = await openCredential(reader, await storeCredential());
    expect(opened.token.use((text) => text.startsWith('EAA'))).toBe(true);
    expect(JSON.stringify(opened)).toContain('"token":"[secret]"');
  });

  test('does not open in the row of another credential', async () => {
    const [one, other] = [await storeCredential(), await storeCredential()];
    await database().sealedSecret.updateMany({
      where: { credentialId: other },
      data: { envelope: await envelopeOf(one) },
    });
    await expect(openCredential(reader, other)).rejects.toMatchObject({ code: 'credential_locked' });
  });

  test('does not open under another version of its own row', async () => {
    const id = await storeCredential();
    await database().sealedSecret.updateMany({ where: { credentialId: id }, data: { version: 2 } });
    await database().credential.update({ where: { id }, data: { tokenVersion: 2 } });
    await expect(openCredential(reader, id)).rejects.toMatchObject({ code: 'credential_locked' });
  });

  test('does not open for a key that is confined to other credentials, which looks like no credential', async () => {
    const [one, other] = [await storeCredential(), await storeCredential()];
    const confined = { ...reader, credentialIds: [one] } as typeof reader;
    await expect(openCredential(confined, other)).rejects.toMatchObject({ code: 'not_found' });
    expect((await openCredential(confined, one)).id).toBe(one);
    expect((await listCredentials(confined, { limit: 50 })).items.map(({ id }) => id)).toEqual([one]);
  });
});

test('a list shows what is sealed with an unknown key as locked, beside the others', async () => {
  const [good, bad] = [await storeCredential(), await storeCredential()];
  await database().sealedSecret.updateMany({ where: { credentialId: bad }, data: { keyId: 'lost' } });
  const { items } = await listCredentials(reader, { limit: 50 });
  expect(items.find(({ id }) => id === good)?.locked).toBe(false);
  expect(items.find(({ id }) => id === bad)?.locked).toBe(true);
  await database().sealedSecret.updateMany({ where: { credentialId: bad }, data: { keyId: 'k1' } });
});

describe('the keys of a start', () => {
  test('may be joined by a new active one: both open, the new one seals', async () => {
    const old = await storeCredential();
    await loadKeys(second, first);
    const young = await storeCredential();
    expect((await openCredential(reader, old)).id).toBe(old);
    const row = await database().sealedSecret.findFirstOrThrow({ where: { credentialId: young } });
    expect(row.keyId).toBe('k2');
    const keys = await database().vaultKey.findMany({ orderBy: { id: 'asc' } });
    expect(keys.map(({ id, state }) => `${id} ${state}`)).toEqual(['k1 opens', 'k2 active']);
  });

  test('must hold every key that something is sealed with: the missing ones are named', async () => {
    await expect(loadKeys(second)).rejects.toThrow(/not loaded: k1\./);
  });

  test('must be the very keys: another one under a known name is refused, and nothing is rewritten', async () => {
    const before = await database().vaultKey.findMany({ orderBy: { id: 'asc' } });
    await expect(loadKeys(second, randomKey('k1'))).rejects.toThrow(/k1 is not the one/);
    expect(await database().vaultKey.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });

  test('must not hold one that was retired for good', async () => {
    const third = randomKey('k3');
    await loadKeys(second, first, third);
    await database().vaultKey.update({ where: { id: 'k3' }, data: { state: 'destroyed' } });
    await expect(loadKeys(second, first, third)).rejects.toThrow(/k3 was retired/);
    await loadKeys(second, first);
  });

  test('may be matched by many starts at once: one key stays active', async () => {
    await Promise.all(Array.from({ length: 6 }, () => loadKeys(second, first)));
    expect(await database().vaultKey.count({ where: { state: 'active' } })).toBe(1);
  });
});
