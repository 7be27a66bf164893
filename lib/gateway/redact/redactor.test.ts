import { describe, expect, test } from 'vitest';
import { lend } from '../../graph/call/lent-secret-testing.ts';
import { Redaction } from './redactor.ts';

const token = `EAADemo${'aB3'.repeat(60)}ZD`;
const appToken = '634974688087057|a_B-c/D3e4F5g6H7i8J9k0L1m2N3';
const proof = 'c0ffee'.repeat(10).concat('beef');
const gatewayUrl = 'https://flowkeep.example.com/graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
const links = { gatewayUrl, graphOrigins: ['https://graph.facebook.com', 'http://127.0.0.1:4000'] };
const json = 'application/json; charset=UTF-8';

const redaction = new Redaction([lend(token), lend(proof), lend(appToken)]);

/** What comes out when the body arrives in these pieces. */
function through(pieces: Buffer[], type: string | undefined): string {
  const redactor = redaction.redactor(type, links);
  return Buffer.concat([...pieces.map((piece) => redactor.push(piece)), redactor.end()]).toString();
}

/** The answer, checked to be the same wherever the body is cut into two, and when it comes byte by byte. */
function answer(text: string, type: string | undefined = json): string {
  const body = Buffer.from(text);
  const whole = through([body], type);
  const step = Math.max(1, Math.floor(body.length / 600));
  for (let at = 0; at <= body.length; at += step) {
    expect(through([body.subarray(0, at), body.subarray(at)], type)).toBe(whole);
  }
  expect(
    through(
      [...body].map((byte) => Buffer.from([byte])),
      type,
    ),
  ).toBe(whole);
  return whole;
}

describe('links to further pages lead through the gateway, without token and proof', () => {
  test.each(['https://graph.facebook.com', 'http://127.0.0.1:4000'])('from %s', (origin) => {
    const next = `${origin}/v26.0/1/flows?access_token=${token}&limit=25&appsecret_proof=${proof}&after=QVFI%3D`;
    const previous = `${origin}/v26.0/1/flows?limit=25&access_token=${token}`;
    const body = JSON.stringify({ data: [], paging: { cursors: { after: 'a' }, next, previous } });
    expect(JSON.parse(answer(body))).toEqual({
      data: [],
      paging: {
        cursors: { after: 'a' },
        next: `${gatewayUrl}/v26.0/1/flows?limit=25&after=QVFI%3D`,
        previous: `${gatewayUrl}/v26.0/1/flows?limit=25`,
      },
    });
  });

  test('as Meta writes them, with slashes and signs escaped, and in its manner', () => {
    const body = String.raw`{"paging":{"next":"https:\/\/graph.facebook.com\/v26.0\/1\/flows?limit=1\u0026access_token=${token}"}}`;
    const out = answer(body);
    expect(out).toContain(String.raw`"https:\/\/flowkeep.example.com\/graph\/`);
    expect(JSON.parse(out)).toEqual({ paging: { next: `${gatewayUrl}/v26.0/1/flows?limit=1` } });
  });

  test('also nested, and where the link had nothing but its token', () => {
    const next = `https://graph.facebook.com/v26.0/1/flows?access_token=${token}`;
    const body = JSON.stringify({ flows: { paging: { next } } }, null, 2);
    expect(JSON.parse(answer(body))).toEqual({ flows: { paging: { next: `${gatewayUrl}/v26.0/1/flows` } } });
  });

  test('but not to other hosts, whose addresses keep everything but a token', () => {
    const body = JSON.stringify({
      download_url: 'https://lookaside.fbsbx.com/x?mid=1&hash=a',
      next: `https://graph.facebook.com.evil.test/x?access_token=${token}&a=1`,
    });
    expect(JSON.parse(answer(body))).toEqual({
      download_url: 'https://lookaside.fbsbx.com/x?mid=1&hash=a',
      next: 'https://graph.facebook.com.evil.test/x?a=1',
    });
  });
});

