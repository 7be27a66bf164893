import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accessTokenSchema,
  apiVersionSchema,
  appSecretSchema,
  wabaIdSchema,
} from '../lib/credential/schema.ts';
import { oldestUsable } from '../lib/graph/versions.ts';
import { type Sandbox, startSandbox } from './server.ts';
import { sandboxTokens } from './tokens.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const wildcard = `EAASANDBOX${'b2'.repeat(15)}`;

interface Body {
  error?: { fbtrace_id: string };
  data?: unknown;
  paging?: { cursors: { after: string } };
}

async function get(path: string, token: string | null = wildcard, more: Record<string, string> = {}) {
  const headers = { ...more, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`${sandbox.url}${path}`, { headers, redirect: 'manual' });
  const body = (await response.json()) as Body;
  return { status: response.status, headers: response.headers, body };
}

describe('each scripted token can be entered in the form', () => {
  test.each(sandboxTokens.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
    expect(accessTokenSchema.safeParse(entry.token).success).toBe(true);
    expect(entry.token).toMatch(/^EAADemo[A-Za-z0-9]{193}$/);
    expect(wabaIdSchema.safeParse(entry.wabaId).success).toBe(true);
    expect(apiVersionSchema.optional().safeParse(entry.apiVersion).success).toBe(true);
    expect(appSecretSchema.optional().safeParse(entry.appSecret).success).toBe(true);
  });
});

describe('answers have the shape of Graph’s', () => {
  test('a success names its version, its trace and the usage of the account', async () => {
    const { status, headers, body } = await get('/v26.0/104996122399160?fields=id,name');
    expect(status).toBe(200);
    expect(body).toEqual({ id: '104996122399160', name: 'Lucky Shrub' });
    expect(headers.get('content-type')).toBe('application/json; charset=UTF-8');
    expect(headers.get('facebook-api-version')).toBe('v26.0');
    expect(headers.get('x-ad-api-version-warning')).toBeNull();
    expect(headers.get('cache-control')).toBe('private, no-cache, no-store, must-revalidate');
    expect(JSON.parse(headers.get('x-business-use-case-usage') ?? '')).toEqual({
      '104996122399160': [
        {
          type: 'whatsapp_business_management',
          call_count: 1,
          total_cputime: 1,
          total_time: 1,
          estimated_time_to_regain_access: 0,
        },
      ],
    });
  });

  test.each([
    ['<FLOW_ID>', '%3CFLOW_ID%3E'],
    ['<FLOW_ID>', '%3CFLOW_ID%3E/assets?fields=id'],
    ['{{Flow-ID}}', '%7B%7BFlow-ID%7D%7D'],
    ['%zz', '%zz'],
    ['luckyshrub', 'luckyshrub'],
  ])('%s in the place of an id is read as a name: %s', async (name, path) => {
    const { status, headers, body } = await get(`/v26.0/${path}`);
    expect(status).toBe(400);
    const message = `(#803) Some of the aliases you requested do not exist: ${name}`;
    expect(body.error).toMatchObject({ type: 'OAuthException', code: 803, message });
    expect(headers.get('www-authenticate')).toContain('"not_found"');
  });

  test('an error’s trace id is that of its header, and its kind stands in www-authenticate', async () => {
    const { status, headers, body } = await get('/v26.0/123123');
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: 'GraphMethodException', code: 100, error_subcode: 33 });
    expect(headers.get('x-fb-request-id')).toBe(body.error?.fbtrace_id);
    expect(headers.get('x-fb-request-id')).toMatch(/^A[A-Za-z0-9_-]{22}$/);
    expect(headers.get('www-authenticate')).toMatch(
      /^OAuth "Facebook Platform" "invalid_request" "Unsupported/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('a token that cannot be parsed gets no version', async () => {
    const { status, headers, body } = await get('/v26.0/me', 'EAArubbish');
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 190 });
    expect(headers.get('facebook-api-version')).toBeNull();
    expect(headers.get('www-authenticate')).toContain('"invalid_token"');
  });

  test('no token is another error for me than for an object', async () => {
    expect((await get('/v26.0/me', null)).body.error).toMatchObject({ code: 2500 });
    expect((await get('/v26.0/104996122399160', null)).body.error).toMatchObject({ code: 104 });
  });

  test('a retired version is answered as the oldest one served, with the warning', async () => {
    const { headers } = await get('/v18.0/me');
    expect(headers.get('facebook-api-version')).toBe(oldestUsable(new Date()));
    expect(headers.get('x-ad-api-version-warning')).toContain('as v18.0 has been deprecated.');
  });

  test.each(['v99.0', 'v26.1', 'v18.5'])('%s does not exist', async (version) => {
    expect((await get(`/${version}/me`)).body.error).toMatchObject({
      code: 2500,
      message: 'Unknown path components: /me',
    });
  });

  test('an unknown field, and an edge that the object lacks, name the type of the object', async () => {
    expect((await get('/v26.0/104996122399160?fields=nope')).body.error).toMatchObject({
      code: 100,
      message: '(#100) Tried accessing nonexisting field (nope) on node type (WhatsAppBusinessAccount)',
    });
    expect((await get('/v26.0/106540352242922/flows')).body.error).toMatchObject({
      message: '(#100) Tried accessing nonexisting field (flows) on node type (WhatsAppBusinessPhoneNumber)',
    });
  });

  test('flows come in pages, and none without paging', async () => {
    const first = await get('/v26.0/104996122399160/flows?fields=id&limit=2');
    expect(first.body.data).toHaveLength(2);
    const after = first.body.paging?.cursors.after;
    const second = await get(`/v26.0/104996122399160/flows?fields=id,status&limit=2&after=${after}`);
    expect(second.body.data).toEqual([{ id: '1455412218881488', status: 'PUBLISHED' }]);
    expect((await get('/v26.0/90071992547409931/flows')).body).toEqual({ data: [] });
  });

  test('debug_token says 200 about rubbish', async () => {
    const { status, body } = await get('/v26.0/debug_token?input_token=rubbish');
    expect(status).toBe(200);
    expect(body.data).toMatchObject({ is_valid: false, scopes: [], error: { code: 190 } });
  });

  test('a short-lived token has no day of issue', async () => {
    const token = sandboxTokens.find(({ id }) => id === 'short-lived')?.token ?? '';
    const { body } = await get(`/v26.0/debug_token?input_token=${token}`, token);
    expect(body.data).toMatchObject({ type: 'USER', is_valid: true });
    expect(body.data).not.toHaveProperty('issued_at');
  });

  test('a call that is not scripted is refused', async () => {
    const headers = { authorization: `Bearer ${wildcard}` };
    const response = await fetch(`${sandbox.url}/v26.0/104996122399160`, { method: 'POST', headers });
    expect(response.status).toBe(400);
  });
});

