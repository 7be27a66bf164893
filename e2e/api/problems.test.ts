/** The `type` of a problem, whoever answers with it, is the address of a page that anybody can read. */
import { expect, inject, test } from 'vitest';
import { problemPages } from '../../lib/problem/pages.ts';
import { call } from './client.ts';

test.each([
  ['a route', '/api/credentials', {}, 'unauthenticated'],
  ['the server in front', '/sources', { method: 'POST' }, 'method_not_allowed'],
  ['the server in front, of what can not be read', '/api/health?q=%', {}, 'invalid_input'],
  ['the gateway', '/graph/x/y', {}, 'unauthenticated'],
  ['the sign-in', '/api/auth/signout', { raw: 'x', headers: { origin: 'null' } }, 'cross_origin'],
])('a problem of %s leads to its page', async (_who, path, how, code) => {
  const { body } = await call(path, how);
  const { url } = inject('world');
  expect(body).toMatchObject({ code, type: `${url}/problems/${code}`, requestId: expect.any(String) });
});

test('every code has a page for people who are not signed in', async () => {
  for (const [code, { title, meaning }] of Object.entries(problemPages)) {
    const { status, text } = await call(`/problems/${code}`);
    expect([code, status]).toEqual([code, 200]);
    expect(text).toContain(`>${title}<`);
    expect(text).toContain(meaning);
  }
});

test.each(['nothing', 'toString', '__proto__', 'INTERNAL', 'not_found%00'])(
  'there is no page about %s',
  async (code) => {
    expect((await call(`/problems/${code}`)).status).toBe(404);
  },
);

test('the description of the API links them', async () => {
  const { body } = await call('/api/openapi.json');
  const { url } = inject('world');
  const { description } = (
    body as { paths: Record<string, { post: { responses: Record<string, { description: string }> } }> }
  ).paths['/api/credentials']?.post.responses['409'] ?? { description: '' };
  expect(description).toContain(`[name_taken](${url}/problems/name_taken)`);
});
