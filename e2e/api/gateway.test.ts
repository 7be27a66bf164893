import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { operate } from '../world.ts';
import { addTile, call, script, withKey } from './client.ts';
import { fakeWaba, sendJson } from './fake-graph.ts';
import { eventually, type GatewayWorld, startGatewayWorld } from './gateway-world.ts';

let one: GatewayWorld;
beforeAll(async () => {
  one = await startGatewayWorld();
});
afterAll(() => one.stop());
beforeEach(() => {
  one.graph.answer = (_request, response) => sendJson(response, 200, { data: [] });
});

test('pages are walked by the links that come back, with nothing but the key', async () => {
  const { id, token } = await one.add();
  one.graph.answer = (request, response) => {
    const { searchParams: query } = new URL(request.url ?? '', 'http://x.test');
    const page = Number(query.get('after') ?? '0');
    const link = `https://graph.facebook.com/v26.0/${fakeWaba}/flows?access_token=${token}&limit=1&after=${page + 1}`;
    sendJson(response, 200, { data: [{ id: String(page) }], paging: page < 3 ? { next: link } : {} });
  };
  const seen: string[] = [];
  let next: string | undefined = `${one.world.url}/graph/${id}/${fakeWaba}/flows?limit=1`;
  while (next) {
    expect(next.startsWith(`${one.world.url}/graph/${id}/`)).toBe(true);
    const answer: Response = await one.call(next.slice(one.world.url.length), one.use);
    const text = await answer.text();
    expect(text).not.toContain(token);
    expect(text).not.toContain('access_token');
    const body = JSON.parse(text) as { data: { id: string }[]; paging: { next?: string } };
    seen.push(...body.data.map((flow) => flow.id));
    next = body.paging.next;
  }
  expect(seen).toEqual(['0', '1', '2', '3']);
});

describe('before the sandbox', () => {
  test('an App Secret is proven with each call', async () => {
    const { token, wabaId, appSecret } = script('proof');
    const { id } = await addTile({ accessToken: token, wabaId, appSecret });
    const answer = await call(`/graph/${id}/${wabaId}?fields=id`, { headers: withKey(inject('keys').use) });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: wabaId });
  });

  test('an id that nobody filled in is answered as Graph does', async () => {
    const { token, wabaId } = script('never-expiring');
    const { id } = await addTile({ accessToken: token, wabaId });
    for (const [path, code] of [
      ['%3CFLOW_ID%3E', 803],
      ['v26.0/%7B%7BWABA-ID%7D%7D/flows', 803],
      [`${wabaId}/%3CEDGE%3E`, 100],
    ]) {
      const answer = await call(`/graph/${id}/${path}`, { headers: withKey(inject('keys').use) });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ error: { code, type: 'OAuthException' } });
    }
  });
});

describe('who may', () => {
  test('a key with the scope use, and nobody else', async () => {
    const { id } = await one.add();
    expect((await one.call(`/graph/${id}/me`, one.use)).status).toBe(200);
    expect((await one.call(`/graph/${id}/me`, one.manage)).status).toBe(403);
    expect((await one.call(`/graph/${id}/me`, `fk_${'x'.repeat(43)}`)).status).toBe(401);
    expect((await one.call(`/graph/${id}/me`, '', { headers: { authorization: '' } })).status).toBe(401);
  });

  test('that is confined to the credential, where it is confined', async () => {
    const [mine, other] = [await one.add(), await one.add()];
    const key = await operate(one.world, ['key', 'create', '--name', 'confined', '--scope', 'use']);
    await one.confine('confined', mine.id);
    expect((await one.call(`/graph/${mine.id}/me`, key)).status).toBe(200);
    const hidden = await one.call(`/graph/${other.id}/me`, key);
    const never = await one.call('/graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/me', key);
    const noId = await one.call('/graph/x/me', key);
    const bodies = await Promise.all(
      // The request's own id stands in them twice; all else has to be the same.
      [hidden, never, noId].map(async (answer) =>
        (await answer.text()).replaceAll(answer.headers.get('x-request-id') ?? 'none', ''),
      ),
    );
    expect([hidden.status, never.status, noId.status]).toEqual([404, 404, 404]);
    expect(new Set(bodies).size).toBe(1);
  });

  test('until the key is revoked or ends, which counts at the next use', async () => {
    const { id } = await one.add();
    for (const [column, code, subcode] of [
      ['revoked_at', 'key_revoked', 466],
      ['expires_at', 'key_expired', 463],
    ] as const) {
      const key = await operate(one.world, ['key', 'create', '--name', column, '--scope', 'use']);
      expect((await one.call(`/graph/${id}/me`, key)).status).toBe(200);
      await one.db.query(`UPDATE api_key SET ${column} = now() WHERE name = $1`, [column]);
      const refused = await one.call(`/graph/${id}/me`, key);
      expect(refused.status).toBe(401);
      const { detail, ...body } = (await refused.json()) as Record<string, unknown>;
      expect(body).toMatchObject({
        code,
        error: { code: 190, error_subcode: subcode, type: 'OAuthException', message: detail },
      });
    }
  });
});

