/** A use that the trail does not take, on a real database: it holds up nobody, and is not lost. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { isDatabaseAway } from '../../database-errors.ts';
import { closeDatabase, database } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import { createSettle, keepIn } from './set-aside.ts';
import { UsageJournal } from './usage-journal.ts';
import { writeUses } from './usage-store.ts';
import type { Use } from './use.ts';

let drop: () => Promise<void>;
let folder: string;
beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  folder = await mkdtemp(join(tmpdir(), 'set-aside-'));
  completeEnvironment({ DATABASE_URL: created.url });
});
afterAll(async () => {
  await closeDatabase();
  await drop();
  await rm(folder, { recursive: true });
});

const use = (requestId: string, path: string): Use => ({
  actor: {
    kind: 'api_key',
    id: '0199d1a2-7c3e-7b11-8a4e-000000000001',
    name: 'pipeline',
    scopes: ['use'],
    credentialIds: 'all',
  },
  requestId,
  address: '127.0.0.1',
  credential: { id: '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21', name: 'Lucky' },
  outcome: 'done',
  sent: true,
  began: new Date(),
  details: {
    method: 'GET',
    path,
    query: ['fields'],
    status: 200,
    milliseconds: 5,
    bytesUp: 0,
    bytesDown: 10,
    apiVersion: 'v26.0',
    tokenVersion: 1,
    code: null,
    graphCode: null,
    traceId: null,
    resourceId: null,
  },
});

/** PostgreSQL keeps no NUL in a text. */
const poison = (requestId: string) => use(requestId, '/v26.0/a\u0000b');

let told: { requestId: string | null; why: unknown; kept: string | null }[] = [];
beforeEach(() => {
  told = [];
});

/** A journal as the gateway's own, but for its haste. */
function journal({ write = writeUses, keep = keepIn(folder) } = {}) {
  const settle = createSettle({
    write,
    isAway: isDatabaseAway,
    keep,
    onSetAside: ({ requestId }, why, kept) => told.push({ requestId, why, kept }),
  });
  return new UsageJournal(write, { everyMs: 5, isAway: isDatabaseAway, settle });
}

const recorded = async (...ids: string[]) => {
  const rows = await database().auditEvent.findMany({
    where: { requestId: { in: ids } },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ requestId, details }) => [requestId, (details as { code: string | null }).code]);
};

test('those around it are written, in their order, and it with what is certain of it', async () => {
  const uses = journal();
  for (const one of [use('a1', '/v26.0/1'), poison('a2'), use('a3', '/v26.0/1')]) uses.add(one);
  await expect
    .poll(() => recorded('a1', 'a2', 'a3'), { timeout: 5_000 })
    .toEqual([
      ['a1', null],
      ['a2', 'set_aside'],
      ['a3', null],
    ]);
  expect(uses.accepts).toBe(true);
  const path = join(folder, 'uses-set-aside.jsonl');
  expect(told).toMatchObject([{ requestId: 'a2', kept: path, why: expect.any(Error) }]);
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { requestId: 'a2', actor: { name: 'pipeline' }, details: { path: '/v26.0/a\u0000b', query: ['fields'] } },
  ]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await uses.close()).toBe(0);
});

test('one that comes alone does not shut the gateway', async () => {
  const uses = journal();
  uses.add(poison('b1'));
  await expect.poll(() => recorded('b1'), { timeout: 5_000 }).toEqual([['b1', 'set_aside']]);
  expect(await uses.close()).toBe(0);
  expect(told).toHaveLength(1);
});

test('where no file can keep it either, whoever is told gets the whole of it', async () => {
  const uses = journal({ keep: keepIn(join(folder, 'not', 'there')) });
  uses.add(poison('c1'));
  await expect.poll(() => told, { timeout: 5_000 }).toMatchObject([{ requestId: 'c1', kept: null }]);
  expect(await recorded('c1')).toEqual([['c1', 'set_aside']]);
  await uses.close();
});

test('a database that goes away in between does not make one of them', async () => {
  const refusals = ['a fault', 'a fault', 'ECONNREFUSED'];
  const uses = journal({
    write: async (some) => {
      const refusal = refusals.shift();
      if (refusal) throw new Error(refusal);
      await writeUses(some);
    },
  });
  uses.add(use('e1', '/v26.0/1'));
  await expect.poll(() => recorded('e1'), { timeout: 5_000 }).toEqual([['e1', null]]);
  expect([refusals, told]).toEqual([[], []]);
  await uses.close();
});

test('a database that takes nothing at all keeps the gateway shut, and no use is set aside', async () => {
  const errors = ['ECONNREFUSED', 'permission denied for table audit_event'];
  for (const message of errors) {
    let broken = true;
    const write = async (uses: readonly Use[]) => {
      if (broken) throw new Error(message);
      await writeUses(uses);
    };
    const uses = journal({ write });
    const ids = [`d-${message}-1`, `d-${message}-2`];
    for (const id of ids) uses.add(use(id, '/v26.0/1'));
    await expect.poll(() => uses.accepts, { timeout: 5_000 }).toBe(false);
    expect(await recorded(...ids)).toEqual([]);
    broken = false;
    await expect.poll(() => recorded(...ids), { timeout: 5_000 }).toEqual(ids.map((id) => [id, null]));
    expect(told).toEqual([]);
    await uses.close();
  }
});
