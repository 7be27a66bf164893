import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase, database } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import { sha256 } from '../random.ts';
import { endSession, readSession, startSession } from './session-store.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = new Date('2026-11-24T08:00:00Z');

let drop: () => Promise<void>;
let personId: string;

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
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  personId = uuidv7();
  const person = { id: personId, email: `${personId}@example.com`, name: 'Ada', passwordHash: 'x' };
  await database().person.create({ data: { ...person, role: 'member' } });
});

afterEach(() => vi.useRealTimers());

const rows = (sessionId: string) => database().session.count({ where: { idHash: sha256(sessionId) } });
const later = (ms: number) => vi.setSystemTime(start.getTime() + ms);

test('a session opens to its person, and only its hash is stored', async () => {
  const id = await startSession(personId);
  expect(await readSession(id)).toMatchObject({ kind: 'person', id: personId, name: 'Ada', role: 'member' });
  const stored = await database().session.findMany({ where: { personId } });
  expect(JSON.stringify(stored)).not.toContain(id);
});

test('a session that nobody used for more than 8 hours has ended, and its row is gone', async () => {
  const id = await startSession(personId);
  later(8 * hour);
  expect(await readSession(id)).not.toBeNull();
  later(16 * hour + minute);
  expect(await readSession(id)).toBeNull();
  expect(await rows(id)).toBe(0);
});

test('a session that is kept busy ends 7 days after sign-in all the same', async () => {
  const id = await startSession(personId);
  for (let at = 6 * hour; at <= 7 * 24 * hour; at += 6 * hour) {
    later(at);
    expect(await readSession(id)).not.toBeNull();
  }
  later(7 * 24 * hour + minute);
  expect(await readSession(id)).toBeNull();
  expect(await rows(id)).toBe(0);
});

test('a role given or taken away counts at the next request', async () => {
  const id = await startSession(personId);
  for (const role of ['admin', 'member'] as const) {
    await database().person.update({ where: { id: personId }, data: { role } });
    expect(await readSession(id)).toMatchObject({ role });
  }
});

test('a disabled person has no session at the next request', async () => {
  const id = await startSession(personId);
  await database().person.update({ where: { id: personId }, data: { disabledAt: new Date() } });
  expect(await readSession(id)).toBeNull();
});

test('an ended session opens nothing, and ending it twice is quiet', async () => {
  const id = await startSession(personId);
  expect(await endSession(id)).toMatchObject({ id: personId });
  expect(await readSession(id)).toBeNull();
  expect(await endSession(id)).toBeNull();
});
