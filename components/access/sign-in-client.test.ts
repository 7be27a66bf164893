import { expect, test } from 'vitest';
import { wasDone } from './sign-in-client.ts';

const origin = 'http://localhost:3000';

test('an answer that leads home is a new session', () => {
  expect(wasDone(`${origin}/sources`, origin)).toBe(true);
});

test.each([
  { url: `${origin}/api/auth/signin?csrf=true`, what: 'a stale CSRF token' },
  { url: `${origin}/sign-in?error=CredentialsSignin`, what: 'a refusal' },
  { url: `${origin}/api/auth/signout?csrf=true`, what: 'a stale CSRF token at signing out' },
  { url: undefined, what: 'an answer without an address' },
  { url: '', what: 'an empty address' },
])('$what means that nothing was done', ({ url }) => {
  expect(wasDone(url, origin)).toBe(false);
});
