/** Over HTTP: who loses the right to manage loses the invitations and keys that were made with it. */
import { beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { apiKeyViewSchema, newApiKeySchema } from '../../lib/access/keys/api-key-schema.ts';
import { newInvitationSchema } from '../../lib/access/people/member-schema.ts';
import { admin } from '../world.ts';
import { call, freshName, fromPage, signIn, withKey } from './client.ts';

let headers: Record<string, string>;

beforeAll(async () => {
  headers = fromPage((await signIn(admin)).jar);
});

const password = 'battery staple horse';

async function invite(by: Record<string, string>) {
  const email = `${freshName().replace(/\W/g, '.').toLowerCase()}@example.com`;
  const answer = await call('/api/members', { json: { email, role: 'admin' }, headers: by });
  const code = newInvitationSchema.parse(answer.body).link.split('#')[1] ?? '';
  return { email, code };
}

const accept = (code: string) =>
  call('/api/invitations/acceptance', {
    json: { code, name: freshName(), password },
    headers: { origin: inject('world').url },
  });

/** An admin who left an invitation and a key behind. */
async function leaving() {
  const { email, code: first } = await invite(headers);
  const { id } = z.object({ id: z.uuid() }).parse((await accept(first)).body);
  const theirs = fromPage((await signIn({ email, password })).jar);
  const { code } = await invite(theirs);
  const json = { name: freshName(), scopes: ['manage'] };
  const made = await call('/api/keys', { json, headers: theirs });
  const { id: keyId, key, name } = newApiKeySchema.parse(made.body);
  const opens = async () => (await call('/api/connectors', { headers: withKey(key) })).status;
  return { id, code, keyId, name, opens };
}

const change = (id: string, json: unknown) => call(`/api/members/${id}`, { method: 'PATCH', json, headers });
const remove = (id: string, query = '') => call(`/api/members/${id}${query}`, { method: 'DELETE', headers });

async function keysOf(id: string, query = '&state=active') {
  const answer = await call(`/api/keys?createdBy=${id}${query}`, { headers });
  return z.object({ items: z.array(apiKeyViewSchema.strict()) }).parse(answer.body).items;
}

test.each<[string, (id: string) => ReturnType<typeof remove>]>([
  ['removed', (id) => remove(id)],
  ['made a member', (id) => change(id, { role: 'member' })],
  ['disabled', (id) => change(id, { disabled: true, keys: 'end' })],
])('of who is %s, invitations are void and keys end', async (_, lose) => {
  const { id, code, keyId, name, opens } = await leaving();
  expect(await keysOf(id)).toMatchObject([{ id: keyId, name, createdById: id, createdByAdmin: true }]);
  expect(await opens()).toBe(200);
  expect((await lose(id)).status).toBe(204);
  expect(await opens()).toBe(401);
  expect((await accept(code)).body).toMatchObject({ code: 'invitation_gone' });
  expect(await keysOf(id)).toEqual([]);
  expect(await keysOf(id, '')).toMatchObject([{ id: keyId, state: 'revoked', createdByAdmin: false }]);
});

test.each<[string, (id: string) => ReturnType<typeof remove>]>([
  ['removed', (id) => remove(id, '?keys=keep')],
  ['disabled', (id) => change(id, { disabled: true, keys: 'keep' })],
])(
  'of who is %s, keys that are kept by choice go on and are seen to be an admin’s no more',
  async (_, lose) => {
    const { id, code, keyId, opens } = await leaving();
    expect((await lose(id)).status).toBe(204);
    expect(await opens()).toBe(200);
    expect((await accept(code)).status).toBe(410);
    expect(await keysOf(id)).toMatchObject([{ id: keyId, state: 'active', createdByAdmin: false }]);
  },
);

test('what is neither end nor keep is refused, and nothing is changed', async () => {
  const { id, opens } = await leaving();
  for (const answer of [
    await change(id, { role: 'member', keys: 'none' }),
    await change(id, { keys: 'keep' }),
    await remove(id, '?keys=none'),
    await call('/api/keys?createdBy=x', { headers }),
  ])
    expect(answer.status).toBe(400);
  expect(await opens()).toBe(200);
  expect(await keysOf(id)).toMatchObject([{ createdByAdmin: true }]);
});

test('the description of the API tells of the choice and its default', async () => {
  const { body } = await call('/api/openapi.json');
  const { paths } = body as { paths: Record<string, { delete: { parameters: unknown[] } }> };
  expect(paths['/api/members/{id}']?.delete.parameters).toContainEqual(
    expect.objectContaining({ name: 'keys', schema: expect.objectContaining({ default: 'end' }) }),
  );
});
