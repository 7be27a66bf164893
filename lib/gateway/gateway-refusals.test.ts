import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { EndedKeyProblem } from '../access/ended-key.ts';
import { createLimits } from './admit/limits.ts';
import {
  answering,
  type Got,
  goodFacts,
  key,
  plain,
  rawCaller,
  rawRequest,
  startTestGateway,
  type TestGateway,
  token,
} from './gateway-testing.ts';

const ended = new EndedKeyProblem({ id: 'k', name: 'nightly', why: 'revoked', at: new Date() });

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
    ['a key that is gone', null, 401, 'unauthenticated'],
    ['a key that ends', ended, 401, 'key_revoked'],
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

  test('for a key that ends while its caller has yet to begin with a file', async () => {
    let asked = 0;
    const admitted = Promise.withResolvers<void>();
    gateway = await startTestGateway(plain(got), {
      lookup: async () => {
        admitted.resolve();
        return asked++ === 0 ? goodFacts() : null;
      },
    });
    const { socket, answer } = rawCaller(gateway, 'POST', ['Content-Length: 2', 'Content-Type: image/png']);
    await admitted.promise;
    await pause(1_300);
    socket.write('ok');
    expect(await answer).toMatch(/^HTTP\/1\.1 401 /);
    expect([got, asked]).toEqual([[], 2]);
  });

  test('for a key that never was, which is told with the key, and without one, which is not', async () => {
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

  test('for a key that was revoked, which says so and is told', async () => {
    const refusals: unknown[] = [];
    gateway = await startTestGateway(plain(got), {
      lookup: async () => ended,
      refused: (_attempt, problem) => refusals.push(problem),
    });
    await refuses('/me', {}, 401, 'key_revoked');
    expect(refusals).toEqual([ended]);
    expect(gateway.uses).toEqual([]);
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
      const { requestId, ...body } = (await answer.json()) as Record<string, unknown>;
      expect(body.error).toMatchObject({ fbtrace_id: requestId });
      delete body.error;
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
    const bodies: Record<string, unknown>[] = [];
    for (const limits of [createLimits({ ofKey: 1 }), createLimits({ ofCredential: 1 })]) {
      gateway = await startTestGateway(plain(got), { limits });
      expect((await gateway.call('/me')).status).toBe(200);
      const second = await gateway.call('/me');
      expect(second.status).toBe(429);
      expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
      bodies.push((await second.json()) as Record<string, unknown>);
      expect(got).toHaveLength(1);
      got = [];
      await gateway.close();
    }
    const [ofKey, ofCredential] = bodies.map(({ detail, requestId: _, error: __, ...rest }) => ({
      detail,
      rest,
    }));
    expect(ofKey?.rest).toMatchObject({ code: 'too_many_requests' });
    expect(ofCredential?.rest).toEqual(ofKey?.rest);
    expect(ofCredential?.detail).not.toBe(ofKey?.detail);
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
