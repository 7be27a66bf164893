import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { databaseUrlOf } from '../world.ts';
import { sendJson } from './fake-graph.ts';
import { eventually, type GatewayWorld, startGatewayWorld } from './gateway-world.ts';

/** A world whose database outlives it: it lies with that of the shared world. */
async function startMortalWorld(name: string): Promise<GatewayWorld> {
  const own = new URL(await databaseUrlOf(inject('world').dataDir));
  const client = new pg.Client({ connectionString: own.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}_${process.pid}`);
  await client.end();
  own.pathname = `/${name}_${process.pid}`;
  return startGatewayWorld({ DATABASE_URL: own.href }, own.href);
}

describe('when the process ends', () => {
  test('by SIGTERM, uses under way end and every use is recorded', async () => {
    const ending = await startMortalWorld('ended');
    const { id } = await ending.add();
    let arrived = 0;
    ending.graph.answer = (_request, response) => {
      arrived += 1;
      setTimeout(() => sendJson(response, 200, {}), 1_500);
    };
    const calls = Array.from({ length: 30 }, (_, n) => ending.call(`/graph/${id}/call-${n}`, ending.use));
    await eventually(
      async () => arrived,
      (count) => count === 30,
      10,
    );
    expect(arrived).toBe(30);
    const wrong = `fk_${'x'.repeat(43)}`;
    for (let tries = 0; tries < 5; tries++) await ending.call('/api/credentials', wrong);
    process.kill(ending.world.pid, 'SIGTERM');
    const answers = await Promise.all(calls);
    expect(answers.map((answer) => answer.status)).toEqual(Array(30).fill(200));
    await eventually(
      async () => ending.world.output(),
      (text) => text.includes('stopping'),
      1,
    );
    // Its last batch is written before the process is gone.
    const rows = await eventually(
      () => ending.uses(id),
      ({ length }) => length === 30,
    );
    expect(rows).toHaveLength(30);
    // So are refusals that were counted and not yet written.
    const counts = async () => {
      const sql =
        "SELECT details->'count' AS count FROM audit_event WHERE action = 'access.refused' ORDER BY seq";
      return (await ending.db.query(sql)).rows.map(({ count }) => count);
    };
    expect(await eventually(counts, ({ length }) => length === 2)).toEqual([1, 4]);
    await ending.stop();
  });

  test('by SIGTERM, uses that take longer than it waits are cut off and recorded too', async () => {
    const ending = await startMortalWorld('cut');
    const { id } = await ending.add();
    let arrived = 0;
    ending.graph.answer = (request, response) => {
      arrived += 1;
      if (request.url?.includes('begun'))
        response.writeHead(200, { 'content-type': 'image/png' }).write('begun');
    };
    const paths = ['/hangs', '/hangs-too', '/begun'];
    const calls = paths.map((path) =>
      ending
        .call(`/graph/${id}${path}`, ending.use)
        .then((answer) => answer.text())
        .catch(() => 'cut off'),
    );
    await eventually(
      async () => arrived,
      (count) => count === paths.length,
      10,
    );
    process.kill(ending.world.pid, 'SIGTERM');
    expect(await Promise.all(calls)).toEqual(['cut off', 'cut off', 'cut off']);
    const rows = await eventually(
      () => ending.uses(id),
      ({ length }) => length === paths.length,
    );
    expect(rows.map(({ details }) => details.path).sort()).toEqual([
      '/v26.0/begun',
      '/v26.0/hangs',
      '/v26.0/hangs-too',
    ]);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
    await ending.stop();
  });

  test('by a kill under load, no more is lost than a second’s worth', async () => {
    const ending = await startMortalWorld('killed');
    const { id } = await ending.add();
    const sent: number[] = [];
    ending.graph.answer = (_request, response) => {
      sent.push(performance.now());
      sendJson(response, 200, {});
    };
    let going = true;
    const work = Array.from({ length: 8 }, async () => {
      while (going)
        await ending
          .call(`/graph/${id}/me`, ending.use)
          .then((answer) => answer.text())
          .catch(() => undefined);
    });
    await pause(3_000);
    process.kill(ending.world.pid, 'SIGKILL');
    const killed = performance.now();
    going = false;
    await Promise.all(work);
    const { length } = await ending.uses(id);
    expect(length).toBeGreaterThan(0);
    const worth = sent.filter((at) => at > killed - 1_000).length;
    expect(sent.length - length).toBeLessThanOrEqual(worth);
    await ending.stop();
  });
});
