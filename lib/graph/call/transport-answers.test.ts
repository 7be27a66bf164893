import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answer, ask, json, token } from './transport-testing.ts';

// All answers here are synthetic: shapes that Graph, or what stands before it, might send.

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
