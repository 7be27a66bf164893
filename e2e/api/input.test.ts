import { Readable } from 'node:stream';
import { describe, expect, inject, test } from 'vitest';
import { member } from '../world.ts';
import { call, freshName, fromPage, goodBody, Jar, script, signIn, withKey } from './client.ts';

const manage = () => withKey(inject('keys').manage);
const send = (raw: BodyInit, type: string | null = 'application/json') =>
  call('/api/credentials', { raw, headers: { ...manage(), ...(type ? { 'content-type': type } : {}) } });
const field = (changes: Record<string, unknown>) =>
  call('/api/credentials', { json: goodBody(changes), headers: manage() });

describe('a body is refused', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/json; charset=utf-16',
    'application/jsonp',
  ])('with 415 as %s', async (type) => {
    expect((await send(JSON.stringify(goodBody()), type)).status).toBe(415);
  });

  test('with 415 when it is compressed', async () => {
    for (const encoding of ['gzip', 'br', 'deflate']) {
      const headers = { ...manage(), 'content-type': 'application/json', 'content-encoding': encoding };
      expect((await call('/api/credentials', { raw: '{}', headers })).status).toBe(415);
    }
  });

  test('with 413 when it is larger than 64 KB, announced or not', async () => {
    const large = JSON.stringify(goodBody({ description: 'x'.repeat(70_000) }));
    expect((await send(large)).status).toBe(413);
    const endless = Readable.toWeb(Readable.from(chunks())) as ReadableStream;
    const answer = await send(endless).catch((error: Error) => error.message);
    if (typeof answer !== 'string') expect(answer.status).toBe(413);
  });

  test.each([
    ['not JSON', '{"name":'],
    ['a byte order mark', '\ufeff{}'],
    ['invalid UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['overlong UTF-8', new Uint8Array([0x22, 0xc0, 0xaf, 0x22])],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
  ])('with 400 invalid_json when it is %s', async (_what, raw) => {
    const answer = await send(raw);
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid_json' })]);
  });

  test.each([
    ['null', 'null'],
    ['an array', '[]'],
    ['a text', '"x"'],
    ['nested 20,000 deep', `{"name":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
  ])('with 400 invalid_input when it is %s', async (_what, raw) => {
    const answer = await send(raw);
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid_input' })]);
  });

  test('with 400 invalid_json when there is none, whatever is said of it', async () => {
    for (const type of [null, 'application/json', 'text/plain']) {
      const answer = await send('', type);
      expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid_json' })]);
      expect(answer.text).toContain('needs a body');
    }
  });

  test.each(['id', 'role', 'status', 'version', 'tokenFingerprint', 'workspaceId', 'createdAt'])(
    'with 400 that names the unknown field %s',
    async (name) => {
      const answer = await field({ [name]: 'x' });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ errors: [{ field: name, code: 'unknown_field' }] });
    },
  );

  test('with 400 when nothing of its name is drawn, as when there is none', async () => {
    for (const name of ['\u3164', '\u2800', '\u00ad\u034f', '\u200d', ' ']) {
      const { status, body } = await field({ name });
      expect([name, status]).toEqual([name, 400]);
      expect(body).toMatchObject({ errors: [{ field: 'name', message: 'Enter a name.' }] });
    }
  });

  test('with 409 when its name is another one but for joiners and apostrophes', async () => {
    const tag = freshName();
    for (const name of [
      `ශ්\u200dරී ${tag}`,
      `می\u200cخواهم ${tag}`,
      `क्\u200dष ${tag}’s`,
      `👨\u200d👩\u200d👧 ${tag}`,
    ]) {
      expect([name, (await field({ name })).body]).toEqual([name, expect.objectContaining({ name })]);
      const other = await field({ name: name.replaceAll(/[\u200c\u200d]/g, '').replace('’', "'") });
      expect([other.status, other.body]).toEqual([409, expect.objectContaining({ code: 'name_taken' })]);
    }
  });

  test('with 400 for keys that reach for prototypes, and nothing is polluted', async () => {
    const { name, accessToken, wabaId } = goodBody();
    const base = JSON.stringify({ connector: 'whatsapp-flows', name, accessToken, wabaId }).slice(0, -1);
    for (const key of ['__proto__', 'constructor']) {
      expect((await send(`${base},"${key}":{"admin":true}}`)).status).toBe(400);
    }
  });
});

test('an empty body is none, whatever is said of its type, where there may be none', async () => {
  const path = '/api/sources/00000000-0000-7000-8000-000000000000/sample';
  const empty = () => new ReadableStream({ start: (controller) => controller.close() });
  for (const body of [() => '', empty]) {
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const answer = await call(path, { raw: body(), headers: { ...manage(), 'content-type': type } });
      expect([type, answer.status]).toEqual([type, 404]);
    }
  }
});

describe('blanks and line breaks around values', () => {
  const trimmed = ({ headers }: { headers: Headers }) => headers.get('x-flowkeep-trimmed');

  test('are put right, and the answer names the fields', async () => {
    const body = goodBody({ description: 'as it is' });
    const answer = await field({
      ...body,
      accessToken: `  ${body.accessToken}\r\n`,
      wabaId: `\t${body.wabaId}\n`,
      apiVersion: ' v26.0',
      name: `${body.name}\u00a0`,
    });
    expect([answer.status, trimmed(answer)]).toEqual([201, 'name, accessToken, wabaId, apiVersion']);
    expect(answer.body).toMatchObject({ name: body.name, wabaId: body.wabaId, apiVersion: 'v26.0' });
    const { id } = answer.body as { id: string };
    const listed = await call(`/api/credentials?q=%20${encodeURIComponent(body.name)}`, {
      headers: manage(),
    });
    expect([trimmed(listed), listed.body]).toEqual(['q', expect.objectContaining({ total: 1 })]);
    const json = { name: freshName(), connector: 'whatsapp-flows', credentialId: `${id}\n` };
    const made = await call('/api/sources', { json, headers: manage() });
    expect([made.status, trimmed(made)]).toEqual([201, 'credentialId']);
  });

  test('are named in refusals and before lines of steps too', async () => {
    const expired = script('expired');
    const changes = { accessToken: `${expired.token}\n`, wabaId: expired.wabaId };
    const refused = await field(changes);
    expect([refused.status, trimmed(refused)]).toEqual([422, 'accessToken']);
    const headers = { ...manage(), accept: 'application/x-ndjson' };
    const lines = await call('/api/credentials', { json: goodBody(changes), headers });
    expect([lines.status, trimmed(lines)]).toEqual([200, 'accessToken']);
  });

  test('that were not there are not named', async () => {
    const answer = await field({ description: '' });
    expect([answer.status, trimmed(answer)]).toEqual([201, null]);
  });
});

describe('a field is refused under its own name, without repeating its value', () => {
  test.each([
    'v18.0?x=1',
    'v18.0#',
    'v18.0;',
    'v18.0/',
    'v18.0%00',
    'v18.0\u0000',
    'v18.0@evil.test',
    '//evil.test',
    'https://evil.test',
    'v18.0\r\nHost: evil',
    'v18.0\tv18.0',
    'v 18.0',
    'v１８.0',
    'v٣.0',
    'v18。0',
    'V18.0',
    'v018.0',
    'v18.00',
    'v1e1.0',
    'v999999999999.0',
    'v-1.0',
    '18.0',
    '',
  ])('apiVersion %j', async (apiVersion) => {
    const answer = await field({ apiVersion });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'apiVersion' }] });
  });

  test.each([[['v18.0']], [{ toString: 'x' }], [18], [null], [true]])(
    'apiVersion as %j',
    async (apiVersion) => {
      expect((await field({ apiVersion })).status).toBe(400);
    },
  );

  test.each([
    '1/../2',
    '1%2f..%2fme',
    '../oauth/access_token',
    'me',
    'debug_token',
    '1?fields=access_token',
    '1#',
    '1&access_token=x',
    '0123456',
    '1234',
    '1'.repeat(21),
    '１２３４５６',
    '12 345 678',
    '',
    '12345\n67890',
  ])('wabaId %j', async (wabaId) => {
    const answer = await field({ wabaId });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'wabaId' }] });
  });

  test('wabaId as a number, since numbers lose digits', async () => {
    expect((await field({ wabaId: 104996122399160 })).status).toBe(400);
  });

  const token = 'EAAtoken'.padEnd(40, 'x');
  test.each([
    'x',
    `Bearer ${token}`,
    `"${token}"`,
    `${token}\r\nX: y`,
    `${token} ${token}`,
    `tökén${token}`,
    '123456789|'.padEnd(40, 'a'),
    `${token}\u200b`,
    'x'.repeat(5000),
    '',
    // Never sent anywhere: a password, an e-mail address, an App Secret, an id, a key of Flowkeep's.
    'Tr0ub4dor&3, a long one',
    'correct-horse!battery%staple',
    'somebody.with.a.long.name@example.com',
    '0123456789abcdef0123456789abcdef',
    '10499612239916010499612',
    'fk_'.padEnd(46, 'a1'),
  ])('accessToken %j', async (accessToken) => {
    const answer = await field({ accessToken });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'accessToken' }] });
    if (accessToken.length > 3) expect(answer.text).not.toContain(accessToken.slice(0, 12));
  });

  test.each([
    '',
    '   ',
    'x'.repeat(101),
    'a\u0000b',
    'a\nb',
    '\ud800',
    'a\u202eb',
    `mine EAA${'A1b2'.repeat(8)}`,
  ])('name %j', async (name) => {
    const answer = await field({ name });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: [{ field: 'name' }] });
  });

  test.each(['a\u0000b', 'x'.repeat(1001), '\udfff', `EAA${'A1b2'.repeat(8)}`])(
    'description %j',
    async (description) => {
      expect((await field({ description })).status).toBe(400);
    },
  );

  test.each(['0'.repeat(31), 'g'.repeat(32), 'A'.repeat(32), 1])('appSecret %j', async (appSecret) => {
    expect((await field({ appSecret })).status).toBe(400);
  });

  test.each(['true', 1, null])('unchecked %j', async (unchecked) => {
    expect((await field({ unchecked })).status).toBe(400);
  });

  test('missing fields, each by name', async () => {
    const answer = await call('/api/credentials', { json: {}, headers: manage() });
    const { errors } = answer.body as { errors: { field: string }[] };
    expect(errors.map((error) => error.field).sort()).toEqual(['accessToken', 'connector', 'name', 'wabaId']);
  });
});

test('text that looks like markup, templates or links is stored and answered as it was sent', async () => {
  const name = `<script>alert(1)</script> {{7*7}} \${7*7} ${Math.random()}`;
  const answer = await field({
    name,
    description: '"><svg onload=alert(1)> </textarea>\njavascript:alert(1)',
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ name });
});

describe('a change that does not come from our own page is refused', () => {
  test.each([
    ['no Origin', {}],
    ['another origin', { origin: 'https://evil.test' }],
    ['an origin that begins alike', { origin: 'http://localhost.evil.test' }],
    ['the opaque origin', { origin: 'null' }],
    ['a same-site fetch', { 'sec-fetch-site': 'same-site' }],
  ])('with a session and %s', async (_what, headers) => {
    const { jar } = await signIn(member, new Jar());
    const { token, wabaId } = script('never-expiring');
    const json = { accessToken: token, wabaId };
    const answer = await call('/api/inspections', { json, headers: { ...jar.header, ...headers } });
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'cross_origin' })]);
    const own = await call('/api/inspections', { json, headers: fromPage(jar) });
    expect(own.status).toBe(200);
  });
});

async function* chunks() {
  for (let sent = 0; sent < 64; sent++) yield new TextEncoder().encode('x'.repeat(16_384));
}
