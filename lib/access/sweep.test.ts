import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { closeDatabase, database } from '../db.ts';
import { completeEnvironment } from '../env.ts';
import { sweepAccess } from './sweep.ts';

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

test('ended sessions, invitations and limits are removed, open ones stay', async () => {
  const db = database();
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  const id = '00000000-0000-7000-8000-000000000001';
  await db.person.create({
    data: { id, email: 'a@example.com', name: 'A', role: 'member', passwordHash: 'x' },
  });
  for (const [idHash, createdAt, lastSeenAt] of [
    ['fresh', hours(-1), hours(0)],
    ['idle', hours(-9), hours(-9)],
    ['old', hours(-24 * 8), hours(0)],
  ] as const)
    await db.session.create({ data: { idHash, personId: id, createdAt, lastSeenAt } });
  for (const [n, expiresAt] of [hours(1), hours(-1)].entries())
    await db.invitation.create({
      data: {
        id: `00000000-0000-7000-8000-00000000001${n}`,
        email: `${n}@example.com`,
        role: 'member',
        codeHash: String(n),
        createdByName: 'A',
        expiresAt,
      },
    });
  await db.rateLimit.createMany({
    data: [
      { key: 'open', points: 1, expire: BigInt(Date.now() + 60_000) },
      { key: 'over', points: 1, expire: BigInt(Date.now() - 60_000) },
      { key: 'endless', points: 1, expire: null },
    ],
  });
  await sweepAccess();
  expect((await db.session.findMany()).map(({ idHash }) => idHash)).toEqual(['fresh']);
  expect((await db.invitation.findMany()).map(({ codeHash }) => codeHash)).toEqual(['0']);
  const limits = await db.rateLimit.findMany({ orderBy: { key: 'asc' } });
  expect(limits.map(({ key }) => key)).toEqual(['endless', 'open']);
});
