/** Whatever Graph does, the caller is told or cut off, and the use is recorded. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { createUpstream } from './exchange/upstream.ts';
import { defaultTimes } from './gateway.ts';
import {
  credentialId,
  key,
  rawCaller,
  shortTimes,
  startTestGateway,
  type TestGateway,
  token,
} from './gateway-testing.ts';

let gateway: TestGateway;
afterEach(() => gateway.close());

const end = '\r\n';
const head = (...lines: string[]) =>
  ['HTTP/1.1 200 OK', 'Content-Type: application/json', ...lines, '', ''].join(end);

/** An upstream that reads a request's head and then does something with the connection. */
const raw = (act: (socket: Socket, count: number) => void) => {
  let count = 0;
  return { raw: (socket: Socket) => void socket.once('data', () => act(socket, ++count)) };
};

/** What a call is answered, or that it was cut off. */
async function outcome(init?: RequestInit, path = '/me') {
  try {
    const answer = await gateway.call(path, init);
    const text = await answer.text();
    const mark = answer.headers.get('x-flowkeep');
    const code = mark ? (JSON.parse(text) as { code: string }).code : null;
    return { status: answer.status, code, text };
  } catch {
    return 'cut off';
  }
}

describe('an upstream that', () => {
  test.each<[string, (socket: Socket) => void, number, string]>([
    [
      'sends a header that may not be sent on',
      (socket) => socket.end(head('Content-Length: 2', 'ETag: a\x7fb').concat('{}')),
      502,
      'graph_nonsense',
    ],
    [
      'sends such a header before a long body',
      (socket) => socket.end(head('Content-Length: 100000', 'ETag: a\x7fb').concat('{}')),
      502,
      'graph_nonsense',
    ],
    ['closes before its headers', (socket) => socket.end(), 502, 'graph_unreachable'],
    ['resets before its headers', (socket) => socket.resetAndDestroy(), 502, 'graph_unreachable'],
    [
      'resets within its headers',
      (socket) => socket.write('HTTP/1.1 200 O', () => socket.resetAndDestroy()),
      502,
      'graph_unreachable',
    ],
    ['hangs', () => undefined, 504, 'graph_timeout'],
    ['hangs within its headers', (socket) => socket.write('HTTP/1.1 200 OK\r\nX-A: '), 504, 'graph_timeout'],
    ['talks nonsense', (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'), 502, 'graph_nonsense'],
    [
      'sends headers without end',
      (socket) => socket.end(head(`X-Long: ${'x'.repeat(100_000)}`)),
      502,
      'graph_nonsense',
    ],
    [
      'sends 4,000 headers',
      (socket) => socket.end(head(...Array.from({ length: 4_000 }, (_, n) => `X-${n}: aaaaaaaa`))),
      502,
      'graph_nonsense',
    ],
    [
      'switches protocols',
      (socket) =>
        socket.end(`HTTP/1.1 101 Switching Protocols${end}Upgrade: x${end}Connection: Upgrade${end}${end}`),
      502,
      'graph_nonsense',
    ],
    [
      'switches to nothing',
      (socket) => socket.end(`HTTP/1.1 101 Switching Protocols${end}Content-Length: 2${end}${end}{}`),
      502,
      'graph_nonsense',
    ],
    [
      'compresses unasked',
      (socket) => socket.end(head('Content-Encoding: gzip', 'Content-Length: 1').concat('x')),
      502,
      'graph_nonsense',
    ],
    [
      'dies within a short body',
      (socket) => socket.write(head('Content-Length: 500').concat('{"id'), () => socket.end()),
      502,
      'graph_unreachable',
    ],
    [
      'resets within a short body',
      (socket) => socket.write(head('Content-Length: 500').concat('{"id'), () => socket.resetAndDestroy()),
      502,
      'graph_unreachable',
    ],
    [
      'hangs within a short body',
      (socket) => socket.write(head('Content-Length: 500').concat('{"id')),
      504,
      'graph_timeout',
    ],
    [
      'says two lengths',
      (socket) => socket.end(head('Content-Length: 1', 'Content-Length: 2').concat('xx')),
      502,
      'graph_nonsense',
    ],
  ])('%s: the caller gets a problem', async (_what, act, status, code) => {
    gateway = await startTestGateway(raw(act), { times: shortTimes });
    expect(await outcome()).toMatchObject({ status, code });
    const [use] = await gateway.recorded(1);
    expect(use).toMatchObject({ outcome: 'failed', sent: true, details: { status, code } });
  });

  test.each<[string, (socket: Socket) => void, string]>([
    [
      'dies within a long body',
      (socket) => socket.write(head('Content-Length: 100000').concat('{"id'), () => socket.end()),
      'graph_unreachable',
    ],
    [
      'resets within a body of unknown length',
      (socket) =>
        socket.write(head('Transfer-Encoding: chunked').concat('4\r\n{"id\r\n'), () =>
          setTimeout(() => socket.resetAndDestroy(), 50),
        ),
      'graph_unreachable',
    ],
    [
      'hangs within a body',
      (socket) => socket.write(head('Transfer-Encoding: chunked').concat('4\r\n{"id\r\n')),
      'graph_timeout',
    ],
    [
      'sends chunks of nonsense',
      (socket) => socket.write(head('Transfer-Encoding: chunked').concat('4\r\n{"id\r\nnonsense\r\n')),
      'graph_nonsense',
    ],
    [
      'ends without the last chunk',
      (socket) => socket.end(head('Transfer-Encoding: chunked').concat('4\r\n{"id\r\n')),
      'graph_unreachable',
    ],
  ])('%s: the caller is cut off, and takes nothing for whole', async (_what, act, code) => {
    gateway = await startTestGateway(raw(act), { times: { ...shortTimes, headersMs: 10_000 } });
    expect(await outcome()).toBe('cut off');
    const [use] = await gateway.recorded(1);
    expect(use).toMatchObject({ outcome: 'failed', details: { status: 200, code } });
  });

  test('dies within a body: a caller of HTTP/1.0, for whom the end of the connection ends it, is reset', async () => {
    gateway = await startTestGateway(
      raw((socket) =>
        socket.write(head('Transfer-Encoding: chunked').concat('4\r\n{"id\r\n'), () =>
          setTimeout(() => socket.end(), 50),
        ),
      ),
    );
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /graph/${credentialId}/me HTTP/1.0\r\nAuthorization: Bearer ${key}\r\n\r\n`);
    const ended = new Promise((resolve) =>
      socket
        .resume()
        .on('error', resolve)
        .on('end', () => resolve('end')),
    );
    expect(await ended).toMatchObject({ code: 'ECONNRESET' });
  });

  test('answers slowly but steadily is waited for', async () => {
    gateway = await startTestGateway(
      {
        http: async (_request, response) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          for (let n = 0; n < 10; n++) {
            await pause(100);
            response.write(' ');
          }
          response.end('{}');
        },
      },
      { times: shortTimes },
    );
    expect(await outcome()).toMatchObject({ status: 200, text: `${' '.repeat(10)}{}` });
  });

  test('sends informational answers first: they are passed over', async () => {
    const informational = `HTTP/1.1 100 Continue${end}${end}HTTP/1.1 103 Early Hints${end}Link: <x>${end}${end}`;
    gateway = await startTestGateway(
      raw((socket) => socket.end(informational.concat(head('Content-Length: 2'), '{}'))),
    );
    for (const method of ['GET', 'POST']) {
      expect(await outcome({ method })).toMatchObject({ status: 200, text: '{}' });
    }
  });

  test.each([500, 502, 503])('answers %i with a page: both are passed on', async (status) => {
    gateway = await startTestGateway({
      http: (_request, response) =>
        response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Sorry</h1>'),
    });
    expect(await outcome()).toMatchObject({ status, code: null, text: '<h1>Sorry</h1>' });
  });

  test.each([301, 302, 303, 307, 308])(
    'redirects by %i is not followed, and the token not sent again',
    async (status) => {
      const tokens: (string | undefined)[] = [];
      gateway = await startTestGateway({
        http: (request, response) => {
          tokens.push(request.headers.authorization);
          const location = `http://${request.headers.host}/v26.0/elsewhere?access_token=${token}`;
          response.writeHead(status, { location }).end();
        },
      });
      for (const method of ['GET', 'POST']) {
        const answer = await gateway.call('/me', { method });
        expect(answer.status).toBe(502);
        expect(answer.headers.get('location')).toBeNull();
        expect(await answer.json()).toMatchObject({ code: 'graph_nonsense' });
      }
      expect(tokens).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
    },
  );

  test('is not there: the caller is told at once', async () => {
    gateway = await startTestGateway({ http: () => undefined });
    const other = await startTestGateway({ http: () => undefined });
    const { port } = new URL(other.url);
    await other.close();
    await gateway.close();
    gateway = await startTestGateway(
      { http: () => undefined },
      { upstream: createUpstream(new URL(`http://127.0.0.1:${port}`)) },
    );
    expect(await outcome()).toMatchObject({ status: 502, code: 'graph_unreachable' });
  });

  test('never ends its handshake: the time for connecting counts, and nothing was sent', async () => {
    let received = '';
    const deaf = createServer(
      (socket) => void socket.on('data', (chunk) => (received += chunk.toString('latin1'))),
    );
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as AddressInfo;
    const upstream = createUpstream(new URL(`https://127.0.0.1:${port}`), 'loopback');
    gateway = await startTestGateway(
      { http: () => undefined },
      { upstream, times: { ...defaultTimes, connectMs: 300 } },
    );
    for (const method of ['GET', 'POST']) {
      const file = { body: 'x'.repeat(300_000), headers: { 'content-type': 'video/mp4' } };
      const init = method === 'POST' ? { method, ...file } : { method };
      expect(await outcome(init)).toMatchObject({ status: 502, code: 'graph_unreachable' });
    }
    expect(received).not.toContain(token);
    upstream.close();
    await new Promise((resolve) => deaf.close(resolve));
  });

  test('stops taking a body: the time for an answer counts', async () => {
    gateway = await startTestGateway(
      { http: (request) => void request.once('data', () => request.pause()) },
      { times: { ...shortTimes, callerMs: 10_000 } },
    );
    const { socket, answer } = rawCaller(gateway, 'POST', [
      'Content-Length: 90000000',
      'Content-Type: video/mp4',
    ]);
    socket.write(Buffer.alloc(50_000_000));
    expect(await answer).toMatch(/^HTTP\/1\.1 504 [\s\S]*"code":"graph_timeout"/);
    expect((await gateway.recorded(1))[0]).toMatchObject({ outcome: 'failed', details: { status: 504 } });
  });

  test('answers before it has the whole body: its answer comes, and the rest is not sent', async () => {
    gateway = await startTestGateway({
      http: (_request, response) => response.writeHead(413, { connection: 'close' }).end('too much'),
    });
    const { socket, answer } = rawCaller(gateway, 'POST', [
      'Content-Length: 90000000',
      'Content-Type: video/mp4',
    ]);
    socket.write('x'.repeat(100));
    expect(await answer).toContain('HTTP/1.1 413');
    expect((await gateway.recorded(1))[0]?.details.bytesUp).toBeLessThan(1_000);
  });

  test('closed a kept connection just as a call came: reads are tried once more, writes never', async () => {
    const lines: string[] = [];
    const answer = head('Content-Length: 2').concat('{}');
    gateway = await startTestGateway({
      raw: (socket) => {
        let calls = 0;
        socket.on('data', (data) => {
          lines.push(data.toString().split(' ')[0] ?? '');
          calls += 1;
          if (calls === 1) socket.write(answer);
          else socket.resetAndDestroy();
        });
      },
    });
    expect(await outcome()).toMatchObject({ status: 200 });
    expect(await outcome()).toMatchObject({ status: 200 });
    expect(lines).toEqual(['GET', 'GET', 'GET']);
    expect(await outcome({ method: 'POST' })).toMatchObject({ status: 502, code: 'graph_unreachable' });
    expect(lines).toEqual(['GET', 'GET', 'GET', 'POST']);
  });
});