describe('each use is one event', () => {
  test('with what it is warned of, as its answer is', async () => {
    const { id } = await one.add();
    const body = JSON.stringify({ messaging_product: 'whatsapp', to: 'US.13491208655302741918' });
    const headers = { authorization: `Bearer ${one.use}`, 'content-type': 'application/json' };
    const answer = await one.call(`/graph/${id}/1/messages?pretty=1`, one.use, {
      method: 'POST',
      body,
      headers,
    });
    expect(answer.headers.get('x-flowkeep-warning')).toBe('pretty, business_scoped_id_in_to');
    const [use] = await eventually(
      () => one.uses(id),
      ({ length }) => length > 0,
    );
    expect(use?.details).toMatchObject({ warnings: ['pretty', 'business_scoped_id_in_to'] });
  });

  test('with who, what, where from and which request', async () => {
    const { id, token } = await one.add();
    const path = `/graph/${id}/v25.0/${fakeWaba}/flows?fields=id&after=secretcursor`;
    const answer = await one.call(path, one.use, { method: 'POST', body: new URLSearchParams('a=c') });
    const [use] = await eventually(
      () => one.uses(id),
      ({ length }) => length > 0,
    );
    expect(use).toMatchObject({
      outcome: 'done',
      actor_name: 'pipeline',
      request_id: answer.headers.get('x-request-id'),
      details: {
        method: 'POST',
        path: `/v25.0/${fakeWaba}/flows`,
        query: ['fields', 'after'],
        status: 200,
        bytesUp: 3,
        bytesDown: 11,
        apiVersion: 'v25.0',
        tokenVersion: 1,
        code: null,
      },
    });
    expect(use?.address).toMatch(/127\.0\.0\.1|::1/);
    expect(JSON.stringify(use)).not.toContain('secretcursor');
    expect(JSON.stringify(use)).not.toContain(token);
  });

  test('also when it is refused, and the history of the credential is not flooded', async () => {
    const { id } = await one.add();
    await one.call(`/graph/${id}/oauth/access_token`, one.use);
    await one.call(`/graph/${id}/me`, one.manage);
    const uses = await eventually(
      () => one.uses(id),
      ({ length }) => length === 2,
    );
    expect(uses.map(({ outcome, details }) => [outcome, details.code, details.status])).toEqual([
      ['refused', 'call_refused', 403],
      ['refused', 'forbidden', 403],
    ]);
    const history = await one.call(`/api/credentials/${id}/history`, one.manage);
    const { items } = (await history.json()) as { items: { action: string }[] };
    expect(items.map(({ action }) => action)).toEqual(['credential.added']);
    expect(await operate(one.world, ['audit', 'verify'])).toBe('The audit trail is whole.');
  });

  test('and credential, key and resource know when they were used last', async () => {
    const { id } = await one.add();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ name: `Used ${id}`, connector: 'whatsapp-flows', credentialId: id });
    const source = await one.call('/api/sources', one.manage, { method: 'POST', headers, body });
    const { id: resourceId } = (await source.json()) as { id: string };
    expect((await one.tile(id)).lastUsedAt).toBeNull();
    const before = Date.now();
    await one.call(`/graph/${id}/oauth/x`, one.use);
    expect(
      (await one.call(`/graph/${id}/me`, one.use, { headers: { 'x-flowkeep-resource': resourceId } })).status,
    ).toBe(200);
    const tile = await eventually(
      () => one.tile(id),
      ({ lastUsedAt }) => lastUsedAt !== null,
    );
    expect(Date.parse(tile.lastUsedAt ?? '')).toBeGreaterThanOrEqual(before - 1_000);
    const view = await (await one.call(`/api/sources/${resourceId}`, one.manage)).json();
    expect((view as { lastUsedAt: string }).lastUsedAt).toBe(tile.lastUsedAt);
    const { rows } = await one.db.query("SELECT last_used_at FROM api_key WHERE name = 'pipeline'");
    expect(rows[0].last_used_at.toISOString()).toBe(tile.lastUsedAt);
    const other = await one.add();
    const wrong = await one.call(`/graph/${other.id}/me`, one.use, {
      headers: { 'x-flowkeep-resource': resourceId },
    });
    expect(wrong.status).toBe(400);
    expect((await one.tile(other.id)).lastUsedAt).toBeNull();
  });
});