describe('an access_token or a proof leaves in no form', () => {
  test.each([
    ['as a value', { access_token: 'anything' }],
    ['as a value of a longer name', { data: [{ id: '1', page_access_token: 'anything' }] }],
    ['as a value in camel case', { accessToken: 'anything' }],
    ['as a list', { access_token: ['anything', 'any{thing"}'], after: 'kept' }],
    ['as an object', { access_token: { a: { b: 'anything' } }, after: 'kept' }],
    ['as a proof', { appsecret_proof: 'anything' }],
    ['of another user', { name: `EAAB${'x9'.repeat(60)}anything` }],
    ['of an app', { name: '634974688087058|anything-anything-anything' }],
    ['in an address', { url: 'https://graph.facebook.com/me?access_token=anything' }],
    ['in text', { message: 'Call it with access_token=anything please' }],
    [
      'in an address in an address',
      { url: 'https://a.test/?u=https%3A%2F%2Fb.test%3Faccess_token%3Danything%26x%3D1' },
    ],
    ['as JSON in JSON', { body: JSON.stringify({ url: 'https://b.test/?access_token=anything' }) }],
    ['as a value of JSON in JSON', { body: JSON.stringify({ access_token: 'anything' }) }],
    ['as a value deeper still', { a: JSON.stringify({ b: JSON.stringify([{ access_token: 'anything' }]) }) }],
  ])('%s', (_how, value) => {
    const out = answer(JSON.stringify(value));
    expect(out).not.toContain('anything');
    expect(() => JSON.parse(out)).not.toThrow();
    if ('after' in value) expect(JSON.parse(out)).toMatchObject({ after: 'kept' });
  });

  test.each([
    undefined,
    'text/plain',
    'text/html; charset=utf-8',
    'application/x-ndjson',
    'application/javascript',
    'application/x-javascript; charset=utf-8',
    'multipart/mixed; boundary=x',
    'image/svg+xml',
    'application/vnd.of-nobody',
    'x',
  ])('where JSON comes as %s, whose links lead through the gateway too', (type) => {
    const next = 'https://graph.facebook.com/v26.0/1/flows?access_token=anything&after=a';
    const body = `/**/ f(${JSON.stringify({ access_token: 'anything', paging: { next } })});\n`;
    const out = through([Buffer.from(body)], type);
    expect(out).not.toContain('anything');
    expect(out).toContain(`"${gatewayUrl}/v26.0/1/flows?after=a"`);
  });

  test.each(['{"access_token":"anything', '{"access_token":{"a":"anything', '{"access_token":"anything\\'])(
    'where the answer ends in the middle of it: %s',
    (text) => {
      expect(answer(text)).not.toContain('anything');
      const long = text.replace('anything', `${'x'.repeat(70_000)}anything`);
      expect(through([Buffer.from(long)], json)).not.toContain('anything');
    },
  );

  test('under a key whose letters are escaped', () => {
    expect(answer(String.raw`{"acc\u0065ss\u005ftoken" : "anything"}`)).not.toContain('anything');
  });

  test('that a key has no text for stays what it is', () => {
    const body = '{"access_token":null,"a":{"access_token":12},"b":"kept"}';
    expect(answer(body)).toBe(body);
  });
});

