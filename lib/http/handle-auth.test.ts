import { beforeAll, expect, test } from 'vitest';
import { Prisma } from '../../prisma/generated/client.ts';
import { completeEnvironment } from '../env.ts';
import { Problem } from '../errors.ts';
import { handleAuth } from './handle-auth.ts';

beforeAll(() => {
  completeEnvironment({ LOG_LEVEL: 'silent' });
});

/** What is answered at a path when the work there ends with an error. */
async function answerTo(path: string, error: unknown) {
  const handler = handleAuth(() => Promise.reject(error));
  const request = new Request(`http://localhost:3000/api/auth/${path}`, { method: 'POST' });
  const response = await handler(request, { params: Promise.resolve({ nextauth: path.split('/') }) });
  return { status: response.status, ...((await response.json()) as { code: string; detail: string }) };
}

const failedQuery = new Prisma.PrismaClientKnownRequestError('The table is gone', {
  code: 'P2021',
  clientVersion: '0',
});

test.each([
  ['a query fails', failedQuery],
  ['the connection breaks', new Error('Connection terminated unexpectedly')],
])(
  'when %s, signing in says nothing about the password, and signing out not that it worked',
  async (_, error) => {
    expect(await answerTo('callback/credentials', error)).toMatchObject({
      status: 503,
      code: 'database_unavailable',
      detail: expect.stringContaining('nothing about your password'),
    });
    expect(await answerTo('signout', error)).toMatchObject({
      status: 503,
      code: 'database_unavailable',
      detail: expect.stringContaining('still signed in'),
    });
  },
);

test('a problem stays what it is, and a mistake of the program is not blamed on the database', async () => {
  expect(await answerTo('signout', new Problem('invalid_input', 'No.'))).toMatchObject({ status: 400 });
  expect(await answerTo('signout', new TypeError('x is undefined'))).toMatchObject({ status: 500 });
});
