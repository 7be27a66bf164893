import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase, database } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import type { Caller } from '../actor.ts';
import { sha256 } from '../random.ts';
import { startSession } from '../sign-in/session-store.ts';
import { inviteMember } from './invitation.ts';

let drop: () => Promise<void>;

async function admin(name: string): Promise<Caller> {
  const id = uuidv7();
  const email = `${name.toLowerCase()}@example.com`;
  await database().person.create({ data: { id, email, name, role: 'admin', passwordHash: 'none' } });
  const sessionIdHash = sha256(await startSession(id));
  const actor = { kind: 'person' as const, id, name, email, role: 'admin' as const, sessionIdHash };
  return { actor, requestId: null, address: null };
}

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  completeEnvironment({ DATABASE_URL: created.url });
});

afterAll(async () => {
  await closeDatabase();
  await drop();
});

test('however many invite an address at once, each gets a link and one of them is good', async () => {
  const admins = [await admin('Ada'), await admin('Grace')];
  for (let round = 0; round < 5; round++) {
    const email = `new${round}@example.com`;
    const tries = Array.from({ length: 4 }, () => admins)
      .flat()
      .map((by) => inviteMember(by, { email, role: 'member' }));
    const made = await Promise.all(tries);
    const rows = await database().invitation.findMany({ where: { email } });
    expect(rows).toHaveLength(1);
    const good = made.filter(({ id, link }) => {
      const hash = sha256(link.split('#')[1] ?? '');
      return id === rows[0]?.id && hash === rows[0]?.codeHash;
    });
    expect(good).toHaveLength(1);
  }
});

test('inviting an address again makes a new invitation of another admin, role and time', async () => {
  const [first, second] = [await admin('Mary'), await admin('Joan')];
  const email = 'again@example.com';
  const before = await inviteMember(first, { email, role: 'member' });
  const day = new Date(Date.now() - 86_400_000);
  await database().invitation.update({ where: { email }, data: { createdAt: day, expiresAt: day } });
  const after = await inviteMember(second, { email, role: 'admin' });
  expect(after.id).not.toBe(before.id);
  const row = await database().invitation.findUniqueOrThrow({ where: { email } });
  expect(row).toMatchObject({
    id: after.id,
    role: 'admin',
    createdById: second.actor.id,
    createdByName: 'Joan',
  });
  expect(row.createdAt.getTime()).toBeGreaterThan(day.getTime());
  expect(row.expiresAt.toISOString()).toBe(after.expiresAt);
});
