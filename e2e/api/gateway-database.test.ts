/** The gateway while its database is gone, and while the audit trail can't be written. */
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { databaseUrlOf } from '../world.ts';
import { sendJson } from './fake-graph.ts';
import { eventually, type GatewayWorld, startGatewayWorld } from './gateway-world.ts';

/** A line to the database that can be cut and mended, or stall and go on. */
async function startLine(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'whole' | 'cut' | 'stalled' = 'whole';
  const join = ([near, far]: readonly [Socket, Socket]) => void near.pipe(far).pipe(near);
  const server = createServer((near) => {
    if (state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const pair = [near, connect(Number(port), hostname)] as const;
    pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const other of pair) other.destroy();
      });
    }
    if (state === 'whole') join(pair);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    cut() {
      state = 'cut';
      for (const [near] of pairs) near.destroy();
    },
    mend() {
      state = 'whole';
    },
    /** Nothing passes any more, and nobody is told. */
    stall() {
      state = 'stalled';
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
      }
    },
    goOn() {
      state = 'whole';
      pairs.forEach(join);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

let one: GatewayWorld;
let line: Awaited<ReturnType<typeof startLine>>;

beforeAll(async () => {
  const url = await databaseUrlOf(inject('world').dataDir);
  const name = `gateway_${process.pid}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  line = await startLine(own.href);
  one = await startGatewayWorld({ DATABASE_URL: line.url }, own.href);
});
afterAll(async () => {
  await one.stop();
  await line.close();
});

const status = async (path: string) => (await one.call(path, one.use)).status;

describe('while the database is gone', () => {
  test('for 30 seconds, uses that it allowed go on for a moment, then none does, and none is forgotten', async () => {
    const [known, unknown] = [await one.add(), await one.add()];
    const open = Promise.withResolvers<void>();
    one.graph.answer = (request, response) => {
      if (request.url?.includes('/slow')) void open.promise.then(() => sendJson(response, 200, {}));
      else sendJson(response, 200, {});
    };
    expect(await status(`/graph/${known.id}/before`)).toBe(200);
    const slow = status(`/graph/${known.id}/slow`);
    await eventually(
      () => one.uses(known.id),
      ({ length }) => length === 1,
    );
    line.cut();
    await pause(100);
    const first = await Promise.all([
      status(`/graph/${known.id}/just`),
      status(`/graph/${unknown.id}/never-asked`),
    ]);
    expect(first).toEqual([200, 503]);
    await pause(1_300);
    const late = await one.call(`/graph/${known.id}/late`, one.use);
    expect(late.status).toBe(503);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(late.headers.get('x-flowkeep')).toBe('problem');
    open.resolve();
    expect(await slow).toBe(200);
    // Half a minute in all: longer than what was allowed before is good for.
    await pause(28_500);
    expect(await status(`/graph/${known.id}/late`)).toBe(503);
    const asked = one.graph.asked.map(({ path }) => path);
    expect(asked).not.toContain('/v26.0/late');
    expect(asked).not.toContain('/v26.0/never-asked');
    line.mend();
    const back = await eventually(
      () => status(`/graph/${known.id}/after`),
      (code) => code === 200,
      15,
    );
    expect(back).toBe(200);
    const uses = await eventually(
      () => one.uses(known.id),
      (rows) => rows.some(({ details }) => details.path === '/v26.0/after'),
    );
    const paths = new Set(uses.map(({ details }) => details.path));
    expect([...paths].sort()).toEqual(['/v26.0/after', '/v26.0/before', '/v26.0/just', '/v26.0/slow']);
  }, 90_000);

  test('what it allowed before is good for ten seconds, although nothing waits to be recorded', async () => {
    const { id, token } = await one.add();
    one.graph.answer = (_request, response) => sendJson(response, 200, {});
    expect(await status(`/graph/${id}/before`)).toBe(200);
    await eventually(
      () => one.uses(id),
      ({ length }) => length === 1,
    );
    line.cut();
    await pause(10_100);
    const late = await one.call(`/graph/${id}/late`, one.use);
    expect(late.status).toBe(503);
    expect(await late.json()).toMatchObject({ code: 'database_unavailable' });
    expect(one.graph.asked.map(({ path, token }) => [path, token])).not.toContainEqual([
      '/v26.0/late',
      token,
    ]);
    line.mend();
    const back = await eventually(
      () => status(`/graph/${id}/after`),
      (code) => code === 200,
      15,
    );
    expect(back).toBe(200);
  });

  test('one that hangs is waited for briefly; what it does not allow does not happen', async () => {
    const [known, unknown] = [await one.add(), await one.add()];
    one.graph.answer = (_request, response) => sendJson(response, 200, {});
    expect(await status(`/graph/${known.id}/before`)).toBe(200);
    await eventually(
      () => one.uses(known.id),
      ({ length }) => length === 1,
    );
    line.stall();
    const started = performance.now();
    const both = await Promise.all([
      status(`/graph/${known.id}/hangs`),
      status(`/graph/${unknown.id}/hangs`),
    ]);
    expect(both).toEqual([200, 503]);
    expect(performance.now() - started).toBeLessThan(2_500);
    await pause(1_500);
    expect(await status(`/graph/${known.id}/later`)).toBe(503);
    line.goOn();
    expect(
      await eventually(
        () => status(`/graph/${unknown.id}/after`),
        (code) => code === 200,
        15,
      ),
    ).toBe(200);
    const uses = await eventually(
      () => one.uses(known.id),
      ({ length }) => length === 2,
    );
    expect(uses.map(({ details }) => details.path)).toEqual(['/v26.0/before', '/v26.0/hangs']);
  });

  test('a key that was revoked meanwhile is refused as soon as the database is back', async () => {
    const { id } = await one.add();
    expect(await status(`/graph/${id}/before`)).toBe(200);
    line.cut();
    await one.db.query("UPDATE api_key SET revoked_at = now() WHERE name = 'pipeline'");
    line.mend();
    expect(
      await eventually(
        () => status(`/graph/${id}/x`),
        (code) => code === 401,
        10,
      ),
    ).toBe(401);
    await one.db.query("UPDATE api_key SET revoked_at = NULL WHERE name = 'pipeline'");
  });
});

const health = async () => (await fetch(`${one.world.url}/api/health`)).json();

test('what the audit trail can not record does not go on: after a second no use is allowed, until it can', async () => {
  const { id } = await one.add();
  await one.db.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.action = 'credential.used' THEN RAISE EXCEPTION 'disk full'; END IF; RETURN NEW; END $$`);
  await one.db.query(
    'CREATE TRIGGER a_refuse BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse()',
  );
  try {
    expect(await status(`/graph/${id}/first`)).toBe(200);
    await pause(1_100);
    const answer = await one.call(`/graph/${id}/second`, one.use);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: 'audit_unavailable' });
    expect(one.graph.asked.map(({ path }) => path)).not.toContain('/v26.0/second');
    expect(await health()).toEqual({ status: 'ok', uses: 'refused', jobs: expect.any(Array) });
  } finally {
    await one.db.query('DROP TRIGGER a_refuse ON audit_event');
  }
  expect(
    await eventually(
      () => status(`/graph/${id}/third`),
      (code) => code === 200,
    ),
  ).toBe(200);
  expect(await health()).toEqual({ status: 'ok', jobs: expect.any(Array) });
  const uses = await eventually(
    () => one.uses(id),
    ({ length }) => length === 2,
  );
  expect(uses.map(({ details }) => details.path)).toEqual(['/v26.0/first', '/v26.0/third']);
});
