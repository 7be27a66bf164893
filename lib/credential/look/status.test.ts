/** The rule of statuses stands twice, in `statusAt` and in the condition of the list: here they are compared. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, loadKeys, randomKey, reader, storeCredential } from '../credential-testing.ts';
import { countAttention } from './attention.ts';
import { listCredentials } from './list.ts';
import { statusAt } from './present.ts';
import { credentialStatuses } from './tile.ts';

const day = 24 * 60 * 60 * 1000;
const now = new Date('2026-11-24T12:00:00.000Z');
const at = (ms: number) => new Date(now.getTime() + ms);

let drop: () => Promise<void>;

beforeAll(async () => {
  drop = await freshDatabase();
  await loadKeys(randomKey('k1'));
});

afterEach(() => vi.useRealTimers());
afterAll(() => drop());

const cases = [
  ['valid without an end', 'valid', null, 'valid'],
  ['valid until far away', 'valid', at(60 * day), 'valid'],
  ['valid until just beyond 14 days', 'valid', at(14 * day + 1), 'valid'],
  ['valid until exactly 14 days', 'valid', at(14 * day), 'expiring'],
  ['valid until in a millisecond', 'valid', at(1), 'expiring'],
  ['valid until now', 'valid', at(0), 'invalid'],
  ['valid until long ago', 'valid', at(-day), 'invalid'],
  ['invalid with an end far away', 'invalid', at(60 * day), 'invalid'],
  ['unchecked', 'unchecked', null, 'unchecked'],
  ['unchecked with an end in the past', 'unchecked', at(-day), 'unchecked'],
] as const;

test.each(cases)('%s', async (name, verdict, usableUntil, expected) => {
  expect(statusAt({ verdict, usableUntil, reason: 'ok' }, now).status).toBe(expected);
  vi.useFakeTimers({ toFake: ['Date'], now });
  const id = await storeCredential({ name, verdict, usableUntil });
  for (const status of credentialStatuses) {
    const { items } = await listCredentials(reader, { status, limit: 100 });
    expect([status, items.some((tile) => tile.id === id)]).toEqual([status, status === expected]);
  }
});

test('what needs attention is what is invalid or expiring', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now });
  let wanted = 0;
  for (const status of ['invalid', 'expiring'] as const)
    wanted += (await listCredentials(reader, { status, limit: 100 })).items.length;
  expect(wanted).toBeGreaterThan(3);
  expect(await countAttention(reader)).toBe(wanted);
});

test('a token past its end is invalid with the reason token_expired', () => {
  const row = { verdict: 'valid', usableUntil: at(-1), reason: 'ok' } as const;
  expect(statusAt(row, now)).toEqual({ status: 'invalid', reason: 'token_expired' });
});
