/** How a body is framed, asked for and cut off: by RFC 9110 and RFC 9112. */
import { createServer as createDeafServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createUpstream } from './exchange/upstream.ts';
import { defaultTimes } from './gateway.ts';
import {
  answering,
  credentialId,
  type Got,
  key,
  plain,
  rawCaller,
  rawRequest,
  startTestGateway,
  type TestGateway,
} from './gateway-testing.ts';

let gateway: TestGateway;
let got: Got[] = [];
afterEach(async () => {
  await gateway.close();
  got = [];
});

const request = (version: string, ...headers: string[]) =>
  [
    `POST /graph/${credentialId}/me HTTP/${version}`,
    'Host: x',
    `Authorization: Bearer ${key}`,
    'Connection: close',
    ...headers,
    '',
    '',
  ].join('\r\n');

describe('a body that comes in another coding than chunks is refused, not passed on half undone', () => {
  test.each(['gzip, chunked', 'GZIP,chunked', 'deflate, gzip, chunked', 'identity, chunked'])(
    'as %s',
    async (coding) => {
      gateway = await startTestGateway(plain(got));
      const body = '4\r\na=bc\r\n0\r\n\r\n';
      const answer = await rawRequest(gateway, `${request('1.1', `Transfer-Encoding: ${coding}`)}${body}`);
      expect(answer).toMatch(/^HTTP\/1\.1 415 [\s\S]*"code":"unsupported_media_type"/);
      expect(got).toEqual([]);
      expect(gateway.uses).toMatchObject([{ outcome: 'refused', sent: false }]);
    },
  );

  test('and one of HTTP/1.0, which knows no chunks, neither', async () => {
    gateway = await startTestGateway(plain(got));
    const asked = `${request('1.0', 'Transfer-Encoding: chunked')}4\r\na=bc\r\n0\r\n\r\n`;
    expect(await rawRequest(gateway, asked)).toMatch(/^HTTP\/1\.1 400 /);
    expect(got).toEqual([]);
  });

  test('one in chunks passes', async () => {
    gateway = await startTestGateway(plain(got));
    const asked = `${request('1.1', 'Transfer-Encoding: Chunked')}4\r\na=bc\r\n0\r\n\r\n`;
    expect(await rawRequest(gateway, asked)).toMatch(/^HTTP\/1\.1 200 /);
    expect(got[0]?.body.toString()).toBe('a=bc');
  });
});

