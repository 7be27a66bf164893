/** What outlives the right of an admin who is removed, disabled or made a member: nothing but what is kept by choice. */
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase, type DatabaseClient, database } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import type { Caller, PersonActor } from '../actor.ts';
import { insertApiKey, readApiKey } from '../keys/api-key-store.ts';
import { makeApiKey } from '../keys/api-keys.ts';
import { sha256 } from '../random.ts';
import { startSession } from '../sign-in/session-store.ts';
import { acceptInvitation, inviteMember } from './invitation.ts';
import { changeMember, removeMember } from './member-change.ts';
import type { KeysFate } from './member-schema.ts';

let drop: () => Promise<void>;
let ada: Caller;
let grace: Caller;
let counter = 0;

const nobody = { requestId: null, address: null };
const operator = { actor: { kind: 'operator' as const, id: null, name: 'operator' }, ...nobody };

async function person(name: string, role: PersonActor['role']): Promise<Caller> {
  const email = `${name.toLowerCase()}.${counter++}@example.com`;
  const id = uuidv7();
  // Nobody signs in here: no password is hashed.
  await database().person.create({ data: { id, email, name, role, passwordHash: 'none' } });
  const sessionIdHash = sha256(await startSession(id));
  return { actor: { kind: 'person', id, name, email, role, sessionIdHash }, ...nobody };
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

beforeEach(async () => {
  await database().person.deleteMany();
  await database().invitation.deleteMany();
  ada = await person('Ada', 'admin');
  grace = await person('Grace', 'admin');
});

/** Whether a key opens anything still; an ended one says so. */
const works = async (key: string) => {
  try {
    return (await readApiKey(key)) !== null;
  } catch (error) {
    expect(error).toMatchObject({ code: 'key_revoked' });
    return false;
  }
};

const makeKey = async (by: Caller) => {
  const { id, key } = await makeApiKey(by, { name: 'nightly', scopes: ['manage'] });
  return { id, works: () => works(key) };
};

async function invite(by: Caller, email = `guest.${counter++}@example.com`) {
  const { id, link } = await inviteMember(by, { email, role: 'admin' });
  const code = link.split('#')[1] ?? '';
  return {
    id,
    email,
    accept: () => acceptInvitation({ code, name: 'Guest', password: 'correct horse battery' }, nobody),
  };
}

const eventsOf = (targetId: string) =>
  database().auditEvent.findMany({
    where: { targetId },
    orderBy: { seq: 'desc' },
    select: { action: true, actorName: true, details: true },
  });

const ways: [string, string, (keys?: KeysFate) => Promise<void>][] = [
  ['made a member', 'role_changed', (keys) => changeMember(ada, grace.actor.id, { role: 'member', keys })],
  ['disabled', 'disabled', (keys) => changeMember(ada, grace.actor.id, { disabled: true, keys })],
  ['removed', 'removed', (keys) => removeMember(ada, grace.actor.id, keys)],
];

describe.each(ways)('of an admin who is %s', (_way, action, lose) => {
  test('invitations are void and keys end, in the same transaction and told by it', async () => {
    const [invitation, of] = [await invite(grace), await invite(ada)];
    const [key, other] = [await makeKey(grace), await makeKey(ada)];
    const made = await database().$transaction((client) =>
      insertApiKey(client, operator, { name: 'x', scopes: ['use'], credentialIds: 'all', expiresAt: null }),
    );
    await lose();
    await expect(invitation.accept()).rejects.toMatchObject({ code: 'invitation_gone' });
    expect([await key.works(), await other.works()]).toEqual([false, true]);
    expect(await readApiKey(made.key)).not.toBeNull();
    expect(await eventsOf(invitation.id)).toMatchObject([
      { action: 'invitation.revoked', actorName: 'Ada' },
      { action: 'person.invited' },
    ]);
    expect(await eventsOf(key.id)).toMatchObject([
      { action: 'api_key.revoked', actorName: 'Ada' },
      { action: 'api_key.created' },
    ]);
    const told = { keysEnded: 1, keysKept: 0, invitationsVoided: 1 };
    expect((await eventsOf(grace.actor.id))[0]).toMatchObject({ action: `person.${action}`, details: told });
    await expect(of.accept()).resolves.toMatchObject({ email: of.email });
  });

  test('keys that are kept go on, as the event tells', async () => {
    const key = await makeKey(grace);
    await lose('keep');
    expect(await key.works()).toBe(true);
    const told = { keysEnded: 0, keysKept: 1, invitationsVoided: 0 };
    expect((await eventsOf(grace.actor.id))[0]).toMatchObject({ details: told });
  });

  test('nothing comes of what they begin at that moment', async () => {
    for (let round = 0; round < 5; round++) {
      const [, made, invited] = await Promise.allSettled([lose(), makeKey(grace), invite(grace)]);
      if (made.status === 'fulfilled') expect(await made.value.works()).toBe(false);
      else expect(['unauthenticated', 'forbidden']).toContain(made.reason.code);
      if (invited.status === 'rejected')
        expect(['unauthenticated', 'forbidden']).toContain(invited.reason.code);
      expect(await database().invitation.count({ where: { createdById: grace.actor.id } })).toBe(0);
      grace = await person('Grace', 'admin');
    }
  });
});

test('what gives a right, or changes nothing, ends nothing; a right given back brings nothing back', async () => {
  const [kept, invitation] = [await makeKey(grace), await invite(grace)];
  await changeMember(ada, grace.actor.id, { role: 'admin', disabled: false });
  expect(await database().invitation.count({ where: { id: invitation.id } })).toBe(1);
  await changeMember(ada, grace.actor.id, { role: 'member', keys: 'keep' });
  await changeMember(ada, grace.actor.id, { role: 'member' });
  await changeMember(ada, grace.actor.id, { role: 'admin' });
  expect(await kept.works()).toBe(true);
  await expect(invitation.accept()).rejects.toMatchObject({ code: 'invitation_gone' });
  await changeMember(ada, grace.actor.id, { disabled: true });
  await changeMember(ada, grace.actor.id, { disabled: false });
  expect(await kept.works()).toBe(false);
});

test('a link to their own address is void too, whoever made it', async () => {
  const mo = await person('Mo', 'member');
  const { email, id } = mo.actor as PersonActor;
  await database().person.update({ where: { id }, data: { email: 'moved@example.com' } });
  const invitation = await invite(ada, email);
  await database().person.update({ where: { id }, data: { email } });
  await removeMember(ada, id);
  await expect(invitation.accept()).rejects.toMatchObject({ code: 'invitation_gone' });
});

test('the link of somebody who has lost the right opens nothing, even where it was left behind', async () => {
  const invitation = await invite(grace);
  await database().person.update({ where: { id: grace.actor.id }, data: { role: 'member' } });
  await expect(invitation.accept()).rejects.toMatchObject({ code: 'invitation_gone' });
  await database().invitation.update({ where: { id: invitation.id }, data: { createdById: null } });
  await expect(invitation.accept()).rejects.toMatchObject({ code: 'invitation_gone' });
});

describe('an invitation that is accepted at the moment of the removal', () => {
  /** Runs work while other statements wait for what `hold` locks; ends when so many wait. */
  async function whileHeld<T>(
    hold: (client: DatabaseClient) => Promise<unknown>,
    begin: (untilWaiting: (count: number) => Promise<unknown>) => Promise<T>,
  ): Promise<T> {
    const untilWaiting = (count: number) =>
      vi.waitUntil(async () => {
        const [row] = await database().$queryRaw<{ n: number }[]>`
          SELECT count(*)::int AS n FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        return (row?.n ?? 0) >= count;
      }, 5_000);
    return database().$transaction(async (client) => {
      await hold(client);
      return begin(untilWaiting);
    });
  }

  test('waits for the maker without holding the invitation: the two can’t wait for each other', async () => {
    const invitation = await invite(grace);
    const { accepted, removed } = await whileHeld(
      (client) => client.$queryRaw`SELECT 1 FROM person WHERE id = ${grace.actor.id}::uuid FOR UPDATE`,
      async (untilWaiting) => {
        const accepted = Promise.allSettled([invitation.accept()]);
        await untilWaiting(1);
        await database()
          .$queryRaw`SELECT 1 FROM invitation WHERE id = ${invitation.id}::uuid FOR UPDATE NOWAIT`;
        const removed = removeMember(ada, grace.actor.id);
        await untilWaiting(2);
        return { accepted, removed };
      },
    );
    await removed;
    const [outcome] = await accepted;
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'invitation_gone' });
    expect(await database().invitation.count()).toBe(0);
  });

  test('stands when it came first, and the removal comes after it', async () => {
    const invitation = await invite(grace);
    const { accepted, removed } = await whileHeld(
      (client) => client.$queryRaw`SELECT 1 FROM audit_head FOR UPDATE`,
      async (untilWaiting) => {
        const accepted = invitation.accept();
        await untilWaiting(1);
        const removed = removeMember(ada, grace.actor.id);
        await untilWaiting(2);
        return { accepted, removed };
      },
    );
    await removed;
    expect(await database().person.findUnique({ where: { id: (await accepted).id } })).toMatchObject({
      email: invitation.email,
    });
  });
});
