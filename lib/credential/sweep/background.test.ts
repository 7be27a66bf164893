/** Background work on credentials: what is due is destroyed, and nothing else. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { database } from '../../db.ts';
import { adminCaller, freshDatabase, loadKeys, randomKey, storeCredential } from '../credential-testing.ts';
import { rollBackToken } from '../roll-back.ts';
import { storedFacts, tokenFactColumns } from '../token-facts.ts';
import { destroyRetiredTokens } from './destroy-retired.ts';
import { purgeDeletedCredentials } from './purge-deleted.ts';
import { tellEnds } from './tell-ends.ts';
import { trimInspections } from './trim-inspections.ts';

let drop: () => Promise<void>;
beforeAll(async () => {
  drop = await freshDatabase();
  await loadKeys(randomKey('k1'));
});
afterAll(() => drop());
beforeEach(async () => {
  await database().credential.deleteMany();
});

const minutes = (count: number) => new Date(Date.now() + count * 60_000);

/** Adds a retired token of a version to a credential whose token in use has the version 1. */
async function retire(credentialId: string, version: number, destroyAfter: Date): Promise<void> {
  const facts = await database().credential.findUniqueOrThrow({
    where: { id: credentialId },
    select: tokenFactColumns,
  });
  const [sealed] = await database().sealedSecret.findMany({
    where: { credentialId, version: 1 },
    select: { keyId: true, envelope: true },
  });
  for (const purpose of ['token', 'app_secret'] as const) {
    await database().sealedSecret.create({
      data: { credentialId, purpose, version, keyId: sealed?.keyId ?? '', envelope: sealed?.envelope ?? '' },
      select: { version: true },
    });
  }
  await database().retiredToken.create({
    data: { credentialId, version, facts: storedFacts(facts), retiredByName: 'tests', destroyAfter },
  });
}

const sealedVersions = async (credentialId: string) => {
  const rows = await database().sealedSecret.findMany({
    where: { credentialId },
    orderBy: [{ version: 'asc' }, { purpose: 'asc' }],
    select: { version: true, purpose: true },
  });
  return rows.map(({ version, purpose }) => `${purpose} ${version}`);
};

describe('retired tokens', () => {
  test('past their grace time are destroyed with their App Secrets, and it is told', async () => {
    const id = await storeCredential();
    await retire(id, 2, minutes(-1));
    await retire(id, 3, minutes(-1));
    await retire(id, 4, minutes(5));
    expect(await destroyRetiredTokens()).toBe(2);
    expect(await sealedVersions(id)).toEqual(['token 1', 'token 4', 'app_secret 4']);
    expect(await database().retiredToken.count()).toBe(1);
    const event = await database().auditEvent.findFirstOrThrow({ where: { targetId: id } });
    expect(event).toMatchObject({
      action: 'credential.token_destroyed',
      actorKind: 'system',
      details: { versions: [2, 3] },
    });
    expect(await destroyRetiredTokens()).toBe(0);
  });

  test('are never the token in use, whatever their row says', async () => {
    const id = await storeCredential();
    await retire(id, 2, minutes(-1));
    await database().credential.update({ where: { id }, data: { tokenVersion: 2 } });
    expect(await destroyRetiredTokens()).toBe(0);
    expect(await sealedVersions(id)).toContain('token 2');
  });

  test('of many credentials are destroyed once, by several workers at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, () => storeCredential()));
    for (const id of ids) await retire(id, 2, minutes(-1));
    const counts = await Promise.all(Array.from({ length: 4 }, () => destroyRetiredTokens()));
    // Who skips what another holds may be done early: a later run finds the rest.
    const rest = await destroyRetiredTokens();
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(120);
    const where = { action: 'credential.token_destroyed', targetId: { in: ids } };
    expect(await database().auditEvent.count({ where })).toBe(120);
  });

  test('that are rolled back to at the last moment are either back or gone, never half', async () => {
    const caller = await adminCaller();
    for (let round = 0; round < 30; round++) {
      const id = await storeCredential();
      await retire(id, 2, new Date(Date.now() + 15));
      const [rolled] = await Promise.allSettled([
        rollBackToken(caller, id, undefined, null),
        (async () => {
          for (let tries = 0; tries < 6; tries++) await destroyRetiredTokens();
        })(),
      ]);
      const { tokenVersion } = await database().credential.findUniqueOrThrow({
        where: { id },
        select: { tokenVersion: true },
      });
      expect(tokenVersion).toBe(rolled.status === 'fulfilled' ? 2 : 1);
      expect(await sealedVersions(id)).toContain(`token ${tokenVersion}`);
    }
  });
});

