import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase, database } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import { readSession, startSession } from './session-store.ts';
import { enter, type SignedIn, signOut } from './sign-in.ts';

const request = { requestId: null, address: '127.0.0.1' };
let drop: () => Promise<void>;
let ada: SignedIn;

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
  const id = uuidv7();
  ada = { id, name: `Ada ${id}`, email: `${id}@example.com` };
  await database().person.create({ data: { ...ada, role: 'member', passwordHash: 'x' } });
});

/** Runs work while no event can be stored. */
async function unrecorded(work: () => Promise<unknown>): Promise<void> {
  await database().$executeRaw`ALTER TABLE audit_event RENAME TO audit_gone`;
  try {
    await expect(work()).rejects.toThrow();
  } finally {
    await database().$executeRaw`ALTER TABLE audit_gone RENAME TO audit_event`;
  }
}

const sessions = () => database().session.count({ where: { personId: ada.id } });
const events = () =>
  database()
    .auditEvent.findMany({ where: { actorId: ada.id }, orderBy: { seq: 'asc' }, select: { action: true } })
    .then((rows) => rows.map(({ action }) => action));

test('a sign-out that can not be recorded does not happen', async () => {
  const session = await startSession(ada.id);
  await unrecorded(() => signOut(session, request));
  expect(await readSession(session)).toMatchObject({ id: ada.id });
  await signOut(session, request);
  expect(await readSession(session)).toBeNull();
  expect(await events()).toEqual(['person.signed_out']);
});

test('a sign-in that can not be recorded does not happen, and the session before it lives on', async () => {
  const before = await startSession(ada.id);
  await unrecorded(() => enter(ada, before, request));
  expect(await sessions()).toBe(1);
  expect(await readSession(before)).toMatchObject({ id: ada.id });
  await enter(ada, before, request);
  expect(await sessions()).toBe(1);
  expect(await readSession(before)).toBeNull();
  expect(await events()).toEqual(['person.signed_out', 'person.signed_in']);
});

test('who is disabled or removed while the password is looked at gets no session', async () => {
  await database().person.update({ where: { id: ada.id }, data: { disabledAt: new Date() } });
  await expect(enter(ada, null, request)).rejects.toMatchObject({ code: 'unauthenticated' });
  await database().person.delete({ where: { id: ada.id } });
  await expect(enter(ada, null, request)).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await sessions()).toBe(0);
});
