import { expect, test } from 'vitest';
import { wasLetIn } from './sign-in-client.ts';

const origin = 'http://localhost:3000';

test('an answer that leads home is a new session', () => {
  expect(wasLetIn(`${origin}/sources`, origin)).toBe(true);
});

test.each([
  { url: `${origin}/api/auth/signin?csrf=true`, what: 'a stale CSRF token' },
  { url: `${origin}/sign-in?error=CredentialsSignin`, what: 'a refusal' },
  { url: undefined, what: 'an answer without an address' },
  { url: '', what: 'an empty address' },
])('$what is no session', ({ url }) => {
  expect(wasLetIn(url, origin)).toBe(false);
});
