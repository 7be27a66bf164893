import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from '../../sandbox/loopback.ts';
import { type GraphCall, graphGet } from './transport.ts';

// All answers here are synthetic: shapes that Graph, or what stands before it, might send.
const token = `EAADemo${'NotARealToken'.repeat(4)}`;
const lend = (value: string) => ({ use: <T>(callback: (text: string) => T) => callback(value) });
const json = { 'content-type': 'application/json; charset=UTF-8' };
const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Seen {
  url: string;
  authorization: string | undefined;
}

async function ask(listener: RequestListener, call: Partial<GraphCall> = {}) {
  const seen: Seen[] = [];
  const server = await listenOnLoopback((request, response) => {
    seen.push({ url: request.url ?? '', authorization: request.headers.authorization });
    listener(request, response);
  });
  servers.push(server);
  const result = await graphGet({
    baseUrl: new URL(server.url),
    token: lend(token),
    version: 'v26.0',
    node: { id: '104996122399160' },
    query: { fields: 'id,name' },
    signal: new AbortController().signal,
    timeoutMs: 300,
    ...call,
  });
  return { result, seen };
}

const answer = (body: string | Buffer, headers: Record<string, string> = json) => {
  return (_request: unknown, response: ServerResponse) => void response.writeHead(200, headers).end(body);
};

describe('a call', () => {
  test('carries the token in its header only, and brings back body and headers', async () => {
    const { result, seen } = await ask(
      answer('{"id":"1"}', { ...json, 'facebook-api-version': 'v26.0', 'x-fb-request-id': 'AbC_1-' }),
    );
    expect(seen).toEqual([
      { url: '/v26.0/104996122399160?fields=id%2Cname', authorization: `Bearer ${token}` },
    ]);
    expect(result).toEqual({
      kind: 'answer',
      status: 200,
      body: { id: '1' },
      headers: { servedVersion: 'v26.0', traceId: 'AbC_1-', retryAfterSeconds: null },
    });
  });

  test('carries a proof where there is an App Secret', async () => {
    const call = { token: lend('what_do_ya_want_for_nothing?'), appSecret: lend('Jefe') };
    const { seen } = await ask(answer('{}'), call);
    const proof = new URL(seen[0]?.url ?? '', 'http://x').searchParams.get('appsecret_proof');
    // Computed apart from this code: printf … | openssl dgst -sha256 -hmac Jefe
    expect(proof).toBe('29984bc9070adbb07297c8d7985dd78b6bfe9bb583c66349e2ee13236cb5d6b4');
  });

  test('sends the token as input_token only when it is inspected', async () => {
    const { seen } = await ask(answer('{}'), { node: 'debug_token', query: {}, inspectedToken: true });
    expect(seen[0]?.url).toBe(`/v26.0/debug_token?input_token=${token}`);
  });

  test.each([
    ['v999.99', null],
    ['<b>', null],
    ['v21.0', 'v21.0'],
  ])('takes the version header %s as %s', async (header, served) => {
    const { result } = await ask(answer('{}', { ...json, 'facebook-api-version': header }));
    expect(result).toMatchObject({ headers: { servedVersion: served } });
  });

  test('takes the version out of the upgrade warning where the header is missing', async () => {
    const warning = 'The call has been auto-upgraded to v21.0 as v19.0 has been deprecated.';
    const { result } = await ask(answer('{}', { ...json, 'x-ad-api-version-warning': warning }));
    expect(result).toMatchObject({ headers: { servedVersion: 'v21.0' } });
  });
});