describe('a caller who asks before he sends', () => {
  const body = ['Content-Length: 4', 'Content-Type: application/x-www-form-urlencoded'];

  test('is told to go on by HTTP/1.1, never by HTTP/1.0, which would take it for the answer', async () => {
    gateway = await startTestGateway(plain(got));
    const ask = (version: string) =>
      rawRequest(gateway, `${request(version, ...body, 'Expect: 100-continue')}a=bc`);
    expect(await ask('1.1')).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
    expect(await ask('1.0')).toMatch(/^HTTP\/1\.1 200 /);
    expect(got.map((one) => one.body.toString())).toEqual(['a=bc', 'a=bc']);
  });

  test.each([
    ['in a coding', ['Content-Encoding: gzip', 'Content-Length: 4'], 415],
    ['in a coding of its transfer', ['Transfer-Encoding: gzip, chunked'], 415],
    ['of too many bytes', ['Content-Length: 104857601'], 413],
  ])('for a body %s is not told to go on', async (_what, headers, status) => {
    gateway = await startTestGateway(plain(got));
    const started = performance.now();
    const answer = await rawRequest(gateway, request('1.1', ...headers, 'Expect: 100-continue'));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
    // He sends no body, so none is waited for.
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  test('for anything else is told that nobody can', async () => {
    gateway = await startTestGateway(plain(got));
    expect(await rawRequest(gateway, request('1.1', ...body, 'Expect: a-miracle'))).toMatch(
      /^HTTP\/1\.1 417 /,
    );
    expect(got).toEqual([]);
  });
});

describe('the time for connecting is that, whatever was read of a body before', () => {
  test.each([
    ['JSON', '{"name":"a"}', 'application/json'],
    ['JSON longer than what is looked at', `{"name":"${'x'.repeat(300_000)}"}`, 'application/json'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded'],
    ['a file', 'x'.repeat(300_000), 'video/mp4'],
    ['nothing', undefined, undefined],
  ])('%s', async (_what, body, type) => {
    const deaf = createDeafServer((socket) => void socket.on('error', () => undefined).resume());
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const address = deaf.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const upstream = createUpstream(new URL(`https://127.0.0.1:${port}`), 'loopback');
    const times = { ...defaultTimes, connectMs: 300, headersMs: 2_000, callerMs: 2_000 };
    gateway = await startTestGateway({ http: () => undefined }, { upstream, times });
    const answer = await gateway.call('/1/messages', {
      method: 'POST',
      ...(body ? { body } : {}),
      headers: type ? { 'content-type': type } : {},
    });
    const problem = (await answer.json()) as { code: string; detail: string };
    expect([answer.status, problem.code]).toEqual([502, 'graph_unreachable']);
    // No connection, so nothing happened: whoever sends it again does no harm.
    expect(problem.detail).toContain('Try again');
    const [use] = await gateway.recorded(1);
    expect(use).toMatchObject({ outcome: 'failed', sent: false });
    expect(use?.details).toMatchObject({ tokenVersion: null, apiVersion: null, bytesUp: 0, status: 502 });
    expect(use?.details.milliseconds).toBeLessThan(1_900);
    upstream.close();
    await new Promise((resolve) => deaf.close(resolve));
  });
});

describe('what never went to Graph is not recorded as sent', () => {
  test.each([
    ['half of its JSON', 'application/json', '{"name":"'],
    ['half of its form', 'application/x-www-form-urlencoded', 'name='],
  ])('of a caller who sends %s and resets', async (_what, type, start) => {
    gateway = await startTestGateway(answering(got, (_request, response) => response.end('{}')));
    const { socket } = rawCaller(gateway, 'POST', [`Content-Type: ${type}`, 'Content-Length: 100']);
    socket.write(start, () => setTimeout(() => socket.resetAndDestroy(), 100));
    const [use] = await gateway.recorded(1);
    expect(use).toMatchObject({
      outcome: 'failed',
      sent: false,
      details: { code: 'caller_gone', tokenVersion: null, apiVersion: null, bytesUp: 0, status: null },
    });
    expect(got).toEqual([]);
  });

  test('of a call whose name leads to this machine in the place of Meta', async () => {
    let connections = 0;
    const near = createDeafServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => near.listen(0, '127.0.0.1', resolve));
    const address = near.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const upstream = createUpstream(new URL(`https://localhost:${port}`));
    gateway = await startTestGateway({ http: () => undefined }, { upstream });
    expect((await gateway.call('/me')).status).toBe(502);
    expect((await gateway.recorded(1))[0]).toMatchObject({
      sent: false,
      details: { code: 'graph_unreachable' },
    });
    expect(connections).toBe(0);
    upstream.close();
    await new Promise((resolve) => near.close(resolve));
  });

  test('of a call to a Graph that is not there', async () => {
    const other = createDeafServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await new Promise((resolve) => other.close(resolve));
    const upstream = createUpstream(new URL(`http://127.0.0.1:${port}`));
    gateway = await startTestGateway({ http: () => undefined }, { upstream });
    const headers = { 'content-type': 'application/json' };
    for (const init of [{}, { method: 'POST', headers, body: '{"a":1}' }]) {
      expect((await gateway.call('/me', init)).status).toBe(502);
    }
    for (const use of await gateway.recorded(2)) {
      expect(use).toMatchObject({ outcome: 'failed', sent: false, details: { tokenVersion: null } });
    }
    upstream.close();
  });
});

test.each([
  ['letter by letter', 200, 1],
  ['in pieces of eight', 200, 8],
  ['as an error, letter by letter', 401, 1],
])('that the token is dead is seen in an answer that comes %s', async (_how, status, size) => {
  const error = '{ "error" :\n{"message":"x","code":190,"fbtrace_id":"Abc_1"}}';
  gateway = await startTestGateway(
    answering(got, async (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      for (let at = 0; at < error.length; at += size) {
        response.write(error.slice(at, at + size));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    }),
  );
  expect(await (await gateway.call('/me?suppress_http_code=1')).text()).toBe(error);
  expect((await gateway.recorded(1))[0]?.details).toMatchObject({ graphCode: 190, traceId: 'Abc_1' });
  expect(gateway.seen).toMatchObject([{ graphCode: 190 }]);
});
