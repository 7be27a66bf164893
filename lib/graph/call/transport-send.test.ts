import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { listenOnLoopback } from '../../../sandbox/loopback.ts';
import { lend } from './lent-secret-testing.ts';
import { type GraphSend, graphSend } from './transport.ts';
import { answer, json, servers, token } from './transport-testing.ts';

interface Seen {
  method: string | undefined;
  url: string | undefined;
  authorization: string | undefined;
  type: string | undefined;
  length: string | undefined;
  body: string;
}

async function send(listener: RequestListener, call: Partial<GraphSend> = {}) {
  const seen: Seen[] = [];
  const server = await listenOnLoopback(async (request, response) => {
    const { method, url, headers } = request;
    const one = { method, url, authorization: headers.authorization, type: headers['content-type'] };
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ ...one, length: headers['content-length'], body: Buffer.concat(chunks).toString() });
    listener(request, response);
  });
  servers.push(server);
  const result = await graphSend({
    url: new URL('/v26.0/1/x?y=1', server.url),
    method: 'POST',
    body: null,
    token: lend(token),
    signal: new AbortController().signal,
    timeoutMs: 1000,
    ...call,
  });
  return { result, seen };
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('a call that writes carries its body as it is, and the token in its header', async () => {
  const body = { type: 'application/json', bytes: bytes('{"ä":1}') };
  const { result, seen } = await send(answer('{"success":true}'), { body });
  expect(result).toMatchObject({ kind: 'answer', status: 200, body: { success: true } });
  expect(seen).toEqual([
    {
      method: 'POST',
      url: '/v26.0/1/x?y=1',
      authorization: `Bearer ${token}`,
      type: 'application/json',
      length: '8',
      body: '{"ä":1}',
    },
  ]);
});

test.each([
  ['POST', '0'],
  ['DELETE', undefined],
] as const)('a %s without a body has none, and no type of one', async (method, length) => {
  const { seen } = await send(answer('{}'), { method });
  expect(seen).toMatchObject([{ method, type: undefined, body: '', length }]);
});

describe('what may have happened is not done again', () => {
  test.each([
    ['GET', 2],
    ['POST', 1],
    ['DELETE', 1],
  ] as const)('a %s whose connection is reset is sent %i times', async (method, times) => {
    const { result, seen } = await send((_request, response) => void response.socket?.resetAndDestroy(), {
      method,
    });
    expect([result.kind, seen.length]).toEqual(['unreachable', times]);
  });

  test('nor elsewhere: a redirect is not followed', async () => {
    const body = { type: 'application/json', bytes: bytes('{}') };
    for (const status of [301, 302, 303, 307, 308]) {
      const { result, seen } = await send(
        (_request, response) => void response.writeHead(status, { location: '/v26.0/2' }).end(),
        { body },
      );
      expect([result, seen.length]).toEqual([{ kind: 'nonsense', status, reason: 'redirect' }, 1]);
    }
  });
});

test('as much is read as the caller wants, and no more', async () => {
  const text = JSON.stringify({ x: 'y'.repeat(100_000) });
  const { result: all } = await send(answer(text, json), { maxBytes: text.length });
  expect(all).toMatchObject({ kind: 'answer' });
  const { result: more } = await send(answer(text, json), { maxBytes: text.length - 1 });
  expect(more).toEqual({ kind: 'nonsense', status: 200, reason: 'too_large' });
});

test('an answer that takes too long is a timeout', async () => {
  const { result } = await send(() => undefined, { timeoutMs: 50 });
  expect(result).toEqual({ kind: 'timeout' });
});
