/** An answer that is there before its request is: its caller gets it, also one who writes before he reads. */
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { credentialId, key, startTestGateway, type TestGateway } from './gateway-testing.ts';

let gateway: TestGateway;
afterEach(() => gateway.close());

const size = 50 * 1024 * 1024;

/** A caller who reads nothing before all of his body is gone, as far as it goes. */
async function writeThenRead(path: string, headers: string[], httpVersion = '1.1') {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect({ port: Number(port), host: hostname });
  const failed = new Promise<string>((resolve) => socket.on('error', ({ message }) => resolve(message)));
  const lines = [
    `POST /graph/${credentialId}${path} HTTP/${httpVersion}`,
    'Host: x',
    `Authorization: Bearer ${key}`,
    'Content-Type: video/mp4',
    `Content-Length: ${size}`,
  ];
  socket.write([...lines, ...headers, '', ''].join('\r\n'));
  const piece = Buffer.alloc(1024 * 1024);
  const written = (async () => {
    for (let left = size; left > 0; left -= piece.length) {
      if (!socket.write(piece)) await new Promise((resolve) => socket.once('drain', resolve));
    }
    return 'all';
  })();
  const wrote = await Promise.race([written, failed, pause(8_000, 'is still writing')]);
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  await Promise.race([new Promise((resolve) => socket.once('close', resolve)), pause(4_000)]);
  socket.destroy();
  return { wrote, text };
}

describe('whoever writes 50 MB before he reads', () => {
  const long = 'x'.repeat(6 * 1024 * 1024);

  test.each<[string, number, Record<string, string>, string]>([
    ['a short refusal', 400, { 'content-length': '15' }, '{"error":"soon"'],
    ['a refusal of unknown length', 413, {}, 'x'.repeat(100_000)],
    ['a refusal longer than what the line holds', 400, {}, long],
    ['a success that comes too early', 200, { 'content-length': '2' }, '{}'],
  ])('gets %s by Graph, which reads nothing', async (_what, status, headers, body) => {
    gateway = await startTestGateway({
      http: (request, response) => {
        request.pause();
        response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);
      },
    });
    const { wrote, text } = await writeThenRead('/1/media', []);
    expect(wrote).toBe('all');
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    expect(text.length).toBeGreaterThan(body.length);
    expect(
      text
        .replace(/0\r\n\r\n$/, '')
        .trimEnd()
        .endsWith(body.slice(-10)),
    ).toBe(true);
    const [use] = await gateway.recorded(1);
    expect(use).toMatchObject({ outcome: 'done', sent: true, details: { status } });
    expect(use?.details.bytesUp).toBeLessThan(size);
  });

  test.each([
    ['for a call that is not carried', '/1/media?access_token=x', [], 403],
    ['for a packed body', '/1/media', ['Content-Encoding: gzip'], 415],
  ])('gets Flowkeep’s own refusal %s', async (_what, path, headers, status) => {
    gateway = await startTestGateway({ http: () => undefined });
    const { wrote, text } = await writeThenRead(path, headers);
    expect(wrote).toBe('all');
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*"status":${status}`));
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
  });
});

test('a caller who goes on writing for ever is left', async () => {
  gateway = await startTestGateway({
    http: (_request, response) => response.writeHead(400, { 'content-length': 2 }).end('{}'),
  });
  const { hostname, port } = new URL(gateway.url);
  const socket = connect({ port: Number(port), host: hostname });
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(
    `POST /graph/${credentialId}/1/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: video/mp4\r\nTransfer-Encoding: chunked\r\n\r\n`,
  );
  const piece = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000), Buffer.from('\r\n')]);
  const go = () => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', go);
  go();
  await closed;
  expect(socket.bytesWritten).toBeLessThan(400 * 1024 * 1024);
  expect((await gateway.recorded(1))[0]).toMatchObject({ outcome: 'done', details: { status: 400 } });
});
