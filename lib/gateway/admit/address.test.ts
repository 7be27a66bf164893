import { describe, expect, test } from 'vitest';
import { Problem } from '../../errors.ts';
import { cutTarget, graphAddress, requestPath } from './address.ts';

const id = '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
const at = (rest: string, method = 'GET') =>
  graphAddress(method, cutTarget(`/graph/${id}${rest}`), 'v25.0', new Set());

function refusal(rest: string, method = 'GET'): string {
  try {
    at(rest, method);
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'sent';
}

describe('a call goes to Graph', () => {
  test.each([
    ['/104996122399160/flows', '/v25.0/104996122399160/flows'],
    ['/v26.0/104996122399160/flows', '/v26.0/104996122399160/flows'],
    ['/v26.0/104996122399160/flows/', '/v26.0/104996122399160/flows'],
    ['/me', '/v25.0/me'],
    ['/v3.2/me', '/v3.2/me'],
    ['/', '/v25.0'],
    ['', '/v25.0'],
    ['/v26.0', '/v26.0'],
    ['//v26.0/1049/flows', '/v26.0/1049/flows'],
    ['//1049/flows', '/v25.0/1049/flows'],
    ['/v26.0//1049/flows', '/v26.0/1049/flows'],
    ['//v26.0//1049/flows/', '/v26.0/1049/flows'],
    ['//', '/v25.0'],
    ['//evil.test/me', '/v25.0/evil.test/me'],
    ['/act_123/ads', '/v25.0/act_123/ads'],
    ['/upload:MTphdHR=', '/v25.0/upload:MTphdHR='],
    ['/upload%3AMTphdHR%3D', '/v25.0/upload:MTphdHR='],
    ['/%6de', '/v25.0/me'],
    ['/1049/owned_whatsapp_business_accounts', '/v25.0/1049/owned_whatsapp_business_accounts'],
    ['/1049/subscribed_apps', '/v25.0/1049/subscribed_apps'],
    ['/%3CFLOW_ID%3E', '/v25.0/%3CFLOW_ID%3E'],
    ['/<FLOW_ID>/assets', '/v25.0/%3CFLOW_ID%3E/assets'],
    ['/%7b%7BFlow-ID%7d%7D', '/v25.0/%7B%7BFlow-ID%7D%7D'],
    ['/%22%26%5B%5D%5E%60%7C', '/v25.0/%22%26%5B%5D%5E%60%7C'],
  ])('%s as %s', (rest, path) => {
    expect(at(rest).path).toBe(path);
  });

  test('with its query untouched, and the names of its parameters apart', () => {
    const { query, queryNames } = at(
      '/1/flows?fields=id,name%2Cpreview{preview_url}&limit=5&after=QVFI%3D%3D',
    );
    expect(query).toBe('fields=id,name%2Cpreview{preview_url}&limit=5&after=QVFI%3D%3D');
    expect(queryNames).toEqual(['fields', 'limit', 'after']);
  });

  test.each([
    '?fields=metric.name(ENDPOINT_REQUEST_COUNT).granularity(DAY).since(2026-01-01)',
    '?fields=id,whatsapp_business_account{id,message_template_namespace}',
    '?ids=104996122399160,639297322149561',
    '?id=104996122399160',
    '?id=an%20id%20of%20their%20own',
    '?verify_token=mine',
    '?name=batch%20of%20access_tokens',
    '?text=a%0Ab',
  ])('with %s', (query) => {
    expect(refusal(`/1${query}`)).toBe('sent');
  });

  test('with what is escaped in its path left escaped', () => {
    const base = new URL('https://graph.facebook.com');
    for (const rest of ['/%3CFLOW_ID%3E', '/%22%26%5B%5D%5E%60%7B%7C%7D', '/1/%7B%7Bedge%7D%7D']) {
      expect(requestPath(base, at(rest), 'ab')).toBe(`/v25.0${rest}?appsecret_proof=ab`);
    }
  });

  test('with a proof beside its query', () => {
    const base = new URL('https://graph.facebook.com');
    expect(requestPath(base, at('/me?fields=id'), 'ab')).toBe('/v25.0/me?fields=id&appsecret_proof=ab');
    expect(requestPath(base, at('/me'), 'ab')).toBe('/v25.0/me?appsecret_proof=ab');
    expect(requestPath(base, at('/me'), null)).toBe('/v25.0/me');
  });
});

describe('what is no id of a credential names none', () => {
  test.each([
    '/graph/',
    '/graph/x/me',
    '/graph/../me',
    `/graph/${id}x/me`,
    '/graph/https://evil.test/',
    `/graph/${id};/me`,
  ])('%s', (url) => {
    expect(cutTarget(url).credentialId).toBeNull();
  });
});

describe('an address of another form is refused', () => {
  test.each([
    '/../me',
    '/./me',
    '/1/..',
    '/%2e%2e/me',
    '/%2E./me',
    '/.%2e/me',
    '/1/.../flows',
    '/1%2f..%2fme',
    '/1%2Fflows',
    '/1%5cflows',
    '/1\\flows',
    '/%252e%252e/me',
    '/1%252fflows',
    '///evil.test/me',
    '///',
    '/1//flows',
    '/1049//flows',
    '/v26.0///flows',
    '/v26.0/1//flows',
    '/v26.0/1//',
    '/\\evil.test',
    '/https://evil.test/me',
    '/1%00',
    '/1%0d%0aX:y',
    '/1%0a',
    '/1%20',
    '/1%09',
    '/1;x',
    '/1%3Fx',
    '/1%23x',
    '/1%3Bx',
    '/%3C%2FFLOW_ID%3E',
    '/%3C%25FLOW_ID%3E',
    '/%3C%00%3E',
    '/%3C%7F%3E',
    '/%3CFLOW ID%3E',
    '/%253CFLOW_ID%253E',
    '/1#x',
    '/%C3%A9',
    '/１',
    '/%zz',
    '/%',
    '/1?x=%zz',
    '/1?x=%',
    '/1?x#y',
    '/1?x=é',
    '/1?x=\\',
    '/v26/me',
    '/22.0/me',
    '/v26.0/22.0/me',
    '/22./me',
    '/v26.00/me',
    '/v026.0/me',
    '/V26.0/me',
    '/v26.0%20/me',
    '/v1e1.0/me',
    '/v26.0:/me',
    '/v26.0@evil.test/me',
    '/v9999.0/me',
    '/v26.0/v25.0/me',
    '/v26.0/V25.0/me',
  ])('%s', (rest) => {
    expect(refusal(rest)).toBe('invalid_input');
  });
});

describe('what hands out or inspects tokens is refused', () => {
  test.each([
    '/oauth/access_token?grant_type=fb_exchange_token',
    '/v26.0/oauth/access_token',
    '/oauth/revoke',
    '/OAuth/Access_Token',
    '/%6fauth/access_token',
    '/oauth2/x',
    '/debug_token?input_token=x',
    '/v26.0/debug_token',
    '/deb%75g_token',
    '/DEBUG_TOKEN',
    '/61550/access_tokens',
    '/61550/access_tokens/',
    '/1/system_user_access_tokens',
    '/1/client_access_token',
    '/1/client_secret',
    '/me/accounts',
    '/me/accounts?fields=id',
    '/1/accounts/test-users',
    '/me/%3Caccounts%3E',
    '/me/accounts%7Bid%7D',
    '/%22oauth%22/x',
    '/%7B%7Baccess_token%7D%7D',
    '/1/%5Btest-users%5D',
    '/me?fields=access_token',
    '/me?fields=id,accounts{id,access_token}',
    '/me?fields=id%2Caccess_token',
    '/me?fields=access%5ftoken',
    '/me?fields=access_token.as(name)',
    '/me?fields=accounts',
    '/me?FIELDS=access_token',
    '/me?fields[0]=access_token',
    '/me?fields%5B%5D=access_token',
    '/me?+fields=access_token',
    '/me?fields=id&fields=access_token',
    '/me?fields=id;fields=access_token',
    '/me?x=1;access_token=x',
    '/me?fields=["acces\\u0073_toke\\u006e"]'.replaceAll('\\', '%5C'),
    '/me?fields=acc%2565ss_t%256Fken',
    '/me?fields=owner{client_token}',
    '/?id=me/accounts',
    '/?id=me%2Faccounts',
    '/?id=me%252Faccounts',
    '/?id=me%2Facc%0Aounts',
    '/?id=me%2Facc%5Cu006funts',
    '/?id=https://graph.facebook.com/debug_token?input=x',
    '/v26.0?id[0]=oauth/client_code',
    '/v26.0/?ID=me/x/../test-users',
    '/me?access_token=EAAx',
    '/me?access%5Ftoken=x',
    '/me?access.token=x',
    '/me?access+token=x',
    '/me?%20access_token=x',
    '/me?access_token[]=x',
    '/me?Access_Token=x',
    '/me?access_token',
    '/me?appsecret_proof=x',
    '/me?input_token=x',
    '/me?fb_exchange_token=x',
    '/me?client_secret=x',
    '/?batch=[]',
    '/me?batch=[]',
    '/?include_headers=false',
    '/me?method=post',
    '/?ids=me,debug_token',
    '/?ids=oauth%2Faccess_token',
    '/?ids=https://evil.test',
    '/access_tokens?ids=1,2',
  ])('%s', (rest) => {
    expect(refusal(rest)).toBe('call_refused');
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s to the root, where batches go', (method) => {
    for (const rest of ['', '/', '/v26.0', '/v26.0/']) expect(refusal(rest, method)).toBe('call_refused');
  });

  test('and the sentence does not quote what was sent', () => {
    for (const rest of ['/me?access_token=EAAquoted', '/me?fields=EAAquoted_token', '/EAAquotedtoken']) {
      expect(() => at(rest)).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining('quoted') }),
      );
    }
  });
});

test('what was put together wrongly is not sent', () => {
  const base = new URL('https://graph.facebook.com');
  const good = at('/me');
  for (const path of [
    '//evil.test/me',
    '/v26.0/../me',
    '/v26.0/me#x',
    'https://evil.test/me',
    '/v26.0/me?x',
  ]) {
    expect(() => requestPath(base, { ...good, path }, null)).toThrow(TypeError);
  }
  expect(() => requestPath(new URL('https://evil.test'), good, null)).toThrow(TypeError);
});