describe('deleted records', () => {
  test('go after 30 days, and it is told', async () => {
    const [old, young, alive] = [await storeCredential(), await storeCredential(), await storeCredential()];
    const day = 24 * 60;
    await database().credential.update({ where: { id: old }, data: { deletedAt: minutes(-30 * day - 1) } });
    await database().credential.update({ where: { id: young }, data: { deletedAt: minutes(-30 * day + 5) } });
    expect(await purgeDeletedCredentials()).toBe(1);
    const left = await database().credential.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
    expect(left.map(({ id }) => id)).toEqual([young, alive].sort());
    const event = await database().auditEvent.findFirstOrThrow({ where: { targetId: old } });
    expect(event).toMatchObject({ action: 'credential.purged', actorKind: 'system' });
  });
});

describe('the end of a token', () => {
  const day = 24 * 60;
  const told = async () =>
    (
      await database().auditEvent.findMany({
        where: { action: { in: ['credential.token_ending', 'credential.token_ended'] } },
        orderBy: { seq: 'asc' },
        select: { action: true, targetId: true, actorKind: true, details: true },
      })
    ).map(({ action, targetId, actorKind, details }) => {
      const { endsAt } = details as { endsAt: string };
      return [action.replace('credential.token_', ''), targetId, actorKind, endsAt];
    });

  test('is told 14 days before and when it has come, once each, and again for another end', async () => {
    const [far, near, over, rejected, none] = [
      minutes(14 * day + 5),
      minutes(14 * day - 5),
      minutes(-1),
      minutes(day),
      null,
    ];
    const ids: string[] = [];
    for (const usableUntil of [far, near, over]) ids.push(await storeCredential({ usableUntil }));
    await storeCredential({ usableUntil: rejected, verdict: 'invalid' });
    await storeCredential({ usableUntil: none });
    const gone = await storeCredential({ usableUntil: over });
    await database().credential.update({ where: { id: gone }, data: { deletedAt: new Date() } });
    expect(await tellEnds()).toBe(2);
    expect(await tellEnds()).toBe(0);
    const first = [
      ['ended', ids[2], 'system', over?.toISOString()],
      ['ending', ids[1], 'system', near?.toISOString()],
    ];
    expect(await told()).toEqual(first);

    const earlier = minutes(-2);
    await database().credential.update({ where: { id: ids[1] ?? '' }, data: { usableUntil: earlier } });
    await database().credential.update({ where: { id: ids[2] ?? '' }, data: { usableUntil: near } });
    expect(await tellEnds()).toBe(2);
    expect(await told()).toEqual([
      ...first,
      ['ended', ids[1], 'system', earlier.toISOString()],
      ['ending', ids[2], 'system', near?.toISOString()],
    ]);
  });

  test('of many credentials is told once, by several workers at the same time', async () => {
    const before = (await told()).length;
    await Promise.all(Array.from({ length: 120 }, () => storeCredential({ usableUntil: minutes(-1) })));
    const counts = await Promise.all(Array.from({ length: 4 }, () => tellEnds()));
    const rest = await tellEnds();
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(120);
    expect((await told()).length).toBe(before + 120);
  });
});

test('of the inspections of each credential the last ten stay', async () => {
  const ids = [await storeCredential(), await storeCredential()];
  for (const credentialId of ids) {
    await database().inspection.createMany({
      data: Array.from({ length: 13 }, (_, n) => ({
        id: `00000000-0000-7000-8000-${credentialId.slice(-8)}${String(n).padStart(4, '0')}`,
        credentialId,
        tokenVersion: 1,
        byName: 'tests',
        report: { n },
        createdAt: minutes(n),
      })),
    });
  }
  expect(await trimInspections()).toBe(6);
  for (const credentialId of ids) {
    const rows = await database().inspection.findMany({
      where: { credentialId },
      orderBy: { createdAt: 'asc' },
    });
    expect(rows.map(({ report }) => report)).toEqual(Array.from({ length: 10 }, (_, n) => ({ n: n + 3 })));
  }
});