test('the last use is the one that began last, also where another ends later', async () => {
  const { id } = await one.add();
  const { promise: began, resolve: begin } = Promise.withResolvers<() => void>();
  one.graph.answer = (request, response) => {
    const answer = () => sendJson(response, 200, {});
    if (request.url?.includes('slow')) begin(answer);
    else answer();
  };
  const slow = one.call(`/graph/${id}/slow`, one.use);
  const finish = await began;
  await one.call(`/graph/${id}/fast`, one.use);
  finish();
  await slow;
  const uses = await eventually(
    () => one.uses(id),
    ({ length }) => length === 2,
  );
  expect(uses.map(({ details }) => details.path)).toEqual(['/v26.0/fast', '/v26.0/slow']);
  expect((await one.tile(id)).lastUsedAt).toBe(uses[0]?.details.at);
});

test('a credential without a token, and one that can’t be opened, are conflicts', async () => {
  const [bare, locked] = [await one.add(), await one.add()];
  // Used a moment before, so that the opened tokens are still kept.
  for (const { id } of [bare, locked]) expect((await one.call(`/graph/${id}/me`, one.use)).status).toBe(200);
  await one.db.query('DELETE FROM sealed_secret WHERE credential_id = $1', [bare.id]);
  await one.db.query("UPDATE credential SET verdict = 'invalid', reason = 'token_missing' WHERE id = $1", [
    bare.id,
  ]);
  await one.db.query(
    `UPDATE sealed_secret SET envelope = (SELECT envelope FROM sealed_secret WHERE credential_id <> $1 LIMIT 1) WHERE credential_id = $1`,
    [locked.id],
  );
  for (const [id, code] of [
    [bare.id, 'token_missing'],
    [locked.id, 'credential_locked'],
  ] as const) {
    const answer = await one.call(`/graph/${id}/me`, one.use);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code });
  }
});

test('neither token nor key nor the value of a parameter stands in the log', async () => {
  const { id } = await one.add();
  await one.call(`/graph/${id}/me?fields=id&after=valueinquery`, one.use);
  await one.call(`/graph/${id}/me?access_token=${one.use}`, '', { headers: { authorization: '' } });
  const output = await eventually(
    async () => one.world.output(),
    (text) => text.split(`/graph/${id}/me`).length > 2,
  );
  expect(output).toContain(`/graph/${id}/me`);
  expect(output).not.toContain('valueinquery');
  expect(output).not.toContain(one.use);
  expect(one.graph.asked.length).toBeGreaterThan(10);
  for (const { token } of one.graph.asked) expect(output).not.toContain(token);
});
