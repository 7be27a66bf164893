import { describe, expect, inject, test } from 'vitest';
import { resourceViewSchema } from '../../lib/resource/view.ts';
import { remove, restore } from './changes.ts';
import { addTile, call, freshName, withKey } from './client.ts';

const manage = () => withKey(inject('keys').manage);

describe.each(['source', 'destination'])('a data %s', (kind) => {
  const path = `/api/${kind}s`;
  const create = (changes: Record<string, unknown>) =>
    call(path, { json: { name: freshName(), connector: 'whatsapp-flows', ...changes }, headers: manage() });

  test('is created with a credential, listed and read', async () => {
    const tile = await addTile();
    const answer = await create({ credentialId: tile.id, description: 'weekly' });
    expect(answer.status).toBe(201);
    const view = resourceViewSchema.strict().parse(answer.body);
    expect(answer.headers.get('location')).toBe(`${path}/${view.id}`);
    expect(view).toMatchObject({ kind, description: 'weekly', credential: { id: tile.id, status: 'valid' } });
    const read = await call(`${path}/${view.id}`, { headers: manage() });
    expect(read.body).toEqual(view);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(read.headers.get('etag')).toBe('"1"');
    const list = await call(`${path}?q=${encodeURIComponent(view.name)}`, { headers: manage() });
    const { parameters: _, ...item } = view;
    expect(list.body).toMatchObject({ total: 1, items: [item] });
  });

  test('is created once, however often its request comes under one Idempotency-Key', async () => {
    const json = { name: freshName(), connector: 'whatsapp-flows', credentialId: (await addTile()).id };
    const headers = { ...manage(), 'idempotency-key': freshName().replaceAll(' ', '-') };
    const create = () => call(path, { json, headers });
    const answers = await Promise.all([create(), create(), create()]);
    const [made] = answers.filter(({ status }) => status === 201);
    for (const { status, body } of answers) {
      if (status === 201) expect(body).toEqual(made?.body);
      else expect(body).toMatchObject({ code: 'request_under_way' });
    }
    const again = await create();
    expect([again.status, again.body]).toEqual([201, made?.body]);
    for (const name of ['etag', 'location']) expect(again.headers.get(name)).toBe(made?.headers.get(name));
    const list = await call(`${path}?q=${encodeURIComponent(json.name)}`, { headers: manage() });
    expect(list.body).toMatchObject({ total: 1 });
  });

  test('counts on the tile of its credential', async () => {
    const tile = await addTile();
    await create({ credentialId: tile.id });
    await create({ credentialId: tile.id });
    const after = await call(`/api/credentials/${tile.id}`, { headers: manage() });
    expect(after.body).toMatchObject({ usedBy: 2 });
  });

  test('needs a credential that exists', async () => {
    const answer = await create({ credentialId: '00000000-0000-7000-8000-000000000000' });
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({
        code: 'credential_not_found',
        errors: [expect.objectContaining({ field: 'credentialId' })],
      }),
    ]);
  });

  test('takes no credential without a token, neither when created nor when edited', async () => {
    const [bare, tile] = [await addTile(), await addTile()];
    await remove(bare.id);
    expect((await restore(bare.id)).status).toBe(200);
    const { id } = resourceViewSchema.parse((await create({ credentialId: tile.id })).body);
    const headers = { ...manage(), 'if-match': '"1"' };
    const json = { credentialId: bare.id };
    for (const answer of [
      await create(json),
      await call(`${path}/${id}`, { method: 'PATCH', json, headers }),
    ]) {
      const errors = [expect.objectContaining({ field: 'credentialId' })];
      expect([answer.status, answer.body]).toEqual([
        409,
        expect.objectContaining({ code: 'token_missing', errors }),
      ]);
    }
    const after = await call(`${path}/${id}`, { headers: manage() });
    expect(after.body).toMatchObject({ credentialId: tile.id, version: 1 });
  });

  test('has a name of its own: a taken one answers 409 with a free one', async () => {
    const tile = await addTile();
    const name = freshName();
    expect((await create({ name, credentialId: tile.id })).status).toBe(201);
    const taken = await create({ name: name.toUpperCase(), credentialId: tile.id });
    expect([taken.status, taken.body]).toEqual([409, expect.objectContaining({ code: 'name_taken' })]);
    const { suggestion } = taken.body as { suggestion: string };
    expect((await create({ name: suggestion, credentialId: tile.id })).status).toBe(201);
  });

  test.each([
    { credentialId: 'x' },
    { credentialId: null },
    { connector: 'other' },
    { endpoint: 'x' },
    { id: 'x' },
    { name: '' },
  ])('refuses %j', async (changes) => {
    const tile = await addTile();
    expect((await create({ credentialId: tile.id, ...changes })).status).toBe(400);
  });

  test('of another kind is not found here', async () => {
    const tile = await addTile();
    const { id } = resourceViewSchema.parse((await create({ credentialId: tile.id })).body);
    const other = kind === 'source' ? '/api/destinations' : '/api/sources';
    expect((await call(`${other}/${id}`, { headers: manage() })).status).toBe(404);
  });
});

test('a source and a destination may have the same name', async () => {
  const tile = await addTile();
  const json = { name: freshName(), connector: 'whatsapp-flows', credentialId: tile.id };
  expect((await call('/api/sources', { json, headers: manage() })).status).toBe(201);
  expect((await call('/api/destinations', { json, headers: manage() })).status).toBe(201);
});

test('connectors are listed', async () => {
  const answer = await call('/api/connectors', { headers: manage() });
  expect(answer.body).toMatchObject({ items: [{ id: 'whatsapp-flows', kinds: ['source', 'destination'] }] });
});