describe('the very token and proof leave nowhere', () => {
  test.each([
    json,
    'text/html; charset=utf-8',
    'text/plain',
    'image/png',
    'application/octet-stream',
    undefined,
  ])('as %s', (type) => {
    for (const secret of [token, proof, appToken, encodeURIComponent(appToken)]) {
      const out = answer(`<p title="${secret}">${secret}${secret} ${secret.slice(0, -1)}</p>`, type);
      expect(out).toBe(`<p title="[removed]">[removed][removed] ${secret.slice(0, -1)}</p>`);
    }
  });

  test('with their signs escaped as JSON may', () => {
    for (const escaped of [
      appToken.replaceAll('/', '\\/'),
      appToken.replaceAll('|', '\\u007c'),
      [...token].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(''),
    ]) {
      expect(answer(`{"name":"x ${escaped} y"}`)).toBe('{"name":"x [removed] y"}');
    }
  });

  test.each(['access_token=', 'appsecret_proof%3D'])('after its announcement: %s', (announcement) => {
    for (const secret of [token, proof, appToken, encodeURIComponent(appToken)]) {
      for (const type of [json, 'text/plain']) {
        expect(answer(`x ${announcement}${secret} y`, type)).toBe(`x ${announcement}[removed] y`);
        expect(answer(`x ${announcement}a${secret} y`, type)).not.toContain(secret.slice(-12));
      }
    }
  });

  test('in a string too long to be held', () => {
    const long = 'x'.repeat(70_000);
    const body = Buffer.from(`{"a":"${long}${token}\\\\","access_token":"${long}anything","b":"kept"}`);
    for (const size of [body.length, 1000, 65_537, 70_010]) {
      const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
        body.subarray(index * size, (index + 1) * size),
      );
      expect(JSON.parse(through(pieces, json))).toEqual({
        a: `${long}[removed]\\`,
        access_token: '[removed]',
        b: 'kept',
      });
    }
  });

  test('nor another’s, where JSON stands in a string too long to be held', () => {
    for (const space of ['', ' ']) {
      const inner = `{"pad":"${'x'.repeat(70_000)}","access_token":${space}"another-one","b":"kept"}`;
      const body = Buffer.from(JSON.stringify({ a: inner }));
      for (const size of [body.length, 1000, 65_537]) {
        const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
          body.subarray(index * size, (index + 1) * size),
        );
        const out = through(pieces, json);
        expect(out).not.toContain('another-one');
        expect(JSON.parse(JSON.parse(out).a)).toMatchObject({ access_token: '[removed]', b: 'kept' });
      }
    }
  });

  test.each(['', ' '])('nor another’s, where quotes before it do not match: %j', (space) => {
    const body = `<p title=">{"access_token":${space}"another-one","b":"kept"}`;
    expect(answer(body, 'text/html')).toBe(body.replace('another-one', '[removed]'));
  });

  test('in a header', () => {
    expect(redaction.clean(`"${token}"`)).toBe('"[removed]"');
  });
});

describe('everything else passes byte for byte', () => {
  test.each([
    '{"data":[{"id":"901406135639897","name":"Plant \\u00e9 \\/ \\"token\\" talk","n":1.0e5}],"paging":{"cursors":{"before":"QVFI"}}}',
    '{"next":"week","previous":null,"token":"flow","message":"Invalid OAuth access token - Cannot parse access token"}',
    '[1,2.50,true,"\\\\","a\\"b",{}]',
    '{"a":"https://b.test/?x=1&y=%20#frag"}',
    '<!DOCTYPE html><title>Sorry</title><p class="x">access_token= is missing',
    '{"unfinished":"acc',
    '"\\',
    '',
    '\uFEFF{"a":1}',
    '{"a":"\u2028 é 漢字 😀"}',
  ])('%j', (text) => {
    expect(answer(text)).toBe(text);
    expect(answer(text, 'text/plain')).toBe(text);
  });

  test('bytes that are no text too', () => {
    const bytes = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7 + (index >> 3)) % 256));
    for (const type of [json, 'text/plain', 'image/png']) {
      const redactor = redaction.redactor(type, links);
      expect(Buffer.concat([redactor.push(bytes), redactor.end()]).equals(bytes)).toBe(true);
    }
  });

  test('a picture even where its bytes look like a parameter', () => {
    expect(answer('\u0001access_token=abc\u0002', 'image/jpeg')).toBe('\u0001access_token=abc\u0002');
  });
});

test('ten megabytes of strings take less than a second of the processor', () => {
  const body = Buffer.from(
    JSON.stringify(Array.from({ length: 100_000 }, (_, n) => ({ id: `${n}`, name: 'x'.repeat(80) }))),
  );
  const started = process.cpuUsage();
  const redactor = redaction.redactor(json, links);
  let length = 0;
  for (let at = 0; at < body.length; at += 65_536)
    length += redactor.push(body.subarray(at, at + 65_536)).length;
  length += redactor.end().length;
  expect(length).toBe(body.length);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1000).toBeLessThan(1_000);
});