describe('what Meta took out of every version on 27 October 2026 is not answered', () => {
  const waba = '/v27.0/104996122399160';

  test.each(['pretty=1', 'debug=all', 'date_format=U'])('%s changes nothing', async (parameter) => {
    const [plain, other] = [await get(`${waba}/flows`), await get(`${waba}/flows?${parameter}`)];
    expect(other.body.data).toEqual(plain.body.data);
    expect(Object.keys(other.body)).toEqual(Object.keys(plain.body));
  });

  test('several objects at the root', async () => {
    for (const root of ['/v27.0/', '/v27.0', '/']) {
      const { status, body } = await get(`${root}?ids=104996122399160,901406135639897`);
      expect([root, status, Object.keys(body)]).toEqual([root, 400, ['error']]);
    }
  });

  test('an answer that the caller has already is given again', async () => {
    const { headers } = await get(waba);
    const again = await get(waba, wildcard, { 'if-none-match': headers.get('etag') ?? '' });
    const any = await get(waba, wildcard, { 'if-none-match': '*' });
    expect([again.status, any.status, again.body]).toEqual([
      200,
      200,
      expect.objectContaining({ name: 'Lucky Shrub' }),
    ]);
  });
});

describe('the wildcard family', () => {
  test.each([
    [`EAASANDBOX${'a'.repeat(20)}`, 200],
    [`EAASANDBOX${'a'.repeat(19)}`, 400],
    [`EAASANDBOX${'a'.repeat(20)}-`, 400],
  ])('%s gets %i', async (token, status) => {
    expect((await get('/v26.0/639297322149561', token)).status).toBe(status);
  });
});

test('requests are remembered without their tokens, the latest 200 of them', async () => {
  sandbox.requests.length = 0;
  await get(`/v26.0/me?access_token=${wildcard}`, null);
  expect(sandbox.requests).toEqual([
    { method: 'GET', path: '/v26.0/me', queryNames: ['access_token'], tokenId: 'wildcard', tokenIn: 'query' },
  ]);
  for (let batch = 0; batch < 21; batch += 1) {
    await Promise.all(Array.from({ length: 10 }, () => get('/v26.0/me')));
  }
  expect(sandbox.requests).toHaveLength(200);
});

test('node sandbox/main.ts says where it answers, and stops cleanly', async () => {
  const child = spawn(process.execPath, ['sandbox/main.ts', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = /http:\/\/127\.0\.0\.1:[0-9]+/.exec(line.toString())?.[0];
  const response = await fetch(`${url}/v26.0/me`, { headers: { authorization: `Bearer ${wildcard}` } });
  expect(response.status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});
