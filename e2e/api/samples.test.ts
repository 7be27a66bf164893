/** Samples of sources: what Graph is asked, what is shown of its answer, and what is recorded. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fakeWaba, sendJson } from './fake-graph.ts';
import { eventually } from './gateway-world.ts';
import { draft, pathOf, type SampleWorld, startSampleWorld } from './sample-world.ts';

const flowId = '901406135639897';
const trace = 'AbcdefghijklmnopqrstuvW';
const flowFields = 'id,name,status,categories,validation_errors';

let one: SampleWorld;
beforeAll(async () => {
  one = await startSampleWorld();
});
afterAll(() => one.stop());
beforeEach(() => {
  one.answer((_request, response) => sendJson(response, 200, { data: [] }));
});

const error = (status: number, facts: Record<string, unknown>) =>
  one.answer((_request, response) =>
    sendJson(response, status, {
      error: { message: 'Meta’s words', type: 'OAuthException', fbtrace_id: trace, ...facts },
    }),
  );

describe('a page', () => {
  const page = (paging: unknown) =>
    one.answer((_request, response) => sendJson(response, 200, { data: [{ id: flowId }], paging }));

  test('is read with a limit, and by the cursors of the page before', async () => {
    const { id, token } = await one.add();
    const source = await one.create('source', id, 'list-flows');
    const first = await one.post(`${pathOf(source)}/sample`, {});
    expect(first.answer).toMatchObject({
      status: 200,
      body: { data: [] },
      files: [],
      servedVersion: 'v26.0',
    });
    await one.post(`${pathOf(source)}/sample`, { after: 'QVF&limit=1' });
    await one.post(`${pathOf(source)}/sample`, { before: 'QVA' });
    const asked = { method: 'GET', path: `/v26.0/${fakeWaba}/flows`, token, type: '', body: Buffer.alloc(0) };
    const query = { fields: flowFields, limit: '25' };
    expect(one.calls).toEqual([
      { ...asked, query },
      { ...asked, query: { ...query, after: 'QVF&limit=1' } },
      { ...asked, query: { ...query, before: 'QVA' } },
    ]);
  });

  test('has one beside it only where Graph links to one', async () => {
    const { id } = await one.add();
    const cursors = { before: 'QVA', after: 'QVF' };
    const link = `https://graph.facebook.com/v26.0/${fakeWaba}/flows?after=QVF`;
    const rows: [unknown, string | null, string | null][] = [
      [{ cursors }, null, null],
      [{ cursors, next: link }, 'QVF', null],
      [{ cursors, previous: link }, null, 'QVA'],
      [{ cursors, next: link, previous: link }, 'QVF', 'QVA'],
      [{ next: link }, null, null],
      [{ cursors: { after: 5 }, next: link }, null, null],
      [undefined, null, null],
      ['x', null, null],
    ];
    for (const [paging, nextCursor, previousCursor] of rows) {
      page(paging);
      const { answer } = await one.post('/api/samples', draft('source', id, 'list-flows'));
      expect([paging, answer]).toEqual([paging, expect.objectContaining({ nextCursor, previousCursor })]);
    }
  });

  test('needs no body at all, nor anything in it', async () => {
    const { id } = await one.add();
    const source = await one.create('source', id, 'get-flow', { flowId });
    expect((await one.post(`${pathOf(source)}/sample`)).answer.status).toBe(200);
    expect((await one.post(`${pathOf(source)}/sample`, {})).answer.status).toBe(200);
    expect((await one.post(`${pathOf(source)}/sample`, { more: 1 })).refusal).toEqual([
      400,
      'invalid_input',
      'more',
    ]);
    expect(one.calls.map(({ path }) => path)).toEqual([`/v26.0/${flowId}`, `/v26.0/${flowId}`]);
  });
});

test('a token is taken out of the answer, wherever it stands', async () => {
  const { id, token } = await one.add();
  const link = `https://graph.facebook.com/v26.0/${fakeWaba}/flows?access_token=${token}&after=QVF`;
  one.answer((_request, response) =>
    sendJson(response, 200, {
      data: [{ id: flowId, name: `call ${token}`, owner: { access_token: 'EAAothertoken' } }],
      paging: { cursors: { after: 'QVF' }, next: link },
      [token]: encodeURIComponent(token),
    }),
  );
  const got = await one.post('/api/samples', draft('source', id, 'list-flows'));
  expect(got.answer).toMatchObject({ nextCursor: 'QVF' });
  expect(got.text).not.toContain(token);
  expect(got.text).not.toContain('EAAothertoken');
  expect(got.text).not.toContain('access_token=');
});

describe('a sample is a use', () => {
  test('recorded with who, what and how, and the source knows when', async () => {
    const { id, token } = await one.add();
    const source = await one.create('source', id, 'list-flows');
    expect([source.lastUsedAt, (await one.tile(id)).lastUsedAt]).toEqual([null, null]);
    one.answer((_request, response) => {
      response.setHeader('x-fb-request-id', trace);
      sendJson(response, 200, { data: [{ id: flowId, name: 'ä' }] });
    });
    const before = Date.now();
    const got = await one.post(`${pathOf(source)}/sample`, { after: 'secretcursor' });
    expect(got.answer.traceId).toBe(trace);
    const [use, ...more] = await one.uses(id);
    expect(more).toEqual([]);
    expect(use).toMatchObject({
      outcome: 'done',
      actor_name: 'tests',
      request_id: got.headers.get('x-request-id'),
      details: {
        method: 'GET',
        path: `/v26.0/${fakeWaba}/flows`,
        query: ['fields', 'limit', 'after'],
        status: 200,
        bytesUp: 0,
        bytesDown: Buffer.byteLength(JSON.stringify(got.answer.body)),
        apiVersion: 'v26.0',
        tokenVersion: 1,
        code: null,
        graphCode: null,
        traceId: trace,
        resourceId: source.id,
      },
    });
    expect(use?.details.milliseconds).toBeGreaterThanOrEqual(0);
    expect(use?.details.milliseconds).toBeLessThan(10_000);
    expect(use?.address).toMatch(/127\.0\.0\.1|::1/);
    for (const secret of ['secretcursor', token]) expect(JSON.stringify(use)).not.toContain(secret);
    const used = (await one.read(source)).lastUsedAt;
    expect(Date.parse(used ?? '')).toBeGreaterThanOrEqual(before - 1000);
    expect((await one.tile(id)).lastUsedAt).toBe(used);
  });

  test('that is whole in the audit trail, and does not flood the history of the credential', async () => {
    const { id } = await one.add();
    await one.post('/api/samples', draft('source', id, 'list-flows'));
    const response = await one.call(`/api/credentials/${id}/history`, one.manage);
    const { items } = (await response.json()) as { items: { action: string }[] };
    expect(items.map(({ action }) => action)).toEqual(['credential.added']);
  });

  test('of no source as long as what is on the screen is not saved', async () => {
    const { id } = await one.add();
    const source = await one.create('source', id, 'list-flows');
    const got = await one.post('/api/samples', draft('source', id, 'get-flow', { flowId }));
    expect(got.sample.request.curl).not.toContain('X-Flowkeep-Resource');
    expect((await one.uses(id)).map(({ details }) => details.resourceId)).toEqual([null]);
    expect((await one.read(source)).lastUsedAt).toBeNull();
    const saved = await one.post(`${pathOf(source)}/sample`);
    expect(saved.sample.request.curl).toContain(`X-Flowkeep-Resource: ${source.id}`);
  });
});

describe('an error of Graph', () => {
  test.each([
    [400, { code: 100, error_subcode: 33 }, 422, 'request_refused'],
    [400, { code: 100, message: 'Invalid parameter' }, 422, 'request_refused'],
    [403, { code: 10 }, 422, 'permission_missing'],
    [400, { code: 368 }, 422, 'account_restricted'],
    [
      400,
      { code: 100, message: 'API calls from the server require an appsecret_proof argument' },
      422,
      'app_secret_required',
    ],
    [500, { code: 2 }, 502, 'graph_error'],
    [503, { code: 1, is_transient: true }, 502, 'graph_error'],
    [400, { code: 80008 }, 503, 'graph_limited'],
    [429, { code: 4 }, 503, 'graph_limited'],
    [200, { code: 139006 }, 422, 'request_refused'],
  ])('%i %j is the problem %i %s, with Graph’s own words and trace', async (status, facts, ours, code) => {
    const { id } = await one.add();
    error(status, facts);
    const got = await one.post('/api/samples', draft('source', id, 'list-flows'));
    expect(got.refusal).toEqual([ours, code]);
    expect(got.problem).toMatchObject({
      graph: { status, code: facts.code, traceId: trace },
      request: { method: 'GET', url: expect.stringContaining(`/v26.0/${fakeWaba}/flows?`) },
    });
    expect((await one.uses(id)).map(({ outcome, details }) => [outcome, details])).toEqual([
      ['done', expect.objectContaining({ status, code: null, graphCode: facts.code, traceId: trace })],
    ]);
  });

  test('names the permission that the call needs, and Meta’s details without the token', async () => {
    const { id, token } = await one.add();
    error(403, { code: 10, error_data: { details: `${token} may not` } });
    const parameters = { phoneNumberId: '102290129340398' };
    const got = await one.post('/api/samples', draft('source', id, 'get-encryption-key', parameters));
    expect(got.problem.detail).toContain('whatsapp_business_messaging');
    expect(got.problem.graph?.details).toBe('[token] may not');
    expect(got.text).not.toContain(token);
  });

  test('that asks to wait says for how long, also without words of Graph’s', async () => {
    const { id } = await one.add();
    one.answer((_request, response) => void response.writeHead(429, { 'retry-after': '120' }).end('<p>'));
    const got = await one.post('/api/samples', draft('source', id, 'list-flows'));
    expect([...got.refusal, got.headers.get('retry-after')]).toEqual([503, 'graph_limited', '120']);
    expect(got.problem.detail).toContain('2 minutes');
  });

  test('in no form of Graph’s is nonsense', async () => {
    const { id } = await one.add();
    one.answer((_request, response) => sendJson(response, 404, { nothing: 'here' }));
    expect((await one.post('/api/samples', draft('source', id, 'list-flows'))).refusal).toEqual([
      502,
      'graph_nonsense',
    ]);
  });
});

describe('a token', () => {
  test('that Graph does not accept turns the tile', async () => {
    const { id, token } = await one.add();
    one.graph.dead.add(token);
    const got = await one.post('/api/samples', draft('source', id, 'list-flows'));
    expect(got.refusal).toEqual([422, 'token_rejected']);
    expect(got.problem.graph).toMatchObject({ status: 401, code: 190, subcode: 466, traceId: trace });
    const tile = await eventually(
      () => one.tile(id),
      ({ status }) => status === 'invalid',
    );
    expect(tile.status).toBe('invalid');
  });

  test('that works again turns it back', async () => {
    const { id, token } = await one.add();
    one.graph.dead.add(token);
    await one.post(`/api/credentials/${id}/inspection`, {});
    expect((await one.tile(id)).status).toBe('invalid');
    one.graph.dead.delete(token);
    expect((await one.post('/api/samples', draft('source', id, 'list-flows'))).status).toBe(200);
    const tile = await eventually(
      () => one.tile(id),
      ({ status }) => status === 'valid',
    );
    expect(tile.status).toBe('valid');
  });

  test('that is refused for something else leaves the tile alone', async () => {
    const { id } = await one.add();
    error(400, { code: 100, error_subcode: 33 });
    const before = one.graph.asked.length;
    await one.post('/api/samples', draft('source', id, 'list-flows'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(one.graph.asked.slice(before).map(({ path }) => path)).toEqual([`/v26.0/${fakeWaba}/flows`]);
  });
});

describe('no answer of Graph', () => {
  const faults = {
    reset: [(response) => void response.socket?.resetAndDestroy(), 502, 'graph_unreachable'],
    html: [
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      502,
      'graph_nonsense',
    ],
    'a bare 502': [(response) => void response.writeHead(502).end('Bad gateway'), 502, 'graph_nonsense'],
    'a redirect': [
      (response) => void response.writeHead(302, { location: '/v26.0/me' }).end(),
      502,
      'graph_nonsense',
    ],
    'half an answer': [
      (response) => {
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '99' })
          .write('{"data":');
        setTimeout(() => response.socket?.resetAndDestroy(), 20);
      },
      502,
      'graph_unreachable',
    ],
    'more than 2 MB': [
      (response) => sendJson(response, 200, { data: ['x'.repeat(2_100_000)] }),
      502,
      'graph_nonsense',
    ],
  } satisfies Record<string, [(response: import('node:http').ServerResponse) => void, number, string]>;

  test.each(Object.entries(faults))('(%s) is a problem, and recorded as failed', async (_name, fault) => {
    const [answer, status, code] = fault;
    const { id } = await one.add();
    one.answer((_request, response) => answer(response));
    const got = await one.post('/api/samples', draft('source', id, 'list-flows'));
    expect(got.refusal).toEqual([status, code]);
    expect(got.problem.graph).toBeUndefined();
    expect((await one.uses(id)).map(({ outcome, details }) => [outcome, details])).toEqual([
      ['failed', expect.objectContaining({ status, code, bytesDown: 0, apiVersion: 'v26.0', traceId: null })],
    ]);
    expect((await one.tile(id)).lastUsedAt).not.toBeNull();
  });

  test('before the caller left is recorded as that, and the call is not kept up', async () => {
    const { id } = await one.add();
    let closed = false;
    const leave = new AbortController();
    one.answer((_request, response) => {
      response.on('close', () => {
        closed = true;
      });
      setTimeout(() => leave.abort(), 100);
    });
    const init = { signal: leave.signal };
    await expect(one.post('/api/samples', draft('source', id, 'list-flows'), init)).rejects.toThrow();
    const [use] = await eventually(
      () => one.uses(id),
      ({ length }) => length > 0,
    );
    expect(use).toMatchObject({ outcome: 'failed', details: { status: null, code: 'caller_gone' } });
    expect(closed).toBe(true);
  });
});

describe('files of a flow', () => {
  const assets = (...addresses: string[]) =>
    one.answer((request, response) => {
      if (!request.url?.startsWith('/files/')) {
        const data = addresses.map((address) => ({ name: 'flow.json', download_url: address }));
        return sendJson(response, 200, { data });
      }
      response.writeHead(request.url.endsWith('gone') ? 410 : 200).end('{"version":"7.1"}');
    });

  test('are shown with what is in them, and fetched without the token', async () => {
    const { id } = await one.add();
    assets(`${one.graph.url}/files/1?sig=x`, `${one.graph.url}/files/gone`);
    const got = await one.post('/api/samples', draft('source', id, 'flow-assets', { flowId }));
    expect(got.answer.files).toEqual([
      { name: 'flow.json', text: '{"version":"7.1"}', problem: null },
      { name: 'flow.json', text: null, problem: expect.stringMatching(/could not be fetched/) },
    ]);
    const fetched = one.calls.filter(({ path }) => path.startsWith('/files/'));
    expect(fetched.map(({ path, token }) => [path, token]).sort()).toEqual([
      ['/files/1', ''],
      ['/files/gone', ''],
    ]);
    expect(await one.uses(id)).toHaveLength(1);
  });

  test('are not fetched from anywhere else', async () => {
    const { id } = await one.add();
    const { port } = new URL(one.graph.url);
    assets(
      `http://localhost:${port}/files/1`,
      `http://u:p@127.0.0.1:${port}/files/1`,
      'https://fbcdn.net.evil.test/',
    );
    const got = await one.post('/api/samples', draft('source', id, 'flow-assets', { flowId }));
    expect(got.answer.files.map(({ text, problem }) => [text, problem])).toEqual(
      Array.from({ length: 3 }, () => [null, expect.stringMatching(/not at an address of Meta/)]),
    );
    expect(one.calls.map(({ path }) => path)).toEqual([`/v26.0/${flowId}/assets`]);
  });

  test('are five at most, and none of other sources', async () => {
    const { id } = await one.add();
    assets(...Array.from({ length: 7 }, (_, place) => `${one.graph.url}/files/${place}`));
    const got = await one.post('/api/samples', draft('source', id, 'flow-assets', { flowId }));
    expect(got.answer.files).toHaveLength(5);
    assets(`${one.graph.url}/files/1`);
    const other = await one.post('/api/samples', draft('source', id, 'list-flows'));
    expect([other.answer.files, one.calls.length]).toEqual([[], 1]);
  });
});

test('no token of these samples stands in any answer, in the log or in the audit trail', async () => {
  const everything = await one.everything();
  expect(everything).toContain('credential.used');
  expect(everything).toContain('"path":"/api/samples"');
  expect(one.tokens().length).toBeGreaterThan(20);
  for (const secret of [...one.tokens(), one.manage]) expect(everything).not.toContain(secret);
});

test('no cursor and no value of a query stands in the log or in the audit trail', async () => {
  const { rows } = await one.db.query('SELECT e::text FROM audit_event e');
  const kept = [one.world.output(), ...rows.map((row) => row.e)].join('\n');
  expect(kept).toContain('credential.used');
  for (const value of ['secretcursor', 'QVF']) expect(kept).not.toContain(value);
});
