import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from '../../../sandbox/loopback.ts';
import { downloadText } from './download.ts';

type Found = (error: NodeJS.ErrnoException | null, all: LookupAddress[]) => void;

/** Where names of Meta's file hosts lead in these tests; other names are looked up. */
let led = '127.0.0.1';
vi.mock('node:dns', async (original) => {
  const dns = await original<typeof import('node:dns')>();
  const lookup = (name: string, options: LookupAllOptions, found: Found) => {
    if (!name.endsWith('.fbcdn.net')) return dns.lookup(name, options, found);
    found(null, [{ address: led, family: led.includes(':') ? 6 : 4 }]);
  };
  return { ...dns, lookup };
});

const servers: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Seen {
  url: string | undefined;
  headers: IncomingHttpHeaders;
}

async function serve(listener: RequestListener) {
  const seen: Seen[] = [];
  const server = await listenOnLoopback((request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    listener(request, response);
  });
  servers.push(server);
  return { origin: server.url, seen };
}

const patient = () => new AbortController().signal;
const answering = (body: string | Buffer, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => void response.writeHead(200, headers).end(body);
};

/** Downloads from a server that stands for Graph and its files. */
async function download(
  listener: RequestListener,
  options: { maxBytes?: number; signal?: AbortSignal } = {},
) {
  const { origin, seen } = await serve(listener);
  const file = await downloadText(`${origin}/files/flow.json?sig=1`, {
    baseUrl: new URL(origin),
    signal: patient(),
    ...options,
  });
  return { file, seen };
}

