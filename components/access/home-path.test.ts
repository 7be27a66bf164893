import { expect, test } from 'vitest';
import { homePath } from './home-path.ts';

test('a path of our own is kept', () => {
  expect(homePath('/sources/new?connector=whatsapp-flows')).toBe('/sources/new?connector=whatsapp-flows');
});

test.each([
  ['/a\r\n', '/a'],
  ['/a\0b', '/a%00b'],
  ['/a\ud800', '/a%EF%BF%BD'],
  ['/a\u2028b?q=ü', '/a%E2%80%A8b?q=%C3%BC'],
])('what no header can carry is escaped: %j', (next, path) => {
  expect(homePath(next)).toBe(path);
});

test.each([
  undefined,
  '',
  'https://evil.test',
  '//evil.test',
  '/\\evil.test',
  '/a\\..\\evil.test',
  'javascript:alert(1)',
  '/api/auth/signout',
  '/a/../api/auth/signout',
  '/a/..//evil.test',
  '/a/\t..//evil.test',
  '/\t/evil.test',
  '/%0d%0aSet-Cookie:x',
])('%s leads home', (next) => {
  expect(homePath(next)).toBe('/sources');
});
