import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeEnvironment } from '../../env.ts';
import { answerAuthGet, answerAuthPost } from './next-auth-route.ts';

beforeAll(() => {
  completeEnvironment({ NEXTAUTH_SECRET: 'x'.repeat(32) });
});
afterAll(() => {
  delete process.env.NEXTAUTH_SECRET;
});

const context = (path: string) => ({ params: Promise.resolve({ nextauth: path.split('/') }) });
const post = (path: string, body = '', cookie = '') =>
  answerAuthPost(
    new Request(`http://localhost:3000/api/auth/${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    }),
    context(path),
    body,
  );

test.each(['_log', 'session', 'signin', 'signin/credentials', 'callback/google', 'signout/x', 'csrf'])(
  'a POST to %s is not taken',
  async (path) => {
    await expect(post(path)).rejects.toMatchObject({ code: 'not_found' });
  },
);

test.each(['session', 'providers', 'signin', 'error', 'callback/credentials', 'signout'])(
  'a GET of %s is not answered',
  async (path) => {
    const request = new Request(`http://localhost:3000/api/auth/${path}`);
    await expect(answerAuthGet(request, context(path))).rejects.toMatchObject({ code: 'not_found' });
  },
);

test('a field sent twice is refused before it is counted', async () => {
  await expect(
    post('callback/credentials', 'email=a@example.com&email=b@example.com&password=x'),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});

test.each(['callback/credentials', 'signout'])('two session cookies are refused at %s', async (path) => {
  const name = 'next-auth.session-token';
  for (const cookie of [
    `${name}=a; ${name}=b`,
    `${name}=a; ${name}=a`,
    `${name}.0=a`,
    `${name}=a; ${name}.1=b`,
  ]) {
    await expect(post(path, 'email=a@example.com&password=x', cookie)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('more than one session cookie'),
    });
  }
});
