/** Whatever a caller does, Graph's call ends with it, and the use is recorded. */
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { rawCaller, shortTimes, startTestGateway, type TestGateway, watched } from './gateway-testing.ts';

let gateway: TestGateway;
afterEach(() => gateway.close());

describe('a caller that', () => {
  test('leaves while Graph works: Graph’s call is cancelled', async () => {
    const graph = watched(() => undefined);
    gateway = await startTestGateway(graph);
    const { socket } = rawCaller(gateway, 'GET', []);
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
    const { socket } = rawCaller(gateway, 'GET', []);
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
    const { socket } = rawCaller(gateway, 'POST', ['Content-Length: 100', 'Content-Type: video/mp4']);
    socket.write('only this');
    await graph.began;
    socket.end();
    expect(await graph.ended).toBe('cut off');
    expect((await gateway.recorded(1))[0]).toMatchObject({ outcome: 'failed' });
  });

  test('sends less than it said of a form and leaves: Graph gets nothing', async () => {
    let asked = 0;
    gateway = await startTestGateway({ http: () => void asked++ });
    const { socket } = rawCaller(gateway, 'POST', ['Content-Length: 100']);
    socket.end('only this');
    expect((await gateway.recorded(1))[0]).toMatchObject({
      outcome: 'failed',
      details: { code: 'caller_gone' },
    });
    expect(asked).toBe(0);
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
    const { socket, answer } = rawCaller(gateway, 'POST', ['Content-Length: 4']);
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
      const { socket, answer } = rawCaller(gateway, 'POST', headers);
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
    const { socket, answer } = rawCaller(gateway, 'POST', [
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
    const { socket } = rawCaller(gateway, 'GET', []);
    socket.pause();
    expect(await graph.ended).toBe('cut off');
    expect((await gateway.recorded(1))[0]?.details.code).toBe('caller_gone');
    socket.destroy();
  });

  test('sends a body without end is stopped at the limit', async () => {
    const graph = watched((request) => request.resume());
    gateway = await startTestGateway(graph);
    const { socket, answer } = rawCaller(gateway, 'POST', [
      'Transfer-Encoding: chunked',
      'Content-Type: video/mp4',
    ]);
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
  const { socket, answer } = rawCaller(gateway, 'POST', [
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
