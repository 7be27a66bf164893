import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../prisma/test-database.ts';
import { closeDatabase, database } from './db.ts';
import { sessionInUtc } from './db-session.ts';
import { completeEnvironment } from './env.ts';

let base: Awaited<ReturnType<typeof createTestDatabase>>;

/** The seconds since 1970 of an instant, as a program elsewhere reads them. */
async function secondsOf(expression: string): Promise<number> {
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  const { rows } = await client.query(`SELECT extract(epoch FROM ${expression})::float8 AS seconds`);
  await client.end();
  return rows[0].seconds;
}

beforeAll(async () => {
  base = await createTestDatabase();
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  // Debian's default is the zone of the machine.
  await client.query(
    `ALTER DATABASE ${new URL(base.url).pathname.slice(1)} SET timezone = 'America/New_York'`,
  );
  await client.end();
  completeEnvironment({ DATABASE_URL: base.url });
});

afterAll(async () => {
  await closeDatabase();
  await base.drop();
});

test('an instant that was written is that instant to whoever reads it, and back', async () => {
  const at = new Date('2026-03-04T05:06:07.089Z');
  await database().setupCode.create({ data: { codeHash: 'model', createdAt: at } });
  await database().$executeRaw`INSERT INTO setup_code (code_hash, created_at) VALUES ('raw', ${at})`;
  for (const codeHash of ['model', 'raw']) {
    expect((await database().setupCode.findUniqueOrThrow({ where: { codeHash } })).createdAt).toEqual(at);
    expect(
      await secondsOf(`(SELECT created_at FROM setup_code WHERE code_hash = '${codeHash}')`),
    ).toBeCloseTo(at.getTime() / 1000, 3);
  }
});

test('what the database dates by its own clock is read as that moment', async () => {
  const [row] = await database().$queryRaw<{ at: Date }[]>`SELECT now() AS at`;
  expect(Math.abs(Date.now() - (row?.at.getTime() ?? 0))).toBeLessThan(60_000);
});

test('also within transactions, and on every connection of the pool', async () => {
  const zones = await Promise.all(
    Array.from({ length: 6 }, () =>
      database().$transaction(async (client) => client.$queryRaw`SHOW timezone`),
    ),
  );
  expect(new Set(zones.map((zone) => JSON.stringify(zone)))).toEqual(new Set(['[{"TimeZone":"UTC"}]']));
});

test('the queue of the background work thinks in UTC too', async () => {
  const boss = new PgBoss({ connectionString: base.url, schema: 'pgboss', max: 1, ...sessionInUtc });
  await boss.start();
  const { rows } = await boss.getDb().executeSql('SHOW timezone');
  await boss.stop({ graceful: false });
  expect(rows).toEqual([{ TimeZone: 'UTC' }]);
});
