import { expect, test } from 'vitest';
import { checkBinding, type SecretPurpose, secretBinding, serverBinding } from './binding.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';

test('a binding spells out the place', () => {
  expect(secretBinding(id, 'token', 3)).toBe(`credential/${id}/token/v3`);
  expect(secretBinding(id, 'app_secret', 1)).toBe(`credential/${id}/app_secret/v1`);
  expect(serverBinding('fingerprint')).toBe('server/fingerprint');
  expect(checkBinding('k-20260101-ab12')).toBe('check/k-20260101-ab12');
});

test.each([
  ['an id that is no UUID', () => secretBinding('7', 'token', 1)],
  ['an id in upper case', () => secretBinding(id.toUpperCase(), 'token', 1)],
  ['an id with a path in it', () => secretBinding(`${id}/token/v1`, 'token', 1)],
  ['another purpose', () => secretBinding(id, 'token/v1' as SecretPurpose, 1)],
  ['version 0', () => secretBinding(id, 'token', 0)],
  ['version 1.5', () => secretBinding(id, 'token', 1.5)],
  ['no version', () => secretBinding(id, 'token', Number.NaN)],
  ['a server secret with a slash', () => serverBinding('a/b')],
  ['a server secret without a name', () => serverBinding('')],
  ['a check of no key', () => checkBinding('K 1')],
])('%s is refused', (_name, bind) => {
  expect(bind).toThrow(TypeError);
});
