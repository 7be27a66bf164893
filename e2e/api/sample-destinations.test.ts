/** Tests of destinations: what is only shown, what is sent, and what Flowkeep does not carry. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { operate } from '../world.ts';
import { fakeWaba, sendJson } from './fake-graph.ts';
import { draft, pathOf, type SampleWorld, startSampleWorld } from './sample-world.ts';

const flowId = '901406135639897';
const phoneNumberId = '102290129340398';

let one: SampleWorld;
beforeAll(async () => {
  one = await startSampleWorld();
});
afterAll(() => one.stop());
beforeEach(() => {
  one.answer((_request, response) => sendJson(response, 200, { success: true }));
});

describe('a call that changes something', () => {
  const message = { to: '+1 555 0100', flowId, body: 'It’s "$(time)"', cta: 'Book' };

  test('is checked and shown, with its token masked, and not made', async () => {
    const { id, token } = await one.add();
    const destination = await one.create('destination', id, 'send-flow', { phoneNumberId, mode: 'draft' });
    const got = await one.post(`${pathOf(destination)}/sample`, { payload: message });
    const { request, answer } = got.sample;
    expect(answer).toBeNull();
    expect(request).toMatchObject({
      method: 'POST',
      url: `${one.graph.url}/v26.0/${phoneNumberId}/messages`,
      headers: [
        { name: 'Authorization', value: 'Bearer ••••••••' },
        { name: 'Content-Type', value: 'application/json' },
      ],
    });
    expect(JSON.parse(request.body ?? '')).toMatchObject({ to: '+15550100', type: 'interactive' });
    expect(request.curl).toContain(`/graph/${id}/${phoneNumberId}/messages`);
    expect(got.text).not.toContain(token);
    expect([one.calls, await one.uses(id)]).toEqual([[], []]);
    expect((await one.read(destination)).lastUsedAt).toBeNull();
    for (const send of [false, undefined]) {
      await one.post(`${pathOf(destination)}/sample`, { payload: message, send });
      await one.post('/api/samples', draft('destination', id, 'delete-flow', { flowId }, { send }));
    }
    expect(one.calls).toEqual([]);
  });

  test('is made once, and just as shown, if that is said', async () => {
    const { id, token } = await one.add();
    const destination = await one.create('destination', id, 'send-flow', { phoneNumberId, mode: 'draft' });
    const got = await one.post(`${pathOf(destination)}/sample`, { payload: message, send: true });
    expect(got.answer).toMatchObject({ status: 200, body: { success: true } });
    const [call, ...more] = one.calls;
    expect(more).toEqual([]);
    expect(call).toMatchObject({
      method: 'POST',
      path: `/v26.0/${phoneNumberId}/messages`,
      token,
      query: {},
    });
    expect(JSON.parse(String(call?.body))).toEqual(JSON.parse(got.sample.request.body ?? ''));
    const uses = await one.uses(id);
    expect(uses.map(({ outcome, details }) => [outcome, details])).toEqual([
      [
        'done',
        expect.objectContaining({
          method: 'POST',
          path: `/v26.0/${phoneNumberId}/messages`,
          query: [],
          bytesUp: call?.body.length,
          resourceId: destination.id,
        }),
      ],
    ]);
    expect(JSON.stringify(uses)).not.toMatch(/15550100|\$\(time\)/);
    expect((await one.read(destination)).lastUsedAt).not.toBeNull();
  });

  test('is made only by a key that both manages and uses; the others may not even learn what is there', async () => {
    const { id } = await one.add();
    const destination = await one.create('destination', id, 'send-flow', { phoneNumberId, mode: 'draft' });
    const saved = `${pathOf(destination)}/sample`;
    const unsaved = draft('destination', id, 'delete-flow', { flowId }, { send: true });
    for (const [key, scope] of [
      [one.manage, 'use'],
      [one.use, 'manage'],
    ] as const) {
      for (const [path, json] of [
        [saved, { payload: message, send: true }],
        ['/api/samples', unsaved],
        ['/api/destinations/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/sample', { send: true }],
      ] as const) {
        const got = await one.post(path, json, { key });
        expect(got.refusal).toEqual([403, 'forbidden']);
        expect(got.problem.detail).toContain(`does not have the scope ${scope}`);
      }
    }
    expect(one.calls).toEqual([]);
    const shown = await one.post(saved, { payload: message }, { key: one.manage });
    expect(shown.sample.answer).toBeNull();
  });

  test('is not made again when its connection breaks: it may have happened', async () => {
    const { id } = await one.add();
    one.answer((_request, response) => void response.socket?.resetAndDestroy());
    const body = draft('destination', id, 'publish-flow', { flowId }, { send: true });
    const got = await one.post('/api/samples', body);
    expect(got.refusal).toEqual([502, 'graph_unreachable']);
    expect(got.problem.detail).toContain('look whether it did');
    expect(one.calls).toHaveLength(1);
  });

  test('may delete, and may have no body', async () => {
    const { id } = await one.add();
    await one.post('/api/samples', draft('destination', id, 'delete-flow', { flowId }, { send: true }));
    await one.post('/api/samples', draft('destination', id, 'deprecate-flow', { flowId }, { send: true }));
    expect(one.calls.map(({ method, path, body }) => [method, path, body.length])).toEqual([
      ['DELETE', `/v26.0/${flowId}`, 0],
      ['POST', `/v26.0/${flowId}/deprecate`, 0],
    ]);
  });

  test('may bring a file', async () => {
    const { id } = await one.add();
    const flowJson = '{"version":"7.1","screens":[{"title":"ä\\r\\n--"}]}';
    const body = draft('destination', id, 'upload-flow-json', { flowId, flowJson }, { send: true });
    await one.post('/api/samples', body);
    const [call] = one.calls;
    if (!call) throw new Error('nothing was sent');
    const form = await new Response(new Uint8Array(call.body), {
      headers: { 'content-type': call.type },
    }).formData();
    expect([form.get('name'), form.get('asset_type')]).toEqual(['flow.json', 'FLOW_JSON']);
    expect(await (form.get('file') as File).text()).toBe(flowJson);
  });
});

describe('a payload', () => {
  test('goes before what is set for all records', async () => {
    const { id } = await one.add();
    const parameters = { flowId, name: 'Set' };
    const destination = await one.create('destination', id, 'update-flow', parameters);
    const shown = async (payload: unknown) => {
      const { request } = (await one.post(`${pathOf(destination)}/sample`, { payload })).sample;
      return JSON.parse(request.body ?? '');
    };
    expect(await shown({})).toEqual({ name: 'Set' });
    expect(await shown({ name: 'Brought' })).toEqual({ name: 'Brought' });
  });

  test('that is not right is named by its field, and nothing is sent', async () => {
    const { id } = await one.add();
    const destination = await one.create('destination', id, 'send-flow', { phoneNumberId });
    const token = `EAA${'NotARealToken'.repeat(3)}`;
    const rows: [Record<string, unknown>, string[]][] = [
      [{}, ['payload.mode', 'payload.body', 'payload.cta']],
      [{ mode: 'draft', flowId, body: 'x', cta: 'y' }, ['payload.to']],
      [{ to: 'US.13491208655302741918', mode: 'draft', flowId, body: 'x', cta: 'y' }, ['payload.to']],
      [{ to: 'Ada', mode: 'draft', flowId, body: 'x', cta: 'y' }, ['payload.to']],
      [{ to: '15550100', mode: 'draft', body: 'x', cta: 'y' }, ['payload.flowId']],
      [{ to: '15550100', mode: 'draft', flowId, body: token, cta: 'y' }, ['payload.body']],
      [{ to: '15550100', mode: 'draft', flowId, body: 'x', cta: 'y', more: 1 }, ['payload.more']],
      [{ to: '15550100', mode: 'draft', flowId, body: 'x', cta: 'y', [token]: 1 }, ['payload.[secret]']],
      [
        { to: '15550100', mode: 'draft', flowId, body: 'x', cta: 'y', [`${token}${token}`]: 1 },
        ['payload.[secret]'],
      ],
    ];
    for (const [payload, fields] of rows) {
      const got = await one.post(`${pathOf(destination)}/sample`, { payload, send: true });
      expect(got.refusal).toEqual([400, 'invalid_input', ...fields]);
      expect(got.text).not.toContain('NotAReal');
    }
    expect([one.calls, await one.uses(id)]).toEqual([[], []]);
  });

  test('is missing as parameters where a source lacks something', async () => {
    const { id } = await one.add();
    const got = await one.post('/api/samples', draft('source', id, 'get-flow'));
    expect(got.refusal).toEqual([400, 'invalid_input', 'parameters.flowId']);
  });
});

describe('calls of one’s own that hand out tokens, or hide calls', () => {
  const reads: [string, Record<string, unknown>][] = [
    ['/oauth/access_token', {}],
    ['/debug_token', { query: 'x=1' }],
    ['/104169029247128/access_tokens', {}],
    ['/me/accounts', {}],
    ['/me', { query: 'fields=access_token' }],
    ['/me', { query: 'fields=id,accounts%7Baccess_token%7D' }],
  ];
  const writes: [string, Record<string, unknown>][] = [
    ['/oauth/access_token', {}],
    ['/104169029247128/access_tokens', { body: '{"scope":"x"}' }],
    ['/me', { body: '{"fields":["access_token"]}' }],
  ];
  const cases = [
    ...reads.map(([path, more]) => ['source', 'manual-read', { path, ...more }] as const),
    ...writes.map(
      ([path, more]) => ['destination', 'manual-write', { method: 'POST', path, ...more }] as const,
    ),
  ];

  test.each(cases)('are refused, unsent and recorded: a %s, %s, %j', async (kind, endpoint, parameters) => {
    const { id } = await one.add();
    const saved = await one.create(kind, id, endpoint, parameters);
    const got = await one.post(`${pathOf(saved)}/sample`, { send: true });
    expect(got.refusal).toEqual([403, 'call_refused']);
    expect(one.calls).toEqual([]);
    expect((await one.uses(id)).map(({ outcome, details }) => [outcome, details])).toEqual([
      [
        'refused',
        expect.objectContaining({
          path: parameters.path,
          status: 403,
          code: 'call_refused',
          apiVersion: null,
          tokenVersion: null,
          bytesUp: 0,
          resourceId: saved.id,
        }),
      ],
    ]);
    expect([(await one.tile(id)).lastUsedAt, (await one.read(saved)).lastUsedAt]).toEqual([null, null]);
  });

  test('are refused where they are only shown, too', async () => {
    const { id } = await one.add();
    const parameters = { method: 'POST', path: '/oauth/access_token' };
    const got = await one.post('/api/samples', draft('destination', id, 'manual-write', parameters));
    expect(got.refusal).toEqual([403, 'call_refused']);
    expect(one.calls).toEqual([]);
  });

  test.each(['/../me', '//evil.test/me', '/1%2fme', '/v25.0/me', '/1?x=1'])(
    'or lead out of Graph are not even kept: %s',
    async (path) => {
      const { id } = await one.add();
      const got = await one.post('/api/samples', draft('source', id, 'manual-read', { path }));
      expect(got.refusal).toEqual([400, 'invalid_input', 'parameters.path']);
      const name = `Kept ${path}`;
      const body = {
        name,
        connector: 'whatsapp-flows',
        credentialId: id,
        endpoint: 'manual-read',
        parameters: { path },
      };
      expect((await one.post('/api/sources', body)).refusal).toEqual([
        400,
        'invalid_input',
        'parameters.path',
      ]);
      expect(one.calls).toEqual([]);
    },
  );

  test('are told from calls that may be made', async () => {
    const { id } = await one.add();
    const read = { path: `/${fakeWaba}/assigned_users`, query: 'business=1&fields=id,name{first}' };
    expect((await one.post('/api/samples', draft('source', id, 'manual-read', read))).status).toBe(200);
    const write = { method: 'POST', path: '/1/register', body: '{"pin":"000000"}' };
    const sent = await one.post(
      '/api/samples',
      draft('destination', id, 'manual-write', write, { send: true }),
    );
    expect(sent.status).toBe(200);
    expect(one.calls.map(({ method, path, query, body }) => [method, path, query, String(body)])).toEqual([
      [
        'GET',
        `/v26.0/${fakeWaba}/assigned_users`,
        { business: '1', fields: 'id,name{first}', limit: '25' },
        '',
      ],
      ['POST', '/v26.0/1/register', {}, '{"pin":"000000"}'],
    ]);
  });
});

describe('nothing to test', () => {
  test('is there as long as no endpoint is chosen', async () => {
    const { id } = await one.add();
    for (const kind of ['source', 'destination'] as const) {
      const bare = await one.create(kind, id);
      expect((await one.post(`${pathOf(bare)}/sample`)).refusal).toEqual([409, 'endpoint_missing']);
    }
  });

  test('is there after the credential was deleted', async () => {
    const { id } = await one.add();
    const source = await one.create('source', id, 'list-flows');
    const { name } = await one.tile(id);
    const query = new URLSearchParams({ detach: 'true', confirm: name });
    const removed = await one.call(`/api/credentials/${id}?${query}`, one.manage, { method: 'DELETE' });
    expect(removed.status).toBe(204);
    expect((await one.post(`${pathOf(source)}/sample`)).refusal).toEqual([422, 'credential_not_found']);
    expect((await one.post('/api/samples', draft('source', id, 'list-flows'))).refusal).toEqual([
      404,
      'not_found',
    ]);
  });

  test('is there of another kind, or of an endpoint that nobody knows', async () => {
    const { id } = await one.add();
    const source = await one.create('source', id, 'list-flows');
    expect((await one.post(`/api/destinations/${source.id}/sample`)).refusal).toEqual([404, 'not_found']);
    for (const endpoint of ['delete-flow', 'nothing', '', '__proto__']) {
      const got = await one.post('/api/samples', draft('source', id, endpoint));
      expect(got.refusal).toEqual([400, 'invalid_input', 'endpoint']);
    }
  });

  test('is there for a key of other credentials: what it does not see is not there', async () => {
    const [mine, other] = [await one.add(), await one.add()];
    const key = await operate(one.world, ['key', 'create', '--name', 'confined', '--scope', 'manage']);
    await one.confine('confined', mine.id);
    const [seen, hidden] = [
      await one.create('source', mine.id, 'list-flows'),
      await one.create('source', other.id, 'list-flows'),
    ];
    expect((await one.post(`${pathOf(seen)}/sample`, {}, { key })).status).toBe(200);
    expect((await one.post('/api/samples', draft('source', mine.id, 'list-flows'), { key })).status).toBe(
      200,
    );
    one.calls.length = 0;
    expect((await one.post(`${pathOf(hidden)}/sample`, {}, { key })).refusal).toEqual([404, 'not_found']);
    expect(
      (await one.post('/api/samples', draft('source', other.id, 'list-flows'), { key })).refusal,
    ).toEqual([404, 'not_found']);
    expect([one.calls, await one.uses(other.id)]).toEqual([[], []]);
  });

  test('is there for a key that may only use the gateway', async () => {
    const { id } = await one.add();
    const source = await one.create('source', id, 'list-flows');
    const key = one.use;
    expect((await one.post(`${pathOf(source)}/sample`, {}, { key })).refusal).toEqual([403, 'forbidden']);
    expect((await one.post('/api/samples', draft('source', id, 'list-flows'), { key })).refusal).toEqual([
      403,
      'forbidden',
    ]);
    expect(one.calls).toEqual([]);
  });

  test('is there without a token, and that it was tried is recorded', async () => {
    const { id } = await one.add();
    await one.db.query('DELETE FROM sealed_secret WHERE credential_id = $1', [id]);
    await one.db.query("UPDATE credential SET verdict = 'invalid', reason = 'token_missing' WHERE id = $1", [
      id,
    ]);
    expect((await one.post('/api/samples', draft('source', id, 'list-flows'))).refusal).toEqual([
      409,
      'token_missing',
    ]);
    const [use] = await one.uses(id);
    expect(use).toMatchObject({
      outcome: 'refused',
      details: { status: 409, code: 'token_missing', apiVersion: null, tokenVersion: null },
    });
  });
});

test('no token of these tests stands in any answer, in the log or in the audit trail', async () => {
  const everything = await one.everything();
  expect(everything).toContain('credential.used');
  expect(everything).toContain('Bearer ••••••••');
  expect(one.tokens().length).toBeGreaterThan(20);
  for (const secret of [...one.tokens(), one.manage]) expect(everything).not.toContain(secret);
});
