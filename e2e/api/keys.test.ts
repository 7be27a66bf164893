/** API keys over HTTP: made once, confined, ended, revoked at once. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { apiKeyViewSchema, newApiKeySchema } from '../../lib/access/keys/api-key-schema.ts';
import { admin, databaseUrlOf, member } from '../world.ts';
import { addTile, call, freshName, fromPage, goodBody, type Jar, signIn, withKey } from './client.ts';

let jar: Jar;
let client: pg.Client;

beforeAll(async () => {
  ({ jar } = await signIn(admin));
  client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
});

afterAll(() => client.end());

const make = (changes: Record<string, unknown> = {}) =>
  call('/api/keys', { json: { name: freshName(), scopes: ['manage'], ...changes }, headers: fromPage(jar) });

async function made(changes: Record<string, unknown> = {}) {
  const answer = await make(changes);
  expect(answer.status).toBe(201);
  return newApiKeySchema.strict().parse(answer.body);
}

const revoke = (id: string) => call(`/api/keys/${id}`, { method: 'DELETE', headers: fromPage(jar) });
const list = async () => {
  const answer = await call('/api/keys', { headers: fromPage(jar) });
  return (answer.body as { items: unknown[] }).items.map((item) => apiKeyViewSchema.strict().parse(item));
};

describe('a key', () => {
  test('is answered once, with where it is found, and never again', async () => {
    const answer = await make({ scopes: ['manage', 'use'] });
    const { key, ...view } = newApiKeySchema.strict().parse(answer.body);
    expect(key).toMatch(/^fk_[A-Za-z0-9_-]{43}$/);
    expect(answer.headers.get('location')).toBe(`/api/keys/${view.id}`);
    expect(view).toMatchObject({
      state: 'active',
      lastFour: key.slice(-4),
      credentials: null,
      lastUsedAt: null,
    });
    expect((await call('/api/connectors', { headers: withKey(key) })).status).toBe(200);
    const listed = (await list()).find(({ id }) => id === view.id);
    expect(listed).toMatchObject({ scopes: ['manage', 'use'], lastUsedAt: expect.any(String) });
    expect(JSON.stringify(await list())).not.toContain(key.slice(3, 20));
  });

  test('that is revoked is refused at its next request, and revoking again is quiet', async () => {
    const { id, key } = await made();
    expect((await call('/api/connectors', { headers: withKey(key) })).status).toBe(200);
    expect((await revoke(id)).status).toBe(204);
    const refused = await call('/api/connectors', { headers: withKey(key) });
    expect(refused).toMatchObject({ status: 401, body: { code: 'key_revoked' } });
    expect(refused.body).toMatchObject({ detail: expect.stringMatching(/^This API key was revoked on \d/) });
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    expect((await revoke(id)).status).toBe(204);
    expect((await list()).find((one) => one.id === id)).toMatchObject({ state: 'revoked' });
  });

  test('ends at its end', async () => {
    const { key, id } = await made({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await call('/api/connectors', { headers: withKey(key) })).status).toBe(200);
    await client.query("UPDATE api_key SET expires_at = expires_at - interval '1 hour' WHERE id = $1", [id]);
    const refused = await call('/api/connectors', { headers: withKey(key) });
    expect(refused).toMatchObject({ status: 401, body: { code: 'key_expired' } });
    expect(refused.body).toMatchObject({ detail: expect.stringMatching(/^This API key ended on \d/) });
    expect((await list()).find((one) => one.id === id)).toMatchObject({ state: 'expired' });
  });

  test('that is confined sees its credentials and no others, and can add none', async () => {
    const [mine, other] = [await addTile(), await addTile()];
    const { key, credentials } = await made({ credentialIds: [mine.id] });
    expect(credentials).toEqual([{ id: mine.id, name: mine.name, deleted: false }]);
    const headers = withKey(key);
    expect((await call(`/api/credentials/${mine.id}`, { headers })).status).toBe(200);
    expect((await call(`/api/credentials/${other.id}`, { headers })).status).toBe(404);
    expect((await call('/api/credentials', { headers })).body).toMatchObject({ total: 1 });
    const body = goodBody();
    const added = await call('/api/credentials', { json: body, headers });
    expect([added.status, added.body]).toEqual([
      403,
      expect.objectContaining({ detail: expect.stringContaining('confined to certain credentials') }),
    ]);
    const { rowCount } = await client.query('SELECT 1 FROM credential WHERE name = $1', [body.name]);
    expect(rowCount).toBe(0);
  });
});

test.each([
  [{ scopes: [] }, 'scopes'],
  [{ scopes: ['admin'] }, 'scopes.0'],
  [{ scopes: 'manage' }, 'scopes'],
  [{ name: '' }, 'name'],
  [{ name: 'a\u0000b' }, 'name'],
  [{ credentialIds: [] }, 'credentialIds'],
  [{ credentialIds: ['x'] }, 'credentialIds.0'],
  [{ credentialIds: null }, 'credentialIds'],
  [{ expiresAt: '1970-01-01T00:00:00Z' }, 'expiresAt'],
  [{ expiresAt: '9999-01-01T00:00:00Z' }, 'expiresAt'],
  [{ expiresAt: '2027-02-30T00:00:00Z' }, 'expiresAt'],
  [{ expiresAt: '2027-01-31T12:00:00' }, 'expiresAt'],
  [{ expiresAt: '0000-00-00' }, 'expiresAt'],
  [{ expiresAt: '+275760-09-13T00:00:00.000Z' }, 'expiresAt'],
  [{ key: 'fk_mine' }, 'key'],
])('%j is refused with the field', async (changes, field) => {
  const answer = await make(changes);
  expect([answer.status, answer.body]).toEqual([
    400,
    expect.objectContaining({ errors: expect.arrayContaining([expect.objectContaining({ field })]) }),
  ]);
});

test('a credential that is not there is refused', async () => {
  const answer = await make({ credentialIds: ['00000000-0000-7000-8000-000000000000'] });
  expect([answer.status, answer.body]).toEqual([
    422,
    expect.objectContaining({ code: 'credential_not_found' }),
  ]);
});

test('members and keys make, see and revoke none', async () => {
  const { id } = await made();
  const { jar: others } = await signIn(member);
  for (const headers of [fromPage(others), withKey(inject('keys').manage), withKey(inject('keys').use)]) {
    const json = { name: freshName(), scopes: ['use'] };
    expect((await call('/api/keys', { json, headers })).status).toBe(403);
    expect((await call('/api/keys', { headers })).status).toBe(403);
    expect((await call(`/api/keys/${id}`, { method: 'DELETE', headers })).status).toBe(403);
    const { rowCount } = await client.query('SELECT 1 FROM api_key WHERE name = $1', [json.name]);
    expect(rowCount).toBe(0);
  }
  expect((await list()).find((one) => one.id === id)).toMatchObject({ state: 'active' });
});

test.each(['00000000-0000-7000-8000-000000000000', 'nope'])(
  'revoking %s is answered with 404',
  async (id) => {
    expect((await revoke(id)).status).toBe(404);
  },
);
