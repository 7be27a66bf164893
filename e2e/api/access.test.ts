import { createHmac } from 'node:crypto';
import { base64url } from 'jose';
import { describe, expect, inject, test } from 'vitest';
import { admin, member, operate } from '../world.ts';
import { addTile, call, fromPage, goodBody, Jar, signIn, signOut, withKey } from './client.ts';

const sessionCookie = 'next-auth.session-token';
const list = (headers: Record<string, string>) => call('/api/credentials', { headers });

describe('signing in', () => {
  test('with the right password opens the API, with a fresh cookie', async () => {
    const jar = new Jar();
    jar.cookies.set(sessionCookie, 'known-to-an-attacker');
    const { answer } = await signIn(admin, jar);
    expect(answer.status).toBe(200);
    expect(jar.cookies.get(sessionCookie)).not.toBe('known-to-an-attacker');
    expect((await list(jar.header)).status).toBe(200);
  });

  test.each([
    ['a wrong password', { ...admin, password: 'wrong horse battery' }],
    ['an unknown account', { email: 'nobody@example.com', password: 'correct horse battery' }],
    ['an empty form', { email: '', password: '' }],
    ['a look-alike address', { ...admin, email: 'ada＠example.com' }],
  ])('with %s sets no session', async (_what, account) => {
    const { answer, jar } = await signIn(account);
    expect(answer.status).toBe(401);
    expect(jar.cookies.has(sessionCookie)).toBe(false);
  });

  test.each([['no'], ['a wrong']])('with %s CSRF token sets no session', async (which) => {
    const fields = new URLSearchParams({
      ...admin,
      json: 'true',
      ...(which === 'no' ? {} : { csrfToken: 'x' }),
    });
    const answer = await call('/api/auth/callback/credentials', {
      raw: fields.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.headers.getSetCookie().join()).not.toContain(sessionCookie);
  });

  test('from another origin is refused', async () => {
    const answer = await call('/api/auth/callback/credentials', {
      raw: 'x=1',
      headers: { origin: 'https://evil.test' },
    });
    expect(answer.status).toBe(403);
  });

  test.each([
    'https://evil.test',
    '//evil.test',
    '/\\evil.test',
    'javascript:alert(1)',
    'http://localhost.evil.test',
    'http://localhost@evil.test',
    'data:text/html,x',
    '%0d%0aSet-Cookie:x',
  ])('with the callback URL %s stays at home and never fails', async (callbackUrl) => {
    const jar = new Jar();
    for (const path of ['/api/auth/csrf', '/api/auth/signin', '/api/auth/session']) {
      const answer = await call(`${path}?${new URLSearchParams({ callbackUrl })}`, { headers: jar.header });
      jar.take(answer.headers);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get('location') ?? '').not.toContain('evil');
      expect(answer.headers.getSetCookie().join()).not.toContain('evil');
    }
  });

  test('anew ends the session that this browser had', async () => {
    const { jar } = await signIn(member);
    const old = { ...jar.header };
    await signIn(member, jar);
    expect((await list(old)).status).toBe(401);
    expect((await list(jar.header)).status).toBe(200);
  });

  test('sets cookies that scripts can not read and other sites do not send', async () => {
    const csrf = await call('/api/auth/csrf');
    const { answer } = await signIn(member);
    const set = [...csrf.headers.getSetCookie(), ...answer.headers.getSetCookie()];
    expect(set.join('\n')).toMatch(/^flowkeep-device-/m);
    for (const cookie of set) {
      expect(cookie).toMatch(/HttpOnly/i);
      expect(cookie).toMatch(/SameSite=lax/i);
      expect(cookie).toMatch(/Path=\//i);
      expect(cookie).not.toMatch(/Domain=/i);
    }
  });
});

test('who guesses is locked, the right password included, but nobody else and no browser that signed in before', async () => {
  const email = 'guessed@example.com';
  const password = 'the right password';
  await operate(inject('world'), ['person', 'create', '--email', email, '--name', 'Guess'], {
    FLOWKEEP_PASSWORD: password,
  });
  const known = (await signIn({ email, password })).jar;
  const statuses: number[] = [];
  for (let round = 0; round < 12; round++) {
    const { answer } = await signIn({
      email: round % 2 ? email : email.toUpperCase(),
      password: `wrong ${round}`,
    });
    statuses.push(answer.status);
  }
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
  expect(statuses.slice(10)).toEqual([429, 429]);
  const { answer } = await signIn({ email, password });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(60);
  expect((await signIn({ email, password }, known)).answer.status).toBe(200);
  expect((await signIn(member)).answer.status).toBe(200);
});

test('a form is counted for the account that it tries, not for another field of the same name', async () => {
  const { jar } = await signIn({ email: 'nobody@example.com', password: 'x' });
  const csrf = await call('/api/auth/csrf', { headers: jar.header });
  const { csrfToken } = csrf.body as { csrfToken: string };
  const form = new URLSearchParams([
    ['email', 'nobody@example.com'],
    ...Object.entries({ ...member, csrfToken, json: 'true' }),
  ]);
  const answer = await call('/api/auth/callback/credentials', {
    raw: form.toString(),
    headers: { ...jar.header, 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect([answer.status, answer.headers.getSetCookie().join()]).toEqual([400, '']);
});

test.each([
  ['GET', 'session'],
  ['GET', 'providers'],
  ['GET', 'signin'],
  ['GET', 'signout'],
  ['GET', 'error'],
  ['GET', 'callback/credentials'],
  ['GET', 'verify-request'],
  ['POST', '_log'],
  ['POST', 'session'],
  ['POST', 'signin'],
  ['POST', 'signin/credentials'],
  ['POST', 'callback/google'],
  ['POST', 'csrf'],
])('%s %s of next-auth is not there', async (method, path) => {
  const answer = await call(`/api/auth/${path}`, {
    method,
    ...(method === 'POST' ? { json: { level: 'error', code: 'x'.repeat(1_000) } } : {}),
  });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([404, []]);
});

describe('two session cookies', () => {
  const forms = (value: string) => [
    `${sessionCookie}=${value}; ${sessionCookie}=other`,
    `${sessionCookie}=other; ${sessionCookie}=${value}`,
    `${sessionCookie}=${value}; ${sessionCookie}=${value}`,
    `${sessionCookie}=${value}; ${sessionCookie}.0=other`,
  ];

  test('open nothing, whichever comes first', async () => {
    const { jar } = await signIn(member);
    for (const cookie of forms(jar.cookies.get(sessionCookie) ?? '')) {
      expect((await list({ cookie })).status).toBe(401);
    }
    expect((await list(jar.header)).status).toBe(200);
  });

  test('are told to who signs in or out with them, and end no session', async () => {
    const { jar } = await signIn(member);
    for (const cookie of forms(jar.cookies.get(sessionCookie) ?? '')) {
      for (const path of ['callback/credentials', 'signout']) {
        const answer = await call(`/api/auth/${path}`, {
          raw: 'json=true',
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        });
        expect([answer.status, answer.text]).toEqual([
          400,
          expect.stringContaining('more than one session cookie'),
        ]);
      }
    }
    expect((await list(jar.header)).status).toBe(200);
  });
});

describe('a session', () => {
  test('ends with sign-out: the old cookie opens nothing, and the cache is cleared', async () => {
    const { jar } = await signIn(member);
    const old = { ...jar.header };
    const { answer } = await signOut(jar);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('clear-site-data')).toBe('"cache"');
    expect((await list(old)).status).toBe(401);
  });

  test('does not survive a flipped bit in any part of its cookie', async () => {
    const { jar } = await signIn(member);
    const token = jar.cookies.get(sessionCookie) ?? '';
    const parts = token.split('.');
    expect(parts).toHaveLength(5);
    for (const index of parts.keys()) {
      const bytes = base64url.decode(parts[index] || 'AAAA');
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      const forged = parts.with(index, base64url.encode(bytes)).join('.');
      expect((await list({ cookie: `${sessionCookie}=${forged}` })).status).toBe(401);
    }
  });

  test.each(['', 'secret', 'flowkeep'])(
    'can not be forged as a signed token with the key %j',
    async (secret) => {
      const encode = (value: unknown) => base64url.encode(JSON.stringify(value));
      const head = `${encode({ alg: 'HS256' })}.${encode({ sid: 'x', iat: 1, exp: 9_999_999_999 })}`;
      const signature = createHmac('sha256', secret).update(head).digest('base64url');
      expect((await list({ cookie: `${sessionCookie}=${head}.${signature}` })).status).toBe(401);
    },
  );

  test.each([
    { alg: 'dir', enc: 'A256GCM', jku: 'http://127.0.0.1:1/x' },
    { alg: 'dir', enc: 'A256GCM', kid: '../../dev/null' },
    { alg: 'dir', enc: 'A256GCM', crit: ['x'] },
    { alg: 'dir', enc: 'A256GCM', zip: 'DEF' },
    { alg: 'PBES2-HS256+A128KW', enc: 'A256GCM', p2c: 1e9, p2s: 'x' },
    { alg: 'none' },
  ])('can not be forged with the header %j', async (header) => {
    const started = performance.now();
    const token = `${base64url.encode(JSON.stringify(header))}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA`;
    expect((await list({ cookie: `${sessionCookie}=${token}` })).status).toBe(401);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test('is not taken as a bearer', async () => {
    const { jar } = await signIn(member);
    const headers = { authorization: `Bearer ${jar.cookies.get(sessionCookie)}` };
    expect((await list(headers)).status).toBe(401);
  });
});

describe('an API key', () => {
  const { manage, use } = inject('keys');

  test.each([
    ['unknown', `Bearer fk_${'A'.repeat(43)}`],
    ['short', 'Bearer fk_abc'],
    ['without the prefix', `Bearer ${manage.slice(3)}`],
    ['malformed', 'Bearer %E0%A4%A'],
    ['a percent sign', 'Bearer %'],
    ['8 KB long', `Bearer ${'x'.repeat(8_000)}`],
    ['under another scheme', `Basic ${manage}`],
  ])('that is %s is answered 401', async (_what, authorization) => {
    expect((await list({ authorization })).status).toBe(401);
  });

  test('is not replaced by a valid cookie when it is wrong', async () => {
    const { jar } = await signIn(member);
    for (const key of ['fk_wrong', `fk_${'A'.repeat(43)}`, '']) {
      expect((await list({ ...jar.header, authorization: `Bearer ${key}` })).status).toBe(401);
    }
    expect((await list(jar.header)).status).toBe(200);
  });

  test('in the address or in a cookie opens nothing', async () => {
    expect((await call(`/api/credentials?key=${manage}`)).status).toBe(401);
    expect((await list({ cookie: `${sessionCookie}=${manage}` })).status).toBe(401);
    expect((await call(`/api/credentials?key=${manage}`, { headers: withKey(manage) })).status).toBe(400);
  });

  test('with the scope use reads, but neither adds nor inspects', async () => {
    const tile = await addTile();
    const body = goodBody();
    const { accessToken, wabaId } = body;
    expect((await list(withKey(use))).status).toBe(200);
    for (const answer of [
      await call('/api/credentials', { json: body, headers: withKey(use) }),
      await call('/api/inspections', { json: { accessToken, wabaId }, headers: withKey(use) }),
      await call(`/api/credentials/${tile.id}/inspection`, { method: 'POST', headers: withKey(use) }),
      await call('/api/sources', {
        json: { name: 'x', connector: 'whatsapp-flows', credentialId: tile.id },
        headers: withKey(use),
      }),
    ]) {
      expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'forbidden' })]);
    }
  });
});

describe('nobody', () => {
  test.each([
    '/api/credentials',
    '/api/credentials/00000000-0000-7000-8000-000000000000',
    '/api/sources',
    '/api/destinations',
    '/api/connectors',
    '/api/sources/00000000-0000-7000-8000-000000000000',
  ])('gets 401 from %s, also by tricks of path and header', async (path) => {
    const tricks = [
      path,
      `/${path}`,
      `${path}/`,
      `${path}.rsc`,
      `${path}?_rsc=1`,
      path.toUpperCase(),
      `/.${path}`,
      `${path};x`,
    ];
    for (const trick of tricks) {
      const answer = await call(trick);
      expect([308, 307, 400, 401, 404, 405]).toContain(answer.status);
      expect(answer.text).not.toContain('"items"');
    }
    const headers: Record<string, string>[] = [
      { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
      { 'x-middleware-next': '1' },
      { 'x-middleware-rewrite': '/api/health' },
      { 'x-nextjs-data': '1' },
      { rsc: '1', 'next-router-prefetch': '1' },
      { 'x-flowkeep-address': '10.0.0.1', 'x-forwarded-for': '10.0.0.1', 'x-request-id': 'mine' },
    ];
    for (const header of headers) {
      const answer = await call(path, { headers: header });
      // Next redirects a payload request without its checksum before any handler runs.
      expect(answer.status).toBe('rsc' in header ? 307 : 401);
      expect(answer.text).not.toContain('"items"');
      expect(answer.headers.get('x-request-id')).not.toBe('mine');
    }
  });

  test('may ask for health and for the description', async () => {
    expect((await call('/api/health')).body).toMatchObject({ status: 'ok' });
    expect((await call('/api/openapi.json')).status).toBe(200);
  });

  test('can not set up a Flowkeep that has an admin', async () => {
    const json = {
      code: 'AAAA-BBBB-CCCC-DDDD',
      name: 'Eve',
      email: 'eve@example.com',
      password: 'twelve letters',
    };
    const answer = await call('/api/setup', { json, headers: { origin: inject('world').url } });
    expect([answer.status, answer.body]).toEqual([409, expect.objectContaining({ code: 'already_set_up' })]);
  });
});

test('a member adds and picks credentials like everybody', async () => {
  const { jar } = await signIn(member);
  const added = await call('/api/credentials', { json: goodBody(), headers: fromPage(jar) });
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({ createdBy: 'Mo', tokenSetBy: 'Mo' });
});
