import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase, database } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import { personNameKey } from '../../name/key.ts';
import type { Caller, PersonActor } from '../actor.ts';
import { sha256 } from '../random.ts';
import { readSession, startSession } from '../sign-in/session-store.ts';
import { changeMember, removeMember } from './member-change.ts';

let drop: () => Promise<void>;
let ada: Caller;
let grace: Caller;

async function person(
  name: string,
  role: PersonActor['role'],
  mailbox = name.toLowerCase(),
): Promise<Caller> {
  const id = uuidv7();
  const email = `${mailbox}@example.com`;
  // Nobody signs in here: no password is hashed.
  await database().person.create({ data: { id, email, name, role, passwordHash: 'none' } });
  const sessionIdHash = sha256(await startSession(id));
  const actor: PersonActor = { kind: 'person', id, name, email, role, sessionIdHash };
  return { actor, requestId: null, address: null };
}

const activeAdmins = () => database().person.count({ where: { role: 'admin', disabledAt: null } });

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  completeEnvironment({ DATABASE_URL: created.url });
});

afterAll(async () => {
  await closeDatabase();
  await drop();
});

beforeEach(async () => {
  await database().person.deleteMany();
  ada = await person('Ada', 'admin');
  grace = await person('Grace', 'admin');
});

const ways: Record<string, (by: Caller, whom: Caller) => Promise<void>> = {
  'being made a member': (by, whom) => changeMember(by, whom.actor.id, { role: 'member' }),
  'being disabled': (by, whom) => changeMember(by, whom.actor.id, { disabled: true }),
  'being removed': (by, whom) => removeMember(by, whom.actor.id),
};

describe.each(Object.keys(ways))('the last active admin is not lost by %s', (name) => {
  const way = ways[name] ?? (() => Promise.reject(new Error('no such way')));

  test('also not by their own hand', async () => {
    await way(ada, grace);
    await expect(way(ada, ada)).rejects.toMatchObject({ code: 'last_admin' });
    expect(await activeAdmins()).toBe(1);
  });

  test('nor when two do it to each other at once', async () => {
    for (let round = 0; round < 15; round++) {
      const outcomes = await Promise.allSettled([way(ada, grace), way(grace, ada)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      for (const outcome of outcomes) {
        // The other one had lost the right, or the account, before the write.
        if (outcome.status === 'rejected')
          expect(['last_admin', 'forbidden', 'unauthenticated', 'not_found']).toContain(outcome.reason.code);
      }
      expect(await activeAdmins()).toBe(1);
      await database().person.deleteMany();
      ada = await person('Ada', 'admin');
      grace = await person('Grace', 'admin');
    }
  });
});

test('a member, and somebody who was disabled in the meantime, change nobody', async () => {
  const mo = await person('Mo', 'member');
  await expect(changeMember(mo, grace.actor.id, { role: 'member' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await changeMember(grace, ada.actor.id, { disabled: true });
  await expect(changeMember(ada, mo.actor.id, { role: 'admin' })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  const people = await database().person.findMany({ select: { id: true, role: true } });
  expect(new Map(people.map(({ id, role }) => [id, role]))).toEqual(
    new Map([
      [ada.actor.id, 'admin'],
      [grace.actor.id, 'admin'],
      [mo.actor.id, 'member'],
    ]),
  );
});

test('what changes counts at the next request of an open session', async () => {
  const mo = await person('Mo', 'member');
  const session = await startSession(mo.actor.id);
  await changeMember(ada, mo.actor.id, { role: 'admin' });
  expect(await readSession(session)).toMatchObject({ role: 'admin' });
  await changeMember(ada, mo.actor.id, { disabled: true });
  expect(await readSession(session)).toBeNull();
  await changeMember(ada, mo.actor.id, { disabled: false });
  // Enabled again, they sign in again.
  expect(await readSession(session)).toBeNull();
  const other = await startSession(mo.actor.id);
  await removeMember(ada, mo.actor.id);
  expect(await readSession(other)).toBeNull();
});

test('a change to what already is leaves no event', async () => {
  const before = await database().auditEvent.count();
  await changeMember(ada, grace.actor.id, { role: 'admin', disabled: false });
  expect(await database().auditEvent.count()).toBe(before);
});

test('the key of a removed name goes to the oldest of those who have the same name and none', async () => {
  const [first, younger, older, other] = [
    await person('Sam', 'member'),
    await person('SAM', 'member', 'younger'),
    await person('Ѕam', 'member', 'older'),
    await person('Samuel', 'member'),
  ];
  const { id } = first.actor;
  await database().person.update({ where: { id }, data: { nameKey: personNameKey('Sam') } });
  await database().person.update({
    where: { id: older.actor.id },
    data: { createdAt: new Date(Date.now() - 60_000) },
  });
  const keys = async () => {
    const rows = await database().person.findMany({ select: { id: true, nameKey: true } });
    return [first, younger, older, other].map(
      ({ actor }) => rows.find((row) => row.id === actor.id)?.nameKey,
    );
  };
  await removeMember(ada, other.actor.id);
  expect(await keys()).toEqual(['sam', null, null, undefined]);
  await removeMember(ada, first.actor.id);
  expect(await keys()).toEqual([undefined, null, 'sam', undefined]);
  await removeMember(ada, older.actor.id);
  expect(await keys()).toEqual([undefined, 'sam', undefined, undefined]);
});
