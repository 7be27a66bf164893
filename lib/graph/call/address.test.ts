import { describe, expect, test } from 'vitest';
import { graphUrl, parseGraphBaseUrl } from './address.ts';

const meta = new URL('https://graph.facebook.com');
const version = 'v26.0';
const node = { id: '104996122399160' };

describe('the address of Graph', () => {
  test.each([
    'https://graph.facebook.com',
    'https://graph.facebook.com/',
    'http://localhost:4000',
    'http://127.0.0.1:4000/',
    'http://[::1]:4000',
    'http://127.0.0.1',
  ])('%s is Meta or a sandbox on this machine', (text) => {
    expect(parseGraphBaseUrl(text)?.origin).toBe(text.replace(/\/$/, ''));
  });

  test.each([
    '127.1',
    'http://127.1:4000',
    'http://2130706433',
    'http://0x7f000001',
    'http://0177.0.0.1',
    'http://[::ffff:127.0.0.1]',
    'http://[0:0:0:0:0:0:0:1]',
    'http://localhost.',
    'http://LOCALHOST:4000',
    'http://①②⑦.⓪.⓪.①',
    'http://0',
    'http://127.0.0.2',
    'http://10.0.0.1',
    'http://127.0.0.1:80',
    'http://graph.facebook.com',
    'https://graph.facebook.com@127.0.0.1',
    'https://graph.facebook.com.evil.test',
    'https://graph。facebook.com',
    'https://GRAPH.facebook.com',
    'https://graph.facebook.com:8443',
    'https://graph.facebook.com:443',
    'https://graph.facebook.com//',
    'https://graph.facebook.com/v26.0',
    'https://graph.facebook.com?x=1',
    'https://graph.facebook.com#x',
    'https://user@graph.facebook.com',
    ' https://graph.facebook.com',
    'https://graph.facebook.com\n',
    'https://localhost:4000',
    'ftp://localhost',
    'file:///etc/passwd',
    'graph.facebook.com',
    '',
  ])('%j is refused', (text) => {
    expect(parseGraphBaseUrl(text)).toBeNull();
  });
});

describe('the address of a call', () => {
  test('is version, node and edge, with the query encoded', () => {
    const url = graphUrl(meta, { version, node, edge: 'flows' }, { fields: 'id,name', after: 'a&b=c' });
    expect(url.href).toBe(
      'https://graph.facebook.com/v26.0/104996122399160/flows?fields=id%2Cname&after=a%26b%3Dc',
    );
  });

  test('is at one of two named nodes', () => {
    expect(graphUrl(meta, { version, node: 'me' }, {}).pathname).toBe('/v26.0/me');
    expect(graphUrl(meta, { version, node: 'debug_token' }, {}).pathname).toBe('/v26.0/debug_token');
  });

  test('keeps an id of 20 digits', () => {
    const id = '12345678901234567890';
    expect(graphUrl(meta, { version, node: { id } }, {}).pathname).toBe(`/v26.0/${id}`);
  });

  test.each([
    'v18.0?x=1',
    'v18.0#',
    'v18.0;',
    'v18.0/',
    'v18.0%00',
    'v18.0\u0000',
    'v18.0@evil.test',
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'evil.test',
    'v18.0\r\nHost: evil',
    'v18.0%0d%0aX:y',
    'v18.0\t',
    ' v18.0',
    'v18.0\n',
    'v１８.0',
    'v٣.0',
    'v18。0',
    'V18.0',
    'v018.0',
    'v18.00',
    'v1e1.0',
    'v999999999999.0',
    'v-1.0',
    '..',
    '',
  ])('is never built from the version %j', (text) => {
    expect(() => graphUrl(meta, { version: text, node }, {})).toThrow('not a version');
  });

  test.each([
    '1/../2',
    '1%2f..%2fme',
    '../oauth/access_token',
    'oauth',
    'me',
    'debug_token',
    '1?fields=access_token',
    '12345#',
    '12345&access_token=x',
    '1234',
    '01234567',
    '123456789012345678901',
    '１２３４５６',
    '12345\n',
    '',
  ])('is never built from the id %j', (text) => {
    expect(() => graphUrl(meta, { version, node: { id: text } }, {})).toThrow('not an id');
  });

  test.each([['v18.0'], { toString: () => 'v18.0' }, 18, null])(
    'is never built from what is no text (%#)',
    (value) => {
      const untyped = value as unknown as string;
      expect(() => graphUrl(meta, { version: untyped, node }, {})).toThrow('not a version');
      expect(() => graphUrl(meta, { version, node: { id: untyped } }, {})).toThrow('not an id');
    },
  );

  test('never leaves Graph, even for a base that was not parsed here', () => {
    expect(() => graphUrl(new URL('https://evil.test'), { version, node }, {})).toThrow(
      'not an address of Graph',
    );
    expect(() => graphUrl(new URL('http://10.0.0.1'), { version, node }, {})).toThrow(
      'not an address of Graph',
    );
  });
});
