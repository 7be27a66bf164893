import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { call, withKey } from './client.ts';

/** What a raw request is answered. */
function raw(request: string): Promise<string> {
  const { hostname, port } = new URL(inject('world').url);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.setEncoding('utf8').setTimeout(5_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}

describe('every answer', () => {
  test.each([
    ['/api/health', 200],
    ['/api/credentials', 401],
    ['/api/nothing', 404],
    ['/nothing', 404],
    ['/sign-in', 200],
    ['/sources', 307],
    ['/_next/static/nothing.js', 404],
  ])('carries the security headers: %s (%i)', async (path, status) => {
    const { status: got, headers } = await call(path);
    expect(got).toBe(status);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'/);
    expect(policy).not.toMatch(/unsafe-(?!hashes)/);
    expect(policy).toMatch(/style-src 'self'; style-src-attr 'unsafe-hashes' 'sha256-[^' ]+';/);
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each(['/sign-in', '/nothing', '/sources', '/api/credentials', '/api/health'])(
    'of %s is kept by no cache',
    async (path) => {
      const { headers } = await call(path);
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('cache-control')).not.toContain('s-maxage');
    },
  );

  test('has a nonce that never comes back, and pages carry it on every script', async () => {
    const nonces = new Set<string>();
    for (const path of Array.from({ length: 40 }, (_, index) => (index % 2 ? '/sign-in' : '/nothing'))) {
      const { headers, text } = await call(path);
      const nonce = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';
      nonces.add(nonce);
      for (const [tag] of text.matchAll(/<script\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    }
    expect(nonces.size).toBe(40);
  });
});

describe('a method that is not offered', () => {
  test.each(['TRACE', 'TRACK', 'CONNECT', 'PROPFIND'])('%s is refused in front of Next', async (method) => {
    const { host } = new URL(inject('world').url);
    const target = method === 'CONNECT' ? host : '/api/health';
    const answer = await raw(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(answer === '' || /^HTTP\/1\.1 (400|405|501) /.test(answer)).toBe(true);
  });

  test.each(['POST', 'PUT', 'DELETE'])('%s on a page is 405', async (method) => {
    expect((await call('/sources', { method })).status).toBe(405);
  });

  test.each(['/api/setup', '/api/inspections'])('GET on %s is 405', async (path) => {
    expect((await call(path)).status).toBe(405);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('%s on the list of credentials is 405', async (method) => {
    expect((await call('/api/credentials', { method })).status).toBe(405);
  });

  test.each([
    ['PUT', '/api/credentials', 'GET, HEAD, OPTIONS, POST'],
    ['HEAD', '/api/setup', 'OPTIONS, POST'],
    ['PATCH', '/api/credentials/deleted', 'GET, HEAD, OPTIONS'],
    ['POST', '/sources', 'GET, HEAD'],
  ])('%s %s is answered with those that are: %s', async (method, path, allow) => {
    const { status, headers, body } = await call(path, { method });
    expect([status, headers.get('allow')]).toEqual([405, allow]);
    expect(headers.get('content-type')).toBe('application/problem+json');
    if (method !== 'HEAD') expect(body).toMatchObject({ code: 'method_not_allowed', status: 405 });
  });

  test('is not smuggled in by a header', async () => {
    const headers = { ...withKey(inject('keys').manage), 'x-http-method-override': 'DELETE' };
    expect((await call('/api/credentials', { headers })).status).toBe(200);
  });

  test('HEAD and OPTIONS answer no data, to whomever', async () => {
    const { host } = new URL(inject('world').url);
    const { authorization } = withKey(inject('keys').manage);
    for (const method of ['HEAD', 'OPTIONS']) {
      const head = `${method} /api/credentials HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n`;
      const answer = await raw(`${head}Authorization: ${authorization}\r\n\r\n`);
      // What comes on the wire ends with its head.
      expect(answer).toMatch(/^HTTP\/1\.1 \d{3} /);
      expect(answer.indexOf('\r\n\r\n')).toBe(answer.length - 4);
    }
  });
});

describe('an address that there is not', () => {
  test.each([
    '/api',
    '/api/',
    '/api/nothing',
    '/api/credential',
    '/api/credentials/x/tokens',
    '/api/keys/x/y',
    '/api//credentials',
    '/api/openapi_json',
    '/api/%63redentials',
    '/api/nothing.js',
  ])('of the API is a problem: %s', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, headers, body } = await call(path, { method });
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json']);
      expect(body).toMatchObject({ code: 'not_found', detail: expect.stringContaining('openapi.json') });
    }
  });

  test.each([
    '/v26.0/104996122399160/messages',
    '/V26.0',
    '/22.0/me',
    '/104996122399160/flows?fields=id',
    '/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/v26.0/me',
    '/upload:MTphdHR=?sig=x',
  ])(
    'of a call that has lost its beginning says where calls go, also to clients of Graph: %s',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const { status, body } = await call(path, { method, headers: withKey(inject('keys').use) });
        const sentence = expect.stringContaining(`${inject('world').url}/graph/{credentialId}/`);
        expect([status, body]).toEqual([
          404,
          expect.objectContaining({
            code: 'not_found',
            detail: sentence,
            error: expect.objectContaining({ message: sentence, code: 100 }),
          }),
        ]);
      }
    },
  );

  test('and those that there are, are not taken for one', async () => {
    for (const path of ['/api/credentials', '/api/credentials/%78', '/api/credentials/deleted']) {
      expect([path, (await call(path)).status]).toEqual([path, 401]);
    }
    expect((await call('/api/credentials/')).status).toBe(308);
    expect((await call('/api/auth/csrf')).status).toBe(200);
  });
});

test('bodies beyond 64 KB are refused on every route before they are read', async () => {
  for (const path of ['/api/credentials', '/api/inspections', '/api/setup', '/api/auth/signin', '/sources']) {
    const { host } = new URL(inject('world').url);
    const answer = await raw(
      `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 62914560\r\n\r\n{`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (413|405) /);
  }
});

test.each(['/api/samples', '/api/credentials', '/graph/x/y'])(
  'whoever is still sending when he is refused gets the answer, not a reset: %s',
  async (path) => {
    const raw = new Uint8Array(4 * 1024 * 1024);
    const headers = { 'content-type': 'application/json' };
    for (let round = 0; round < 20; round++) {
      const { status } = await call(path, { method: 'POST', raw, headers });
      expect(status).toBe(path.startsWith('/graph') ? 401 : 413);
    }
  },
);

test('whoever never stops sending after he was refused is cut off', async () => {
  const { hostname, port } = new URL(inject('world').url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write('POST /api/samples HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
  const sending = setInterval(() => socket.write(new Uint8Array(1_000)), 20);
  await Promise.race([new Promise((resolve) => socket.once('close', resolve)), pause(10_000)]);
  clearInterval(sending);
  expect(socket.destroyed).toBe(true);
});

test('the address in Host or in forwarding headers changes no link', async () => {
  const { host } = new URL(inject('world').url);
  const answer = await raw(
    `GET /sources HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: evil.test\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 307 /);
  expect(answer).not.toContain('evil.test');
});

test('broken requests are answered 400 and do not disturb others', async () => {
  expect(await raw('GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nBroken header\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400/,
  );
  expect((await call('/api/health')).status).toBe(200);
});

test('who offers another protocol, as Java does, is answered in this one', async () => {
  const { host } = new URL(inject('world').url);
  const offer = 'Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAA\r\n';
  // Next listens for such offers from the first request on that it sees.
  await call('/api/health');
  for (const [path, status] of [
    ['/api/health', 200],
    ['/graph/x/me', 401],
  ]) {
    expect(await raw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${offer}\r\n`)).toMatch(`HTTP/1.1 ${status} `);
  }
});

test('an idle connection is kept for longer than balancers keep theirs', async () => {
  const { hostname, port } = new URL(inject('world').url);
  const socket = connect(Number(port), hostname);
  const request = `GET /api/health HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`;
  socket.write(request);
  expect(String((await once(socket, 'data'))[0])).toMatch(/\r\nKeep-Alive: timeout=65\r\n/i);
  await pause(7_000);
  socket.write(request);
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});