describe('time is bounded', () => {
  test('for a server that never answers', async () => {
    const { result } = await ask(() => undefined);
    expect(result).toEqual({ kind: 'timeout' });
  });

  test('for headers with nothing after them', async () => {
    const { result } = await ask((_request, response) => void response.writeHead(200, json).flushHeaders());
    expect(result).toEqual({ kind: 'timeout' });
  });

  test('for a byte each 50 ms, however long it goes on', async () => {
    const start = performance.now();
    const { result } = await ask((_request, response) => {
      response.writeHead(200, json);
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect(result).toEqual({ kind: 'timeout' });
    expect(performance.now() - start).toBeLessThan(1500);
  });

  test('by the caller, who may leave at once', async () => {
    const leaving = new AbortController();
    const { result } = await ask(() => leaving.abort(), { signal: leaving.signal, timeoutMs: 5000 });
    expect(result).toEqual({ kind: 'cancelled' });
  });

  test('by the caller, whose time limit is a time limit', async () => {
    const { result } = await ask(() => undefined, { signal: AbortSignal.timeout(50), timeoutMs: 5000 });
    expect(result).toEqual({ kind: 'timeout' });
  });

  test('and nothing is sent for a caller who left before', async () => {
    const { result, seen } = await ask(answer('{}'), { signal: AbortSignal.abort() });
    expect(result).toEqual({ kind: 'cancelled' });
    expect(seen).toEqual([]);
  });
});

describe('memory is bounded', () => {
  const megabyte = 1_048_576;
  const member = gzipSync(Buffer.alloc(megabyte, ' '));
  const bomb = Buffer.concat(Array.from({ length: 200 }, () => member));

  test('200 MB in 200 kB of gzip are not unpacked', async () => {
    let peak = 0;
    const before = process.memoryUsage().rss;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss - before);
    }, 1);
    const { result } = await ask(answer(bomb, { ...json, 'content-encoding': 'gzip' }), { timeoutMs: 3000 });
    clearInterval(timer);
    peak = Math.max(peak, process.memoryUsage().rss - before);
    expect(result).toMatchObject({ kind: 'nonsense', reason: 'too_large' });
    expect(peak).toBeLessThan(60 * megabyte);
  });

  test('nor is gzip within gzip', async () => {
    const headers = { ...json, 'content-encoding': 'gzip, gzip' };
    const { result } = await ask(answer(gzipSync(bomb), headers), { timeoutMs: 3000 });
    expect(result).toMatchObject({ kind: 'nonsense', reason: 'too_large' });
  });

  test('5 MB of good JSON are refused', async () => {
    const { result } = await ask(answer(JSON.stringify({ data: 'x'.repeat(5 * megabyte) })), {
      timeoutMs: 3000,
    });
    expect(result).toMatchObject({ kind: 'nonsense', reason: 'too_large' });
  });

  test('the cap itself fits, one byte more does not', async () => {
    const body = JSON.stringify({ data: 'x'.repeat(100) });
    expect((await ask(answer(body), { maxBytes: body.length })).result.kind).toBe('answer');
    expect((await ask(answer(body), { maxBytes: body.length - 1 })).result.kind).toBe('nonsense');
  });

  test('a header of 100 kB is refused', async () => {
    const { result } = await ask(answer('{}', { ...json, 'x-long': 'x'.repeat(100_000) }));
    expect(result).toEqual({ kind: 'nonsense', status: null, reason: 'broken_transfer' });
  });

  test('400 headers are harmless', async () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`x-${index}`, 'x']));
    const { result } = await ask(answer('{}', { ...json, ...many }));
    expect(result.kind).toBe('answer');
  });
});

describe('a redirect is not followed and the token not sent again', () => {
  test.each([301, 302, 303, 307, 308])('%i', async (status) => {
    const { result, seen } = await ask((request, response) => {
      if (request.url?.startsWith('/elsewhere')) return void response.writeHead(200, json).end('{"id":"1"}');
      response.writeHead(status, { ...json, location: `/elsewhere?access_token=${token}` }).end('{}');
    });
    expect(result).toEqual({ kind: 'nonsense', status, reason: 'redirect' });
    expect(seen).toHaveLength(1);
  });
});

