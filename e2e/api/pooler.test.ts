/** Flowkeep on a database behind PgBouncer, with what PgBouncer does by default; and behind pgpool-II. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { openDatabase } from '../../prisma/database.ts';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { startPgBouncer, whyNoPgBouncer } from '../pgbouncer.ts';
import { startPgpool, whyNoPgpool } from '../pgpool.ts';
import { databaseUrlOf } from '../world.ts';
import { sendJson } from './fake-graph.ts';
import { eventually, type GatewayWorld, startGatewayWorld } from './gateway-world.ts';

const missing = whyNoPgBouncer();
if (missing) console.warn(`Behind PgBouncer: skipped, ${missing}.`);

describe.skipIf(missing)('behind PgBouncer in transaction mode', () => {
  let one: GatewayWorld;
  let pooler: Awaited<ReturnType<typeof startPgBouncer>>;

  beforeAll(async () => {
    const url = await databaseUrlOf(inject('world').dataDir);
    const name = `pooled_${process.pid}`;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.query(`ALTER DATABASE ${name} SET timezone = 'America/New_York'`);
    await client.end();
    const own = new URL(url);
    own.pathname = `/${name}`;
    // One connection for everybody: whoever waits for another one while he holds it waits for ever.
    pooler = await startPgBouncer(own.href, { connections: 1 });
    one = await startGatewayWorld({ DATABASE_URL: pooler.url }, own.href);
  });
  afterAll(async () => {
    await one?.stop();
    await pooler?.stop();
  });

  test('a credential is added, used and deleted, and each is recorded', async () => {
    one.graph.answer = (_request, response) => sendJson(response, 200, { ok: true });
    const { id } = await one.add();
    const calls = Array.from({ length: 20 }, () => one.call(`/graph/${id}/x`, one.use));
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(calls.map(() => 200));
    const uses = await eventually(
      () => one.uses(id),
      ({ length }) => length === calls.length,
    );
    expect(uses).toHaveLength(calls.length);
    const gone = await one.call(`/api/credentials/${id}`, one.manage, { method: 'DELETE' });
    expect(gone.status).toBe(204);
  });

  test('times are right, although the database has another zone', async () => {
    const { id } = await one.add();
    const { createdAt } = await one.tile(id);
    expect(Math.abs(Date.now() - Date.parse(createdAt))).toBeLessThan(60_000);
    const { rows } = await one.db.query(
      'SELECT abs(extract(epoch FROM now() - created_at)) < 60 AS right FROM credential WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ right: true }]);
  });

  test('changes at once all end, and none is lost', async () => {
    const added = await Promise.all(Array.from({ length: 6 }, () => one.add()));
    const changed = await Promise.all(
      added.map(({ id }, index) =>
        one.call(`/api/credentials/${id}`, one.manage, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json', 'if-match': '"1"' },
          body: JSON.stringify({ description: `changed ${index}` }),
        }),
      ),
    );
    expect(changed.map(({ status }) => status)).toEqual(added.map(() => 200));
  });
});

const noPgpool = whyNoPgpool();
if (noPgpool) console.warn(`Behind pgpool-II: skipped, ${noPgpool}.`);

describe.skipIf(noPgpool)('behind pgpool-II', () => {
  let base: Awaited<ReturnType<typeof createTestDatabase>>;
  let pgpool: Awaited<ReturnType<typeof startPgpool>> | undefined;

  beforeAll(async () => {
    base = await createTestDatabase();
  });
  afterEach(() => pgpool?.stop());
  afterAll(() => base.drop());

  const open = async (balancing: boolean) => {
    pgpool = await startPgpool(base.url, { balancing });
    return openDatabase({ databaseUrl: pgpool.url, dataDir: '/nowhere', log: () => undefined });
  };

  test('that spreads reads the start is refused, with the way out', async () => {
    await expect(open(true)).rejects.toThrow(/pgpool-II with load balancing.*Set load_balance_mode = off/);
  });

  test('that does not, the database is used as it is', async () => {
    expect(await open(false)).toMatchObject({ pooled: false, embedded: false });
  });
});
