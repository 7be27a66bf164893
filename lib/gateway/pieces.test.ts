/** However an answer is asked for or arrives, no piece of the token leaves: what can't be searched is not passed on. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import {
  credentialId,
  key,
  rawRequest,
  startTestGateway,
  type TestGateway,
  token,
} from './gateway-testing.ts';

let gateway: TestGateway;
afterEach(() => gateway.close());

const next = `https://graph.facebook.com/v26.0/1/flows?limit=25&access_token=${token}&after=QVF`;
const page = JSON.stringify({ data: [{ id: '901406135639897' }], paging: { next } });
const middle = page.indexOf(token) + Math.floor(token.length / 2);

/** The longest run of the token's letters that stands in a text. */
function longestPiece(text: string): number {
  for (let length = token.length; length > 0; length--) {
    for (let at = 0; at + length <= token.length; at++) {
      if (text.includes(token.slice(at, at + length))) return length;
    }
  }
  return 0;
}

/** A Graph that gives of the page the range that it is asked for, as RFC 9110 has it. */
const ranging = {
  http: (request: IncomingMessage, response: ServerResponse) => {
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const type = { 'content-type': 'application/json', etag: '"a"' };
    if (first === undefined) {
      response.writeHead(200, type).end(page);
      return;
    }
    const end = last ? Number(last) + 1 : page.length;
    const range = { 'content-range': `bytes ${first}-${end - 1}/${page.length}` };
    response.writeHead(206, { ...type, ...range }).end(page.slice(Number(first), end));
  },
};

describe('whoever asks for a part of a text', () => {
  test.each([
    ['Range', {}],
    ['Range', { 'if-range': '"a"' }],
    ['rAnGe', {}],
    ['Request-Range', {}],
  ])('by %s %j gets the whole of it, without the token', async (name, more) => {
    gateway = await startTestGateway(ranging);
    const halves = [`bytes=0-${middle - 1}`, `bytes=${middle}-`];
    for (const half of halves) {
      const answer = await gateway.call('/1/flows', { headers: { ...more, [name]: half } });
      const text = await answer.text();
      expect(answer.status).toBe(200);
      expect(longestPiece(text)).toBeLessThan(5);
      expect(JSON.parse(text)).toMatchObject({ data: [{ id: '901406135639897' }] });
    }
  });
});

const head = (status: string, ...lines: string[]) => [`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n');
const half = page.slice(0, middle);
const json = 'Content-Type: application/json';
const packed = gzipSync(page);

describe('an answer that can’t be searched is refused, and nothing of it leaves', () => {
  test.each<[string, string, string | Buffer]>([
    ['a part of a text', head('206 Partial Content', json), half],
    ['a part of it with its range', head('206 x', json, 'Content-Range: bytes 0-99/999'), half],
    ['a part without a type', head('206 x'), half],
    ['a part of a picture', head('206 x', 'Content-Type: image/png'), half],
    ['a part that says it is the whole', head('200 OK', json, 'Content-Range: bytes 0-99/999'), half],
    ['a part of an error', head('400 x', json, 'Content-Range: bytes 0-99/999'), half],
    [
      'several parts',
      head('206 x', 'Content-Type: multipart/byteranges; boundary=b'),
      `--b\r\n${json}\r\nContent-Range: bytes 0-9/99\r\n\r\n${half}\r\n--b--`,
    ],
    ['several parts as the whole', head('200 OK', 'Content-Type: Multipart/ByteRanges; boundary=b'), half],
    ['what changed since', head('226 IM Used', json, 'IM: diffe'), half],
    ['a packed one', head('200 OK', json, 'Content-Encoding: gzip'), packed],
    [
      'one in letters of two bytes',
      head('200 OK', `${json}; charset=utf-16le`),
      Buffer.from(page, 'utf16le'),
    ],
    ['one in letters of seven bits', head('200 OK', 'Content-Type: text/html; charset="UTF-7"'), page],
    ['one with two kinds of letters', head('200 OK', `${json}; charset=utf-8; charset=utf-32`), page],
  ])('%s', async (_what, start, body) => {
    gateway = await startTestGateway({
      raw: (socket) =>
        void socket.once('data', () => {
          socket.write(start);
          socket.end(body);
        }),
    });
    const answer = await gateway.call('/1/flows');
    const text = await answer.text();
    expect([answer.status, answer.headers.get('x-flowkeep')]).toEqual([502, 'problem']);
    expect(JSON.parse(text)).toMatchObject({ code: 'graph_nonsense' });
    expect(longestPiece(text)).toBeLessThan(5);
    expect((await gateway.recorded(1))[0]).toMatchObject({ outcome: 'failed', sent: true });
  });

  test('one that is packed for its transfer, before it is cut into chunks', async () => {
    const start = head('200 OK', json, 'Transfer-Encoding: gzip, chunked');
    gateway = await startTestGateway({
      raw: (socket) =>
        void socket.once('data', () => {
          socket.write(`${start}${packed.length.toString(16)}\r\n`);
          socket.write(packed);
          socket.end('\r\n0\r\n\r\n');
        }),
    });
    expect((await gateway.call('/1/flows')).status).toBe(502);
  });
});

test('that a range can’t be had says nothing of how long the answer is', async () => {
  gateway = await startTestGateway({
    http: (_request, response) =>
      response.writeHead(416, { 'content-range': 'bytes */999', 'accept-ranges': 'bytes' }).end(),
  });
  const { status, headers } = await gateway.call('/1/flows', { headers: { range: 'bytes=5000-' } });
  expect([status, headers.get('content-range'), headers.get('accept-ranges')]).toEqual([416, null, null]);
});

test('nothing comes after the end of an answer, and the head alone says nothing of its length', async () => {
  gateway = await startTestGateway({
    http: (request, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        ...(request.method === 'HEAD' ? { 'content-length': page.length } : { trailer: 'X-Token, ETag' }),
      });
      response.addTrailers({ 'X-Token': token, ETag: token });
      response.end(page);
    },
  });
  const ask = (method: string) =>
    rawRequest(
      gateway,
      `${method} /graph/${credentialId}/1/flows HTTP/1.1\r\nHost: x\r\nTE: trailers\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`,
    );
  const [whole, alone] = [await ask('GET'), await ask('HEAD')];
  expect(whole).toMatch(/^HTTP\/1\.1 200 [\s\S]*901406135639897/);
  expect(longestPiece(whole)).toBeLessThan(5);
  expect(whole.toLowerCase()).not.toContain('trailer:');
  expect(alone).toMatch(/^HTTP\/1\.1 200 /);
  expect(alone.toLowerCase()).not.toContain('content-length');
});
