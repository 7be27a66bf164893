import { expect, test } from 'vitest';
import { homePath } from './home-path.ts';

test('a path of our own is kept', () => {
  expect(homePath('/sources/new?connector=whatsapp-flows')).toBe('/sources/new?connector=whatsapp-flows');
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
  '/%0d%0aSet-Cookie:x',
])('%s leads home', (next) => {
  expect(homePath(next)).toBe('/sources');
});
