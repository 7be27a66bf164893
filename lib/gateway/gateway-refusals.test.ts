import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { createLimits } from './admit/limits.ts';
import {
  answering,
  type Got,
  goodFacts,
  key,
  plain,
  rawRequest,
  startTestGateway,
  type TestGateway,
  token,
} from './gateway-testing.ts';

let gateway: TestGateway;
let got: Got[] = [];
afterEach(async () => {
  await gateway.close();
  got = [];
});

describe('nothing is sent', () => {
  const refuses = async (path: string, init: RequestInit, status: number, code: string) => {
    const answer = await gateway.call(path, init);
    expect([answer.status, answer.headers.get('x-flowkeep')]).toEqual([status, 'problem']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code, status });
    expect(got).toEqual([]);
  };

  test.each([
    ['no key', {}],
    ['an unknown key', { authorization: `Bearer fk_${'x'.repeat(43)}` }],
    ['a key in a cookie', { cookie: `authorization=Bearer ${key}; fk=${key}` }],
    ['a key without Bearer', { authorization: key }],
    ['a key as Basic', { authorization: `Basic ${btoa(`x:${key}`)}` }],
    ['a token of Meta', { authorization: `Bearer ${token}` }],
    ['a session', { cookie: '__Host-session=x' }],
  ])('for %s', async (_what, headers) => {
    gateway = await startTestGateway(plain(got));
    await refuses('/me', { headers: { authorization: '', ...headers } }, 401, 'unauthenticated');
    expect(gateway.uses).toEqual([]);
  });

  test('for a key in the query', async () => {
    gateway = await startTestGateway(plain(got));
    await refuses(`/me?access_token=${key}`, { headers: { authorization: '' } }, 401, 'unauthenticated');
  });

  test.each([
    ['a key that ends', null, 401, 'unauthenticated'],
    ['a credential that is deleted', { ...goodFacts(), credential: null }, 404, 'not_found'],
  ])('for %s while its caller is still sending the body', async (_what, then, status, code) => {
    let asked = 0;
    const admitted = Promise.withResolvers<void>();
    gateway = await startTestGateway(plain(got), {
      lookup: async () => {
        admitted.resolve();
        return asked++ === 0 ? goodFacts() : then;
      },
    });
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(Buffer.from('{"name":'));
        await admitted.promise;
        await pause(1_300);
        controller.enqueue(Buffer.from('"x"}'));
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json' };
    await refuses('/me', { method: 'POST', headers, body, duplex: 'half' } as RequestInit, status, code);
    expect([asked, gateway.uses.length]).toEqual([2, 1]);
    expect(gateway.uses).toMatchObject([{ outcome: 'refused', sent: false, details: { code } }]);
  });

  test('for a key that was revoked, which is told with the key, and without one, which is not', async () => {
    const refusals: unknown[] = [];
    gateway = await startTestGateway(plain(got), {
      lookup: async () => null,
      refused: (attempt, { code }) => refusals.push({ ...attempt, code }),
    });
    await refuses('/me', {}, 401, 'unauthenticated');
    await refuses('/me', { headers: { authorization: `OAuth ${key}` } }, 401, 'unauthenticated');
    await refuses('/me', { headers: { authorization: '' } }, 401, 'unauthenticated');
    const told = { method: 'GET', route: '/graph/{id}', code: 'unauthenticated' };
    expect(refusals).toMatchObject([
      { ...told, key, ids: [goodFacts().credential?.id], address: expect.stringContaining('127.0.0.1') },
      { ...told, key },
      { ...told, key: null },
    ]);
  });

  test('for a key without the scope', async () => {
    const { actor, ...rest } = goodFacts();
    gateway = await startTestGateway(plain(got), {
      lookup: async () => ({ ...rest, actor: { ...actor, scopes: ['manage'] } }),
    });
    await refuses('/me', {}, 403, 'forbidden');
    expect(gateway.uses).toMatchObject([
      { outcome: 'refused', sent: false, details: { code: 'forbidden', status: 403 } },
    ]);
  });

  test('for a credential that is unknown, deleted, or not the key’s: the same answer', async () => {
    const { actor } = goodFacts();
    const bodies: unknown[] = [];
    for (const facts of [
      { ...goodFacts(), credential: null },
      goodFacts({ deletedAt: '2026-11-25T00:00:00Z' }),
      { ...goodFacts(), actor: { ...actor, credentialIds: ['0199d1a2-7c3e-7b11-8a4e-000000000000'] } },
    ]) {
      gateway = await startTestGateway(plain(got), { lookup: async () => facts });
      const answer = await gateway.call('/me');
      expect(answer.status).toBe(404);
      const { requestId: _id, ...body } = (await answer.json()) as Record<string, unknown>;
      bodies.push(body);
      expect(got).toEqual([]);
      await gateway.close();
    }
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });

  test('for a resource that does not use the credential, or is none', async () => {
    gateway = await startTestGateway(plain(got), {
      lookup: async () => ({ ...goodFacts(), fitsResource: false }),
    });
    const headers = { 'x-flowkeep-resource': '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a22' };
    await refuses('/me', { headers }, 400, 'invalid_input');
    await refuses('/me', { headers: { 'x-flowkeep-resource': 'x' } }, 400, 'invalid_input');
  });

  test('while uses can’t be recorded', async () => {
    gateway = await startTestGateway(plain(got), {
      journal: { ready: async () => false, add: () => undefined },
    });
    await refuses('/me', {}, 503, 'audit_unavailable');
  });

  test.each(['/oauth/access_token', '/debug_token', '/me?access_token=x', '/?batch=[]'])(
    'for %s',
    async (path) => {
      gateway = await startTestGateway(plain(got));
      await refuses(path, {}, 403, 'call_refused');
      expect(gateway.uses).toMatchObject([
        { outcome: 'refused', details: { code: 'call_refused', bytesUp: 0 } },
      ]);
    },
  );

  const part = (name: string, value = 'x') =>
    `--b\r\nContent-Disposition: form-data; ${name}\r\n\r\n${value}\r\n--b--\r\n`;
  const form = new FormData();
  form.set('access_token', 'x');
  const fields = new FormData();
  fields.set('name', 'a');
  fields.set('fields', 'id,access_token');
  test.each<[string, BodyInit, string | null]>([
    ['a form with a token', 'name=a&access_token=x', 'application/x-www-form-urlencoded'],
    ['a form with an escaped name', 'access%5Ftoken=x', 'application/x-www-form-urlencoded; charset=utf-8'],
    ['a form with a batch', 'batch=[]', 'application/x-www-form-urlencoded'],
    ['a form that asks for a token', 'fields=id,access_token', 'application/x-www-form-urlencoded'],
    ['a form without a type', Buffer.from('access_token=x'), null],
    ['JSON with a token', '{"a":1,"access_token":"x"}', 'application/json'],
    ['JSON with a batch', '{"batch":[]}', 'application/json; charset=utf-8'],
    ['JSON with an escaped name', '{"acc\\u0065ss_token":"x"}', 'application/json'],
    ['JSON that asks for a token', '{"fields":["id","access_token"]}', 'application/json'],
    ['a multipart form with a token', form, null],
    ['a multipart form that asks for a token', fields, null],
    [
      'one with a token after a file name',
      part('filename="; name=x"; name=access_token'),
      'multipart/form-data; boundary=b',
    ],
    [
      'one that asks for a token in another line',
      part('name=fields', 'id,\r\naccess_token'),
      'multipart/form-data; boundary=b',
    ],
  ])('for %s', async (_what, body, type) => {
    gateway = await startTestGateway(plain(got));
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    await refuses('/1', { method: 'POST', body, headers }, 403, 'call_refused');
  });

  test.each<[string, BodyInit, string]>([
    ['JSON 5,000 levels deep', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'application/json'],
    ['JSON with a name twice', '{"fields":"id","fields":"name"}', 'application/json'],
    ['JSON in UTF-16', Buffer.from('{"access_token":"x"}', 'utf16le'), 'application/json'],
    ['a list', '[{"access_token":"x"}]', 'application/json'],
    ['a form with a NUL in a name', 'access_token%00=x', 'application/x-www-form-urlencoded'],
    ['a type that goes on after a comma', 'a=1', 'application/x-www-form-urlencoded, text/plain'],
    ['text', 'access_token=x', 'text/plain'],
    ['a part with a blank before its name', part('name= "access_token"'), 'multipart/form-data; boundary=b'],
    ['parts of another kind', part('name="a"'), 'multipart/mixed; boundary=b'],
    ['JSON that does not end', '{"a":1', 'application/json'],
  ])('for what can’t be read: %s', async (_what, body, type) => {
    gateway = await startTestGateway(plain(got));
    await refuses('/1', { method: 'POST', body, headers: { 'content-type': type } }, 400, 'invalid_input');
  });

  test.each(['/me?access_token%00=x', '/me?%00access_token=x', '/me?a=1&%EF%BB%BFaccess_token=x'])(
    'for a name in a query that can’t be read: %s',
    async (path) => {
      gateway = await startTestGateway(plain(got));
      await refuses(path, {}, 400, 'invalid_input');
    },
  );

  const streamed = (bytes: Uint8Array) =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });

  test('for what breaks off, though nothing told its length', async () => {
    gateway = await startTestGateway(plain(got));
    const body = streamed(Buffer.from('{"a":1'));
    const headers = { 'content-type': 'application/json' };
    await refuses(
      '/1',
      { method: 'POST', body, headers, duplex: 'half' } as RequestInit,
      400,
      'invalid_input',
    );
  });

  const far = 'y'.repeat(300_000);
  test.each<[string, string, string, number, string]>([
    ['JSON', `{"a":"${far}","access_token":"x"}`, 'application/json', 403, 'call_refused'],
    ['a form', `a=${far}&batch=[]`, 'application/x-www-form-urlencoded', 403, 'call_refused'],
    [
      'parts',
      part('name="file"; filename="x"', far).replace('--b--\r\n', part('name="access_token"')),
      'multipart/form-data; boundary=b',
      403,
      'call_refused',
    ],
    ['JSON that breaks off', `{"a":"${far}"`, 'application/json', 400, 'invalid_input'],
    [
      'JSON that goes too deep',
      `{"a":"${far}","b":${'['.repeat(200)}`,
      'application/json',
      400,
      'invalid_input',
    ],
  ])('whole, for what stands behind the look: %s', async (_what, text, type, status, code) => {
    const bytes = Buffer.from(text);
    for (const chunked of [false, true]) {
      gateway = await startTestGateway(plain(got));
      const init = { method: 'POST', body: chunked ? streamed(bytes) : bytes, duplex: 'half' } as RequestInit;
      const answer = await gateway.call('/1', { ...init, headers: { 'content-type': type } });
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ code });
      expect(got).toEqual([]);
      expect(await gateway.recorded(1)).toMatchObject([{ outcome: 'failed', details: { code, status } }]);
      await gateway.close();
    }
  });

  test('for a compressed body', async () => {
    gateway = await startTestGateway(plain(got));
    const init = { method: 'POST', body: 'x', headers: { 'content-encoding': 'gzip' } };
    await refuses('/1', init, 415, 'unsupported_media_type');
  });

  test('for a body that says it is too large', async () => {
    gateway = await startTestGateway(plain(got));
    const answer = await rawRequest(
      gateway,
      `POST /graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 104857601\r\n\r\nx`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(got).toEqual([]);
  });

  test.each(['OPTIONS', 'PROPFIND'])('by %s', async (method) => {
    gateway = await startTestGateway(plain(got));
    await refuses('/me', { method }, 405, 'method_not_allowed');
  });
});

