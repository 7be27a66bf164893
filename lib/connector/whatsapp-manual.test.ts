import { describe, expect, test } from 'vitest';
import { tokenLike } from './endpoint-testing.ts';
import { manualBody, manualPath, manualQuery, metaDocs } from './whatsapp-manual.ts';

const path = (value: unknown) => manualPath().schema.safeParse(value);
const query = (value: unknown) => manualQuery().schema.safeParse(value);

describe('a path of one’s own', () => {
  test.each([
    ['/104996122399160/flows', '/104996122399160/flows'],
    ['104996122399160/flows', '/104996122399160/flows'],
    [' me ', '/me'],
    ['/a.b/c-d_e', '/a.b/c-d_e'],
    ['/..a/.b/c..', '/..a/.b/c..'],
  ])('%s is %s', (value, kept) => {
    expect(path(value).data).toBe(kept);
  });

  test.each([
    ['leaves by dots', ['..', '/..', '/../me', '/1/../me', '/1/..', '/1/.', '/./1', '/...', '/1/..../2']],
    ['leaves by escapes', ['/%2e%2e/me', '/1%2fme', '/1%2F..%2Fme', '/1%5cme', '/%00']],
    ['names a host', ['//evil.test/1', '/1//2', 'https://evil.test/', 'evil.test:443/1', '\\\\evil.test\\1']],
    ['brings a query or more', ['/1?fields=id', '/1#x', '/1;x', '/1&x', '/1 2', '/1\n2', '/1\u0000']],
    [
      'is of other letters',
      ['/１２３４５', '/ä', '/1\u2215me', '/1／me', '/\u202eme', '/me@evil.test', '/1:2'],
    ],
    ['is empty', ['', '/', '//', '1/', undefined, 5, null, ['/1']]],
    ['is endless', [`/${'1'.repeat(500)}`]],
  ])('that %s is refused', (_why, values) => {
    for (const value of values) expect([value, path(value).success]).toEqual([value, false]);
  });

  test('has no version of its own: shown and recorded is that of the credential', () => {
    for (const value of ['/v25.0/1', 'v25.0', '/V9/me', '/v1']) {
      expect(path(value).error?.issues[0]?.message).toBe(
        'Leave the version out: it is the one of the credential.',
      );
    }
    expect(path('/videos').success).toBe(true);
  });
});

describe('a query of one’s own', () => {
  test.each([
    'fields=id,name&limit=10',
    'fields=id,phone_numbers.limit(1){id}',
    'name=a%20b&x=%5B1%5D',
    '',
    undefined,
  ])('%s is taken as it is', (value) => {
    expect(query(value)).toEqual({ success: true, data: value });
  });

  test.each([
    'a=1#b',
    'a=1\\b',
    'a=?',
    '?a=1',
    'a=b c',
    'a=ä',
    'a=\n1',
    'a="b"',
    'a=１',
    `a=${'x'.repeat(2000)}`,
  ])('%j is refused', (value) => {
    expect(query(value).success).toBe(false);
  });

  test.each([
    `access_token=${tokenLike}`,
    `fields=id&x=${tokenLike}`,
    'access_token=634974688087057|abcdefghijklmnopqrstuvwxyz1',
    'fields=id&access_token=opaque',
    'fields=id;ACCESS_TOKEN=opaque',
    'access%5Ftoken=opaque',
    'access.token[]=opaque',
    'key=-----BEGIN%20RSA%20PRIVATE%20KEY-----',
    `key=fk_${'notakey_'.repeat(5)}abc`,
    'appsecret_proof=opaque',
    'client_secret=opaque',
    'input_token=opaque',
  ])('with a secret is refused, so that none is stored: %s', (value) => {
    const found = query(value).error?.issues ?? [];
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toMatch(/NotAReal|opaque|abcdef/);
  });

  test.each(['batch=[]', 'method=delete', '_method=delete', 'include_headers=1', 'a%00=1', 'a%20=1'])(
    'is refused where no call of it could ever be made: %s',
    (value) => {
      expect(query(value).success).toBe(false);
    },
  );

  test('may name what is no secret of Meta’s', () => {
    expect(query('override_callback_uri=https://x.test&verify_token=mine').success).toBe(true);
  });
});

test.each(['{"batch":[]}', '{"Method":"x"}', '{"client_secret":"opaque"}', '{"access_token[]":"opaque"}'])(
  'a body of one’s own has none of the names that no call may have: %s',
  (value) => {
    const found = manualBody().schema.safeParse(value).error?.issues ?? [];
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('opaque');
  },
);

test('Meta’s pages are Meta’s', () => {
  for (const address of Object.values(metaDocs)) {
    expect(new URL(address)).toMatchObject({ protocol: 'https:', hostname: 'developers.facebook.com' });
  }
});
