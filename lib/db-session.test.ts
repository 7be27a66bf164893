import { connect, createServer, type Socket } from 'node:net';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PrismaClient } from '../prisma/generated/client.ts';
import { createTestDatabase } from '../prisma/test-database.ts';
import { closeDatabase, database } from './db.ts';
import { poolSettings } from './db-session.ts';
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
  const name = new URL(base.url).pathname.slice(1);
  // The zone is Debian's default: that of the machine.
  await client.query(`ALTER DATABASE ${name} SET timezone = 'America/New_York';
    ALTER DATABASE ${name} SET datestyle = 'German, DMY';
    ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read'`);
  await client.end();
  completeEnvironment({ DATABASE_URL: base.url });
});

afterAll(async () => {
  await closeDatabase();
  await base.drop();
});

describe('on a database with a zone, a style of dates and an isolation of its own', () => {
  test('an instant that was written is that instant to whoever reads it, and back', async () => {
    const at = new Date('2026-03-04T05:06:07.089Z');
    await database().setupCode.create({ data: { codeHash: 'model', createdAt: at } });
    await database().$executeRaw`INSERT INTO setup_code (code_hash, created_at) VALUES ('raw', ${at})`;
    for (const codeHash of ['model', 'raw']) {
      const row = await database().setupCode.findUniqueOrThrow({ where: { codeHash } });
      expect(row.createdAt).toEqual(at);
      const seconds = await secondsOf(`(SELECT created_at FROM setup_code WHERE code_hash = '${codeHash}')`);
      expect(seconds).toBeCloseTo(at.getTime() / 1000, 3);
    }
  });

  test('what the database dates by its own clock is read as that moment', async () => {
    const [row] = await database().$queryRaw<{ at: Date }[]>`SELECT now() AS at`;
    expect(Math.abs(Date.now() - (row?.at.getTime() ?? 0))).toBeLessThan(60_000);
  });

  test('every connection of the pool is told ours, within transactions too', async () => {
    const told = await Promise.all(
      Array.from({ length: 6 }, () =>
        database().$transaction(
          (client) =>
            client.$queryRaw`SELECT current_setting('TimeZone') AS zone, current_setting('DateStyle') AS style,
              current_setting('transaction_isolation') AS isolation`,
        ),
      ),
    );
    const ours = [{ zone: 'UTC', style: 'ISO, DMY', isolation: 'read committed' }];
    expect(told).toEqual(Array.from({ length: 6 }, () => ours));
  });

  test('the queue of the background work is told the same', async () => {
    const boss = new PgBoss({
      ...poolSettings({ databaseUrl: base.url, pooled: false }),
      schema: 'pgboss',
      max: 1,
    });
    await boss.start();
    const { rows } = await boss.getDb().executeSql('SHOW timezone');
    await boss.stop({ graceful: false });
    expect(rows).toEqual([{ TimeZone: 'UTC' }]);
  });
});

/** A line to the database on which, once told, nothing passes any more: as when a host freezes, nobody is told. */
async function startLine() {
  const { hostname, port } = new URL(base.url);
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((near) => {
    connections += 1;
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(base.url);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    connections: () => connections,
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a connection that falls silent', () => {
  test('fails what waits for it, and the next statement has a new one', async () => {
    const line = await startLine();
    const adapter = new PrismaPg({ ...poolSettings({ databaseUrl: line.url, pooled: false }, 400), max: 1 });
    const client = new PrismaClient({ adapter });
    try {
      await client.$queryRaw`SELECT 1`;
      line.freeze();
      await expect(client.$queryRaw`SELECT 2`).rejects.toThrow(/did not answer in time|ETIMEDOUT/);
      expect(await client.$queryRaw`SELECT 3 AS three`).toEqual([{ three: 3 }]);
      expect(line.connections()).toBe(2);
    } finally {
      await client.$disconnect();
      await line.close();
    }
  });

  test('ends a transaction too, without a place in the pool being lost', async () => {
    const line = await startLine();
    const adapter = new PrismaPg({ ...poolSettings({ databaseUrl: line.url, pooled: false }, 400), max: 1 });
    const client = new PrismaClient({ adapter });
    try {
      const broken = client.$transaction(async (within) => {
        await within.$queryRaw`SELECT 1`;
        line.freeze();
        return within.$queryRaw`SELECT 2`;
      });
      await expect(broken).rejects.toThrow();
      expect(await client.$queryRaw`SELECT 3 AS three`).toEqual([{ three: 3 }]);
    } finally {
      await client.$disconnect();
      await line.close();
    }
  });
});