describe('a file', () => {
  test('is read as text, and whoever keeps it learns neither token nor who asks', async () => {
    const { file, seen } = await download(answering('{"version":"7.1","ä":1}'));
    expect(file).toEqual({ text: '{"version":"7.1","ä":1}' });
    expect(seen.map(({ url }) => url)).toEqual(['/files/flow.json?sig=1']);
    const { authorization, cookie, referer, origin } = seen[0]?.headers ?? {};
    expect([authorization, cookie, referer, origin]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('may be empty', async () => {
    expect((await download(answering(''))).file).toEqual({ text: '' });
  });

  test.each([301, 302, 303, 307, 308])('is not looked for elsewhere: %i is not followed', async (status) => {
    const { file, seen } = await download((request, response) => {
      const location = request.url?.startsWith('/files/') ? '/elsewhere' : undefined;
      response.writeHead(location ? status : 200, location ? { location } : {}).end('x');
    });
    expect([file, seen.length]).toEqual([{ problem: 'unreachable' }, 1]);
  });

  test.each([404, 403, 410, 500])('that is answered with %i is not there', async (status) => {
    const { file } = await download((_request, response) => void response.writeHead(status).end('gone'));
    expect(file).toEqual({ problem: 'unreachable' });
  });

  test('that is no text is not shown', async () => {
    expect((await download(answering(Buffer.from([0xff, 0xd8, 0xff])))).file).toEqual({
      problem: 'not_text',
    });
  });

  test('that breaks off is not shown', async () => {
    const { file } = await download((_request, response) => {
      response.writeHead(200, { 'content-length': '500' }).write('{"a":');
      setTimeout(() => response.socket?.resetAndDestroy(), 20);
    });
    expect(file).toEqual({ problem: 'unreachable' });
  });

  test('that does not come is not waited for longer than the caller waits', async () => {
    const started = performance.now();
    const { file } = await download(() => undefined, { signal: AbortSignal.timeout(50) });
    expect(file).toEqual({ problem: 'unreachable' });
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a large file', () => {
  test('is read to its last byte, and not beyond', async () => {
    expect((await download(answering('x'.repeat(100)), { maxBytes: 100 })).file).toEqual({
      text: 'x'.repeat(100),
    });
    expect((await download(answering('x'.repeat(101)), { maxBytes: 100 })).file).toEqual({
      problem: 'too_large',
    });
  });

  test('may have 1 MB, if nobody says otherwise', async () => {
    const most = 1_048_576;
    expect((await download(answering('x'.repeat(most)))).file).toEqual({ text: 'x'.repeat(most) });
    expect((await download(answering('x'.repeat(most + 1)))).file).toEqual({ problem: 'too_large' });
  });

  test('counts as what it unpacks to', async () => {
    const packed = gzipSync('x'.repeat(50_000));
    expect(packed.length).toBeLessThan(1000);
    const { file } = await download(answering(packed, { 'content-encoding': 'gzip' }), { maxBytes: 40_000 });
    expect(file).toEqual({ problem: 'too_large' });
  });

  test('that never ends is left', async () => {
    let closed = false;
    const { file } = await download(
      (_request, response) => {
        const pump = setInterval(() => response.write('x'.repeat(10_000)), 1);
        response.writeHead(200).on('close', () => {
          closed = true;
          clearInterval(pump);
        });
      },
      { maxBytes: 100_000 },
    );
    expect(file).toEqual({ problem: 'too_large' });
    await expect.poll(() => closed).toBe(true);
  });
});

/** Judges an address without asking it: the caller has gone already. */
const judged = async (address: string, base: string) => {
  const file = await downloadText(address, { baseUrl: new URL(base), signal: AbortSignal.abort() });
  return 'problem' in file ? file.problem : 'text';
};

describe('where Graph is Meta’s, an address', () => {
  const graph = 'https://graph.facebook.com';

  test.each([
    'https://scontent.xx.fbcdn.net/m1/v/t0.1/flow.json?ccb=1',
    'https://fbcdn.net/x',
    'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1',
    'https://mmg.whatsapp.net/x',
    'https://www.whatsapp.com/x',
    'https://www.facebook.com/x',
    'https://SCONTENT.FBCDN.NET:443/x',
  ])('of Meta’s is asked: %s', async (address) => {
    expect(await judged(address, graph)).toBe('unreachable');
  });

  test.each([
    'http://scontent.fbcdn.net/x',
    'https://scontent.fbcdn.net:8443/x',
    'https://user@scontent.fbcdn.net/x',
    'https://user:pass@scontent.fbcdn.net/x',
    'https://:pass@scontent.fbcdn.net/x',
    'https://fbcdn.net.evil.test/x',
    'https://evilfbcdn.net/x',
    'https://evil.test/fbcdn.net',
    'https://evil.test?.fbcdn.net',
    'https://evil.test#.fbcdn.net',
    'https://evil.test\\.fbcdn.net/x',
    'https://fbcdn.net@evil.test/x',
    'https://fbcdn.nét/x',
    'https://fbcdn.net./x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/x',
    'ftp://scontent.fbcdn.net/x',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:1',
    '//scontent.fbcdn.net/x',
    '/files/x',
    '',
    'https://',
  ])('elsewhere is not: %s', async (address) => {
    expect(await judged(address, graph)).toBe('elsewhere');
  });
});

describe('a name of Meta’s that leads elsewhere is not followed there:', () => {
  const lead = async (address: string) => {
    led = address;
    const signal = AbortSignal.timeout(2_000);
    return downloadText('https://led.fbcdn.net/x', {
      baseUrl: new URL('https://graph.facebook.com'),
      signal,
    });
  };

  test.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '192.168.1.1', '::1', 'fe80::1', 'fd00::1'])(
    '%s',
    async (address) => expect(await lead(address)).toEqual({ problem: 'elsewhere' }),
  );
});

describe('where the sandbox is Graph, an address', () => {
  const sandbox = 'http://127.0.0.1:9443';

  test('of its own is asked', async () => {
    expect(await judged('http://127.0.0.1:9443/files/x', sandbox)).toBe('unreachable');
  });

  test.each([
    'http://127.0.0.1:9444/x',
    'http://127.0.0.1/x',
    'http://localhost:9443/x',
    'https://127.0.0.1:9443/x',
    'http://u:p@127.0.0.1:9443/x',
    'http://127.0.0.1:9443.evil.test/x',
    'https://scontent.fbcdn.net/x',
  ])('elsewhere is not, Meta’s neither: %s', async (address) => {
    expect(await judged(address, sandbox)).toBe('elsewhere');
  });
});
