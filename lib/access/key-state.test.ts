/** When a key opens something: the function by itself, and everybody who asks it, on a clock of the test's own. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { readUses } from '../credential/use-store.ts';
import { closeDatabase, database } from '../db.ts';
import { completeEnvironment } from '../env.ts';
import { inTransaction } from '../transaction.ts';
import type { PersonActor } from './actor.ts';
import { reauthorize } from './authorized-transaction.ts';
import { EndedKeyProblem } from './ended-key.ts';
import { activeKeys, keyStateOf } from './key-state.ts';
import { insertApiKey, readApiKey } from './keys/api-key-store.ts';
import { listApiKeys } from './keys/api-keys.ts';

const end = new Date('2031-05-06T07:08:09.100Z');
const at = (offset: number) => new Date(end.getTime() + offset);

test.each([
  [null, null, 'active'],
  [at(1), null, 'active'],
  [at(0), null, 'expired'],
  [at(-1), null, 'expired'],
  [null, at(-1), 'revoked'],
  [at(1), at(-1), 'revoked'],
  [at(-1), at(-1), 'revoked'],
] as const)('with the end %s and revoked at %s it is %s', (expiresAt, revokedAt, state) => {
  expect(keyStateOf({ expiresAt, revokedAt }, end)).toBe(state);
});

let drop: () => Promise<void>;
beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  completeEnvironment({ DATABASE_URL: created.url });
});
afterAll(async () => {
  await closeDatabase();
  await drop();
});

const operator = { kind: 'operator' as const, id: null, name: 'operator' };
const admin: PersonActor = {
  kind: 'person',
  id: '00000000-0000-7000-8000-000000000001',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'admin',
  sessionIdHash: '',
};

/** What a way of asking comes to: that the key opens something, or the code of the refusal. */
async function outcomeOf(asking: Promise<unknown>): Promise<unknown> {
  const found = await asking.catch((error: unknown) => error);
  return found instanceof EndedKeyProblem ? found.code : found !== null && !(found instanceof Error);
}

/** Makes a key, and tells what each way of asking says of it at a moment: that it opens something, or why not. */
async function asked(expiresAt: Date | null) {
  const caller = { actor: operator, requestId: null, address: null };
  const input = { name: 'nightly', scopes: ['use' as const], credentialIds: 'all' as const, expiresAt };
  const { id, key } = await inTransaction((client) => insertApiKey(client, caller, input));
  return {
    id,
    async everywhere(now: Date) {
      const clock = () => now;
      const actor = {
        kind: 'api_key' as const,
        id,
        name: 'nightly',
        scopes: [],
        credentialIds: 'all' as const,
      };
      const use = readUses([{ key, credentialId: null, resourceId: null }], clock).then(([found]) => found);
      const { items } = await listApiKeys(admin, {}, clock);
      const { items: active } = await listApiKeys(admin, { state: 'active' }, clock);
      return {
        request: await outcomeOf(readApiKey(key, clock)),
        use: await outcomeOf(use),
        transaction: await outcomeOf(reauthorize(database(), actor, 'credential.use', clock)),
        state: items.find((item) => item.id === id)?.state,
        listed: active.some((item) => item.id === id),
        counted: (await database().apiKey.count({ where: { id, ...activeKeys(now) } })) === 1,
      };
    },
  };
}

const opens = { request: true, use: true, transaction: true, listed: true, counted: true };
const refused = (code: string) => ({
  request: code,
  use: code,
  transaction: code,
  listed: false,
  counted: false,
});

test('a key ends everywhere at the same millisecond', async () => {
  const { everywhere } = await asked(end);
  expect(await everywhere(at(-1))).toEqual({ ...opens, state: 'active' });
  expect(await everywhere(at(0))).toEqual({ ...refused('key_expired'), state: 'expired' });
});

test('a key without an end opens until it is revoked, everywhere', async () => {
  const { id, everywhere } = await asked(null);
  expect(await everywhere(at(0))).toEqual({ ...opens, state: 'active' });
  await database().apiKey.update({ where: { id }, data: { revokedAt: at(0) } });
  expect(await everywhere(at(0))).toEqual({ ...refused('key_revoked'), state: 'revoked' });
});
