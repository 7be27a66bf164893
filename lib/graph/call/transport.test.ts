import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../sandbox/loopback.ts';
import { lend } from './lent-secret-testing.ts';
import { graphGet } from './transport.ts';
import { answer, ask, json, servers, token } from './transport-testing.ts';

// All answers here are synthetic: shapes that Graph, or what stands before it, might send.

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
      headers: { servedVersion: 'v26.0', traceId: 'AbC_1-', retryAfterSeconds: null, pauseSeconds: 0 },
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
