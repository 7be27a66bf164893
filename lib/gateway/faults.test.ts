/** Whatever one side does, the other is told or cut off, and the use is recorded. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  credentialId,
  key,
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
    gateway = await startTestGateway(raw(act), { times: shortTimes });
    expect(await outcome()).toBe('cut off');
    const [use] = await gateway.recorded(1);
    expect(use).toMatchObject({ outcome: 'failed', details: { status: 200, code } });
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
      { upstream: (await import('./upstream.ts')).createUpstream(new URL(`http://127.0.0.1:${port}`)) },
    );
    expect(await outcome()).toMatchObject({ status: 502, code: 'graph_unreachable' });
  });

  test('answers before it has the whole body: its answer comes, and the rest is not sent', async () => {
    gateway = await startTestGateway({
      http: (_request, response) => response.writeHead(413, { connection: 'close' }).end('too much'),
    });
    const { socket, answer } = caller('POST', ['Content-Length: 90000000', 'Content-Type: video/mp4']);
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

/** A caller that does as it likes with its connection. */
function caller(method: string, headers: string[]) {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  const lines = [
    `${method} /graph/${credentialId}/1/media HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${key}`,
  ];
  socket.write([...lines, ...headers, '', ''].join(end));
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  const answer = new Promise<string>((resolve) => {
    socket.on('error', () => undefined).on('close', () => resolve(text));
  });
  return { socket, answer };
}

/** An upstream that tells when a request began and how it ended. */
function watched(
  body: (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void,
) {
  const began = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<'whole' | 'cut off'>();
  return {
    began: began.promise,
    ended: ended.promise,
    http: (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => {
      began.resolve();
      response.on('close', () => ended.resolve(response.writableFinished ? 'whole' : 'cut off'));
      request.on('error', () => undefined);
      body(request, response);
    },
  };
}

describe('a caller that', () => {
  test('leaves while Graph works: Graph’s call is cancelled', async () => {
    const graph = watched(() => undefined);
    gateway = await startTestGateway(graph);
    const { socket } = caller('GET', []);
    await graph.began;
    socket.destroy();
    expect(await graph.ended).toBe('cut off');
    const [use] = await gateway.recorded(1);
    expect(use).toMatchObject({ outcome: 'failed', details: { code: 'caller_gone', status: null } });
  });

  test('leaves in the middle of an answer: Graph’s call is cancelled', async () => {
    const graph = watched((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      const timer = setInterval(() => response.write(Buffer.alloc(10_000)), 5);
      response.on('close', () => clearInterval(timer));
    });
    gateway = await startTestGateway(graph);
    const { socket } = caller('GET', []);
    await once(socket, 'data');
    socket.destroy();
    expect(await graph.ended).toBe('cut off');
    expect((await gateway.recorded(1))[0]).toMatchObject({
      outcome: 'failed',
      details: { status: 200, code: 'caller_gone' },
    });
  });

  test('sends less than it said and leaves: Graph never gets a whole request', async () => {
    const graph = watched((request) => request.resume());
    gateway = await startTestGateway(graph);
    const { socket } = caller('POST', ['Content-Length: 100']);
    socket.end('only this');
    expect(await graph.ended).toBe('cut off');
    expect((await gateway.recorded(1))[0]).toMatchObject({ outcome: 'failed' });
  });

  test('sends more than it said: the rest is no part of the call, and ends the connection', async () => {
    const bodies: string[] = [];
    gateway = await startTestGateway({
      http: (request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (chunk) => {
          body += chunk;
        });
        request.on('end', () => {
          bodies.push(body);
          response.end('{}');
        });
      },
    });
    const { socket, answer } = caller('POST', ['Content-Length: 4']);
    socket.write('fourGET nonsense');
    socket.write('\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(bodies).toEqual(['four']);
  });

  test.each([
    ['of a form', ['Content-Length: 100', 'Content-Type: application/x-www-form-urlencoded'], false],
    ['of another kind', ['Content-Length: 100', 'Content-Type: video/mp4'], true],
    ['of unknown length', ['Transfer-Encoding: chunked', 'Content-Type: video/mp4'], true],
  ])(
    'stalls in a body %s: it is told, and Graph never gets a whole request',
    async (_what, headers, began) => {
      const graph = watched((request) => request.resume());
      gateway = await startTestGateway(graph, { times: shortTimes });
      const { socket, answer } = caller('POST', headers);
      socket.write(headers[0]?.startsWith('Transfer') ? '4\r\na=bc\r\n' : 'a=bc');
      expect(await answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"request_timeout"/);
      if (began) expect(await graph.ended).toBe('cut off');
      expect((await gateway.recorded(1))[0]?.details).toMatchObject({ code: 'request_timeout', status: 408 });
    },
  );

  test('sends slowly but steadily is waited for', async () => {
    gateway = await startTestGateway(
      { http: (request, response) => void request.resume().on('end', () => response.end('{}')) },
      { times: shortTimes },
    );
    const { socket, answer } = caller('POST', [
      'Content-Length: 10',
      'Content-Type: video/mp4',
      'Connection: close',
    ]);
    for (let n = 0; n < 10; n++) {
      await pause(100);
      socket.write('x');
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('takes nothing of a large answer is given up, and so is Graph’s call', async () => {
    const graph = watched((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      const go = () => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', go);
      };
      go();
    });
    gateway = await startTestGateway(graph, { times: shortTimes });
    const { socket } = caller('GET', []);
    socket.pause();
    expect(await graph.ended).toBe('cut off');
    expect((await gateway.recorded(1))[0]?.details.code).toBe('caller_gone');
    socket.destroy();
  });

  test('sends a body without end is stopped at the limit', async () => {
    const graph = watched((request) => request.resume());
    gateway = await startTestGateway(graph);
    const { socket, answer } = caller('POST', ['Transfer-Encoding: chunked', 'Content-Type: video/mp4']);
    const piece = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000), Buffer.from('\r\n')]);
    const go = () => {
      while (!socket.destroyed && socket.write(piece));
    };
    socket.on('drain', go);
    go();
    // Who goes on sending may lose the answer to the reset that ends it.
    expect(await answer).toMatch(/^(?:HTTP\/1\.1 413 |$)/);
    expect(await graph.ended).toBe('cut off');
    expect((await gateway.recorded(1))[0]?.details).toMatchObject({ code: 'body_too_large', status: 413 });
  });
});

test('a large upload goes no faster than Graph takes it', async () => {
  const size = 64 * 1024 * 1024;
  let received = 0;
  const { promise: go, resolve: letGo } = Promise.withResolvers<void>();
  gateway = await startTestGateway({
    http: (request, response) => {
      const count = ({ length }: Buffer) => {
        received += length;
      };
      void go.then(() => request.on('data', count));
      request.on('end', () => response.end('{}'));
    },
  });
  const { socket, answer } = caller('POST', [
    `Content-Length: ${size}`,
    'Content-Type: video/mp4',
    'Connection: close',
  ]);
  const body = Readable.from(Array.from({ length: 1024 }, () => Buffer.alloc(65_536)));
  body.pipe(socket, { end: false });
  await pause(700);
  // What the caller could get rid of stands in the kernel's buffers, on both sides of the gateway.
  expect(socket.bytesWritten - socket.writableLength).toBeLessThan(size / 2);
  letGo();
  expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(received).toBe(size);
});
