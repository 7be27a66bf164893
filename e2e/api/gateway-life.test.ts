/** What becomes of a credential, its token and a key while they are used. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fakeWaba, sendJson } from './fake-graph.ts';
import { eventually, freshToken, type GatewayWorld, startGatewayWorld } from './gateway-world.ts';

let one: GatewayWorld;
beforeAll(async () => {
  one = await startGatewayWorld();
});
afterAll(() => one.stop());
beforeEach(() => {
  one.graph.answer = (_request, response) => sendJson(response, 200, { data: [] });
});

describe('a token’s fate is noticed by use', () => {
  test('a dead one turns the tile, a living one turns it back, and neither is asked about twice a minute', async () => {
    const { id, token } = await one.add();
    one.graph.dead.add(token);
    one.graph.asked = [];
    const answer = await one.call(`/graph/${id}/${fakeWaba}/flows`, one.use);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: 190 } });
    const tile = await eventually(
      () => one.tile(id),
      ({ status }) => status === 'invalid',
    );
    expect(tile).toMatchObject({ status: 'invalid', reason: 'token_rejected' });
    for (let n = 0; n < 5; n++) await one.call(`/graph/${id}/${fakeWaba}/flows`, one.use);
    one.graph.dead.delete(token);
    await one.call(`/graph/${id}/${fakeWaba}/flows`, one.use);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(one.graph.asked.filter(({ path }) => path === '/v26.0/debug_token')).toHaveLength(1);
    const { rows } = await one.db.query(
      "SELECT actor_kind, actor_name FROM audit_event WHERE action = 'credential.inspected' AND target_id = $1",
      [id],
    );
    expect(rows).toEqual([{ actor_kind: 'system', actor_name: 'Flowkeep' }]);
  });

  test('a living one that was thought dead', async () => {
    const { id } = await one.add();
    await one.db.query("UPDATE credential SET verdict = 'invalid', reason = 'token_rejected' WHERE id = $1", [
      id,
    ]);
    expect((await one.call(`/graph/${id}/${fakeWaba}/flows`, one.use)).status).toBe(200);
    expect(
      await eventually(
        () => one.tile(id),
        ({ status }) => status === 'valid',
      ),
    ).toMatchObject({ status: 'valid' });
  });
});

describe('while an answer is under way', () => {
  /** Starts a call whose answer stays open. @returns what reads on, and what lets Graph end it */
  async function openAnswer(id: string) {
    const { promise, resolve: finish } = Promise.withResolvers<void>();
    one.graph.answer = (request, response) => {
      if (!request.url?.includes('/slow')) return sendJson(response, 200, { data: [] });
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"first":1,');
      void promise.then(() => response.end(`"token":"${(request.headers.authorization ?? '').slice(7)}"}`));
    };
    const answer = await one.call(`/graph/${id}/slow`, one.use);
    const reader = answer.body?.getReader();
    await reader?.read();
    return async () => {
      finish();
      let text = '{"first":1,';
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        text += Buffer.from(part.value).toString();
      }
      return text;
    };
  }
  const whole = '{"first":1,"token":"[removed]"}';

  test('the credential may be replaced: the answer ends without the old token, the next use has the new one', async () => {
    const { id } = await one.add();
    const finish = await openAnswer(id);
    const accessToken = freshToken();
    const replaced = await one.call(`/api/credentials/${id}/token`, one.manage, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      body: JSON.stringify({ accessToken }),
    });
    expect(replaced.status).toBe(200);
    expect(await finish()).toBe(whole);
    await one.call(`/graph/${id}/next`, one.use);
    expect(one.graph.asked.at(-1)).toEqual({ path: '/v26.0/next', token: accessToken });
  });

  test('the credential may be deleted: the answer ends, the next use is 404', async () => {
    const { id } = await one.add();
    const finish = await openAnswer(id);
    expect((await one.call(`/api/credentials/${id}`, one.manage, { method: 'DELETE' })).status).toBe(204);
    expect(await finish()).toBe(whole);
    expect((await one.call(`/graph/${id}/next`, one.use)).status).toBe(404);
  });

  test('the key may be revoked: the answer ends, the next use is 401', async () => {
    const { id } = await one.add();
    const finish = await openAnswer(id);
    await one.db.query("UPDATE api_key SET revoked_at = now() WHERE name = 'pipeline'");
    expect(await finish()).toBe(whole);
    expect((await one.call(`/graph/${id}/next`, one.use)).status).toBe(401);
    await one.db.query("UPDATE api_key SET revoked_at = NULL WHERE name = 'pipeline'");
  });
});
