/** Deleting over HTTP, with a look at what is left. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Tile } from '../../lib/credential/look/tile.ts';
import { anyToken } from '../any-token.ts';
import { databaseUrlOf, member } from '../world.ts';
import { ifMatch, manage, readTile, remove, replace, restore, tileIn } from './changes.ts';
import { addTile, call, freshName, fromPage, signIn, withKey } from './client.ts';
import { addResource, readResource } from './dependants.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
});

afterAll(() => client.end());

async function count(table: string, credentialId: string): Promise<number> {
  const { rows } = await client.query(`SELECT count(*)::int AS n FROM ${table} WHERE credential_id = $1`, [
    credentialId,
  ]);
  return rows[0].n;
}

/** A credential that keeps a retired token as well. */
async function replacedOnce(): Promise<Tile> {
  return tileIn(await replace(await addTile(), { accessToken: anyToken() }));
}

describe('an unused credential', () => {
  test('is gone from every answer at once, and so are all its envelopes', async () => {
    const tile = await replacedOnce();
    expect(await count('sealed_secret', tile.id)).toBe(2);
    expect((await remove(tile.id)).status).toBe(204);
    expect(await count('sealed_secret', tile.id)).toBe(0);
    expect(await count('retired_token', tile.id)).toBe(0);
    for (const path of ['', '/history', '/inspections', '/resources'])
      expect((await call(`/api/credentials/${tile.id}${path}`, { headers: manage() })).status).toBe(404);
    const list = await call(`/api/credentials?q=${encodeURIComponent(tile.name)}`, { headers: manage() });
    expect(list.body).toMatchObject({ total: 0 });
    for (const [method, path, json] of [
      ['PATCH', '', { name: freshName() }],
      ['PUT', '/token', { accessToken: anyToken() }],
      ['POST', '/rollback', {}],
      ['POST', '/inspection', undefined],
      ['DELETE', '', undefined],
    ] as const) {
      const headers = { ...manage(), ...ifMatch(tile) };
      expect((await call(`/api/credentials/${tile.id}${path}`, { method, json, headers })).status).toBe(404);
    }
  });

  test('leaves its name free at once', async () => {
    const tile = await addTile();
    await remove(tile.id);
    expect((await addTile({ name: tile.name })).name).toBe(tile.name);
  });

  test('is not deleted on a version that is not its own', async () => {
    const tile = await addTile();
    const answer = await remove(tile.id, {}, { ...manage(), 'if-match': '"7"' });
    expect([answer.status, answer.body]).toEqual([
      412,
      expect.objectContaining({ code: 'version_conflict' }),
    ]);
    expect(await readTile(tile.id)).toEqual(tile);
    expect((await remove(tile.id, {}, { ...manage(), ...ifMatch(tile) })).status).toBe(204);
  });

  test('answers as one that never was, and as what is no id at all', async () => {
    const tile = await addTile();
    await remove(tile.id);
    for (const id of [tile.id, '00000000-0000-7000-8000-000000000000', 'nope', `${tile.id}0`]) {
      const { status, body } = await remove(id);
      expect([status, body]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
    }
  });

  test('is told of in its history, in whatever case its id was written', async () => {
    const tile = await addTile();
    const shouted = { ...tile, id: tile.id.toUpperCase() };
    expect((await remove(shouted.id)).status).toBe(204);
    expect((await restore(shouted.id)).status).toBe(200);
    const history = await call(`/api/credentials/${shouted.id}/history`, { headers: manage() });
    expect((history.body as { items: { action: string }[] }).items.map(({ action }) => action)).toEqual([
      'credential.restored',
      'credential.deleted',
      'credential.added',
    ]);
  });

  test('is not deleted by members and keys without the scope', async () => {
    const tile = await addTile();
    const { jar } = await signIn(member);
    for (const headers of [fromPage(jar), withKey(inject('keys').use)]) {
      expect((await remove(tile.id, {}, headers)).status).toBe(403);
      expect((await restore(tile.id, {}, headers)).status).toBe(403);
    }
    expect(await readTile(tile.id)).toEqual(tile);
  });
});

test('no other method, and no word in its place, deletes or changes anything', async () => {
  const tile = await addTile();
  const path = `/api/credentials/${tile.id}`;
  for (const [method, address, headers] of [
    ['POST', path, { 'x-http-method-override': 'DELETE' }],
    ['POST', `${path}?_method=DELETE`, {}],
    ['GET', `${path}?_method=DELETE`, { 'x-http-method-override': 'DELETE' }],
    ['HEAD', path, { 'x-http-method': 'DELETE' }],
    ['OPTIONS', path, {}],
    ['GET', `${path}/rollback`, {}],
    ['GET', `${path}/restoration`, {}],
    ['GET', `${path}/token`, {}],
  ] as const)
    await call(address, { method, headers: { ...manage(), ...ifMatch(tile), ...headers } });
  expect(await readTile(tile.id)).toEqual(tile);
  for (const trick of [
    `//api/credentials/${tile.id}`,
    `/api/./credentials/${tile.id}`,
    `/api/%63redentials/${tile.id}`,
  ]) {
    const answer = await call(trick, { method: 'DELETE' });
    expect(answer.status).toBeGreaterThanOrEqual(300);
  }
  expect(await readTile(tile.id)).toEqual(tile);
});

describe('a credential in use', () => {
  test('is kept until it is told what becomes of what uses it', async () => {
    const tile = await addTile();
    const source = await addResource(tile.id);
    const destination = await addResource(tile.id, '/api/destinations');
    const answer = await remove(tile.id);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: 'credential_in_use',
      usedByTotal: 2,
      usedBy: [
        { kind: 'destination', id: destination.id, name: destination.name, owner: 'tests', lastUsedAt: null },
        { kind: 'source', id: source.id, name: source.name, owner: 'tests', lastUsedAt: null },
      ],
    });
    expect(await readTile(tile.id)).toMatchObject({ version: 1, usedBy: 2 });
  });

  test('lists a hundred of many', async () => {
    const tile = await addTile();
    await client.query(
      `INSERT INTO data_resource (id, kind, name, name_key, connector, credential_id, created_by_name)
       SELECT gen_random_uuid(), 'source', $2 || n, lower($2) || n, 'whatsapp-flows', $1, 'tests' FROM generate_series(1, 130) n`,
      [tile.id, freshName()],
    );
    const { usedBy, usedByTotal } = (await remove(tile.id)).body as {
      usedBy: unknown[];
      usedByTotal: number;
    };
    expect([usedBy.length, usedByTotal]).toEqual([100, 130]);
    const other = await addTile();
    expect((await remove(tile.id, { replaceWith: other.id })).status).toBe(204);
    expect((await readTile(other.id)).usedBy).toBe(130);
  });

  test('gives all of it to another one in the same moment', async () => {
    const [tile, other] = [await addTile(), await addTile()];
    const resources = [await addResource(tile.id), await addResource(tile.id, '/api/destinations')];
    expect((await remove(tile.id, { replaceWith: other.id })).status).toBe(204);
    for (const resource of resources)
      expect(await readResource(resource)).toMatchObject({ credentialId: other.id, version: 2 });
    const { rows } = await client.query(
      "SELECT target_name, details FROM audit_event WHERE action = 'resource.credential_changed' AND target_id = ANY($1)",
      [resources.map(({ id }) => id)],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0].details).toEqual({
      from: { id: tile.id, name: tile.name },
      to: { id: other.id, name: other.name },
    });
  });

  test('is detached only with its own name typed', async () => {
    const tile = await addTile();
    const resource = await addResource(tile.id);
    for (const query of [{ detach: 'true' }, { detach: 'true', confirm: 'something else' }] as Record<
      string,
      string
    >[]) {
      const answer = await remove(tile.id, query);
      expect([answer.status, answer.body]).toEqual([
        409,
        expect.objectContaining({ code: 'confirmation_required' }),
      ]);
    }
    expect((await remove(tile.id, { detach: 'true', confirm: tile.name })).status).toBe(204);
    const detached = await readResource(resource);
    expect(detached).toMatchObject({ credentialId: null, credential: null, version: 2 });
    const other = await addTile();
    const path = `/api/sources/${resource.id}`;
    const headers = { ...manage(), 'if-match': '"2"' };
    const answer = await call(path, { method: 'PATCH', json: { credentialId: other.id }, headers });
    expect(answer.body).toMatchObject({ credentialId: other.id, version: 3 });
  });

  test.each([
    ['one blank for two, a straight apostrophe, an accent apart', (tag: string) => `Cafe\u0301 Ada's ${tag}`],
    ['blanks around it and inside', (tag: string) => `  Café   Ada’s ${tag} `],
  ])('is deleted when its name is typed with %s', async (_how, typed) => {
    const tag = freshName();
    const tile = await addTile({ name: `Café  Ada’s ${tag}` });
    expect(tile.name).toBe(`Café Ada’s ${tag}`);
    await addResource(tile.id);
    const refused = await remove(tile.id, { detach: 'true', confirm: `Cafe Adas ${tag}` });
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({ code: 'confirmation_required' }),
    ]);
    expect((await remove(tile.id, { detach: 'true', confirm: typed(tag) })).status).toBe(204);
  });

  test('is not replaced by what can not take its place', async () => {
    const [tile, gone, bare] = [await addTile(), await addTile(), await addTile()];
    await addResource(tile.id);
    await remove(gone.id);
    await remove(bare.id);
    expect((await restore(bare.id)).status).toBe(200);
    for (const replaceWith of [tile.id, gone.id, bare.id, '00000000-0000-7000-8000-000000000000']) {
      const answer = await remove(tile.id, { replaceWith });
      expect([answer.status, answer.body]).toEqual([
        422,
        expect.objectContaining({ code: 'replacement_unfit' }),
      ]);
    }
    expect((await readTile(tile.id)).usedBy).toBe(1);
  });

  test('is not replaced by itself, in whatever case its id is written', async () => {
    const tile = await addTile();
    const resource = await addResource(tile.id);
    const answer = await remove(tile.id, { replaceWith: tile.id.toUpperCase() });
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ code: 'replacement_unfit' }),
    ]);
    expect((await readResource(resource)).credential).toMatchObject({ id: tile.id });
  });

  test.each<Record<string, string>>([
    { replaceWith: 'x' },
    { detach: 'yes' },
    { force: 'true' },
    { detach: 'true', confirm: 'x', replaceWith: '00000000-0000-7000-8000-000000000000' },
  ])('refuses the query %j', async (query) => {
    const tile = await addTile();
    expect((await remove(tile.id, query)).status).toBe(400);
    expect(await readTile(tile.id)).toEqual(tile);
  });
});
