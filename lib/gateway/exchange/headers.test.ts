import { expect, test } from 'vitest';
import { headersDown, headersUp } from './headers.ts';

const same = (text: string) => text;

test('up goes what describes the call, and a user agent of ours', () => {
  const sent = headersUp({
    accept: 'application/json',
    'accept-language': 'de',
    'content-type': 'multipart/form-data; boundary=x',
    'content-length': '12',
    'if-none-match': '"a"',
    file_offset: '0',
    'user-agent': 'curl/8',
    'accept-encoding': 'gzip, br',
  });
  expect(sent).toEqual({
    accept: 'application/json',
    'accept-language': 'de',
    'content-type': 'multipart/form-data; boundary=x',
    'content-length': '12',
    'if-none-match': '"a"',
    file_offset: '0',
    'user-agent': 'Flowkeep',
    'accept-encoding': 'identity',
  });
});

test('a body of unknown length stays one', () => {
  expect(headersUp({ 'transfer-encoding': 'Chunked' })['transfer-encoding']).toBe('chunked');
});

test.each([
  'authorization',
  'proxy-authorization',
  'cookie',
  'host',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
  'proxy-connection',
  'expect',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'x-request-id',
  'x-flowkeep-resource',
  'x-http-method-override',
  'origin',
  'referer',
  'via',
  'x-fb-debug',
  'content-encoding',
  'range',
  'if-range',
])('%s never goes up', (name) => {
  expect(headersUp({ [name]: 'x' })).toEqual({ 'accept-encoding': 'identity', 'user-agent': 'Flowkeep' });
});

test('down comes what describes the answer, version and usage; kept by no cache', () => {
  const kept = {
    'content-type': 'application/json',
    'content-disposition': 'attachment',
    etag: '"a"',
    'retry-after': '3',
    'facebook-api-version': 'v26.0',
    'x-ad-api-version-warning': 'upgraded',
    'x-app-usage': '{}',
    'x-business-use-case-usage': '{}',
    'x-ad-account-usage': '{}',
  };
  expect(headersDown({ ...kept, 'cache-control': 'public' }, same)).toEqual({
    ...kept,
    'cache-control': 'no-store',
  });
});

test.each([
  'set-cookie',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'www-authenticate',
  'location',
  'x-fb-debug',
  'x-fb-rev',
  'x-fb-trace-id',
  'x-fb-request-id',
  'debug-link',
  'proxy-status',
  'access-control-allow-origin',
  'strict-transport-security',
  'alt-svc',
  'content-length',
  'content-encoding',
  'x-powered-by',
  'content-range',
  'accept-ranges',
])('%s never comes down', (name) => {
  expect(
    headersDown({ [name]: name === 'set-cookie' ? ['a=b'] : 'x' } as Record<string, string>, same),
  ).toEqual({
    'cache-control': 'no-store',
  });
});

test('what comes down is cleaned', () => {
  expect(headersDown({ etag: '"secret"' }, (text) => text.replace('secret', 'x')).etag).toBe('"x"');
});