describe('limits', () => {
  test('of a key and of a credential are told apart by nothing but their sentence', async () => {
    for (const limits of [createLimits({ ofKey: 1 }), createLimits({ ofCredential: 1 })]) {
      gateway = await startTestGateway(plain(got), { limits });
      expect((await gateway.call('/me')).status).toBe(200);
      const second = await gateway.call('/me');
      expect(second.status).toBe(429);
      expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await second.json()).toMatchObject({ code: 'too_many_requests' });
      expect(got).toHaveLength(1);
      got = [];
      await gateway.close();
    }
  });

  test('of uses at once: one more is refused, and taken when another has ended', async () => {
    const open: (() => void)[] = [];
    gateway = await startTestGateway(
      { http: (_request, response) => void open.push(() => response.end('{}')) },
      { limits: createLimits({ atOnceOfKey: 1_000 }) },
    );
    const calls = Array.from({ length: 750 }, () => gateway.call('/me'));
    for (let tries = 0; open.length < 750 && tries < 500; tries++) await pause(10);
    const over = await gateway.call('/me');
    expect([over.status, over.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await over.json()).toMatchObject({ code: 'too_many_requests', limit: 'instance' });
    for (const end of open.splice(0)) end();
    expect((await Promise.all(calls)).every(({ status }) => status === 200)).toBe(true);
    const next = gateway.call('/me');
    while (open.length === 0) await pause(10);
    open[0]?.();
    expect((await next).status).toBe(200);
  });

  test('of uses at once by one key, each of which makes room when it ends, however it ends', async () => {
    const open: ServerResponse[] = [];
    gateway = await startTestGateway(
      { http: (_request, response) => void open.push(response) },
      { limits: createLimits({ atOnceOfKey: 1 }) },
    );
    for (const end of [
      (response: ServerResponse) => response.end('{}'),
      (response: ServerResponse) => response.destroy(),
      (response: ServerResponse) => response.end('{}'),
    ]) {
      const first = gateway.call('/me', { method: 'POST' });
      while (open.length === 0) await pause(10);
      const over = await gateway.call('/me');
      expect(over.status).toBe(429);
      expect(await over.json()).toMatchObject({ code: 'too_many_requests', limit: 'key' });
      for (const response of open.splice(0)) end(response);
      expect([200, 502]).toContain((await first).status);
    }
  });

  test('of Graph are heeded before Graph enforces them', async () => {
    const usage = { '1': [{ call_count: 12, estimated_time_to_regain_access: 2 }] };
    gateway = await startTestGateway(
      answering(got, (_request, response) =>
        response.writeHead(200, { 'x-business-use-case-usage': JSON.stringify(usage) }).end('{}'),
      ),
    );
    expect((await gateway.call('/me')).status).toBe(200);
    const second = await gateway.call('/me');
    expect(second.status).toBe(429);
    expect(second.headers.get('retry-after')).toBe('120');
    expect(got).toHaveLength(1);
    expect(gateway.uses[1]).toMatchObject({ outcome: 'refused', details: { code: 'too_many_requests' } });
  });
});