describe('only a JSON object in whole UTF-8 is an answer', () => {
  test.each(['application/json', 'APPLICATION/JSON; charset=UTF-8', 'text/javascript; charset=UTF-8'])(
    '%s is taken',
    async (type) => {
      expect((await ask(answer('{"id":"1"}', { 'content-type': type }))).result.kind).toBe('answer');
    },
  );

  test.each(['text/html', 'image/png', 'text/plain', 'application/jsonp', 'text/html;application/json'])(
    '%s is not, even around good JSON',
    async (type) => {
      const { result } = await ask(answer('{"id":"1"}', { 'content-type': type }));
      expect(result).toEqual({ kind: 'nonsense', status: 200, reason: 'not_json' });
    },
  );

  test('nor is an answer without a type', async () => {
    expect((await ask(answer('{"id":"1"}', {}))).result).toMatchObject({ reason: 'not_json' });
  });

  test.each(['', 'null', '7', '"id"', '[{"id":"1"}]', '{"id":', '<html>', '{"id":"1"}{"id":"2"}'])(
    'nor is %j',
    async (body) => {
      expect((await ask(answer(body))).result).toMatchObject({ kind: 'nonsense', reason: 'not_json' });
    },
  );

  test('nor is broken UTF-8', async () => {
    const body = Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect((await ask(answer(body))).result).toMatchObject({ kind: 'nonsense', reason: 'broken_text' });
  });

  test('a byte order mark, keys given twice and __proto__ do no harm', async () => {
    const { result } = await ask(answer('\ufeff{"id":"1","id":"2","__proto__":{"polluted":true}}'));
    expect(result).toMatchObject({ kind: 'answer', body: { id: '2' } });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('429 is a limit, whatever comes with it', () => {
  test.each([
    ['0', null],
    ['1000000000', 3600],
    ['Wed, 21 Oct 2026 07:28:00 GMT', null],
    ['soon', null],
    ['60', 60],
  ])('Retry-After %j is %j seconds', async (value, seconds) => {
    const { result } = await ask((_request, response) => {
      response.writeHead(429, { 'content-type': 'text/html', 'retry-after': value }).end('<p>Slow down');
    });
    expect(result).toMatchObject({ kind: 'limited', body: null, headers: { retryAfterSeconds: seconds } });
  });
});

describe('a connection that breaks', () => {
  test('before an answer is tried once more, and only once', async () => {
    const { result, seen } = await ask((_request, response) => void response.socket?.resetAndDestroy());
    expect(result).toMatchObject({ kind: 'unreachable' });
    expect(seen).toHaveLength(2);
  });

  test('on the first try only costs nothing', async () => {
    let tries = 0;
    const { result, seen } = await ask((_request, response) => {
      tries += 1;
      if (tries === 1) response.socket?.resetAndDestroy();
      else response.writeHead(200, json).end('{"id":"1"}');
    });
    expect(result.kind).toBe('answer');
    expect(seen).toHaveLength(2);
  });

  test('after its headers is no answer, and not tried again', async () => {
    const { result, seen } = await ask((_request, response) => {
      response.writeHead(200, { ...json, 'content-length': '500' }).write('{"id":"1');
      setTimeout(() => response.socket?.resetAndDestroy(), 20);
    });
    expect(result).toMatchObject({ kind: 'unreachable' });
    expect(seen).toHaveLength(1);
  });

  test('by its end, with less than was promised, is no answer', async () => {
    const { result } = await ask((_request, response) => {
      response.writeHead(200, { ...json, 'content-length': '500' }).write('{"id":"1"}');
      setTimeout(() => response.socket?.end(), 20);
    });
    expect(['unreachable', 'nonsense']).toContain(result.kind);
  });

  test('through broken compression is no answer', async () => {
    const { result } = await ask(answer('not gzip', { ...json, 'content-encoding': 'gzip' }));
    expect(result).toMatchObject({ kind: 'nonsense', reason: 'broken_transfer' });
  });

  test('for want of a server is no answer', async () => {
    const server = await listenOnLoopback(() => undefined);
    await server.close();
    const { result } = await ask(() => undefined, { baseUrl: new URL(server.url) });
    expect(result).toEqual({ kind: 'unreachable', reason: 'ECONNREFUSED' });
  });
});

test('no result holds the token, the proof or an address', async () => {
  const call = { inspectedToken: true, node: 'debug_token' as const, appSecret: lend('a'.repeat(32)) };
  const results = await Promise.all([
    ask((_request, response) => void response.socket?.resetAndDestroy(), call),
    ask(() => undefined, call),
    ask(answer('<html>'), call),
    ask((request, response) => void response.writeHead(302, { location: request.url }).end(), call),
  ]);
  for (const { result } of results) expect(JSON.stringify(result)).not.toMatch(/EAA|http|proof|127\.0/);
});

test('at most 64 calls are under way at once, and a waiting one keeps its caller’s time limit', async () => {
  const held: ServerResponse[] = [];
  const server = await listenOnLoopback((_request, response) => void held.push(response));
  servers.push(server);
  const call = (signal: AbortSignal) =>
    graphGet({
      baseUrl: new URL(server.url),
      token: lend(token),
      version: 'v26.0',
      node: 'me',
      query: {},
      signal,
      timeoutMs: 5000,
    });
  const patient = new AbortController();
  const calls = Array.from({ length: 64 }, () => call(patient.signal));
  await expect.poll(() => held.length).toBe(64);
  expect(await call(AbortSignal.timeout(50))).toEqual({ kind: 'timeout' });
  expect(held).toHaveLength(64);
  patient.abort();
  expect(new Set((await Promise.all(calls)).map(({ kind }) => kind))).toEqual(new Set(['cancelled']));
});
