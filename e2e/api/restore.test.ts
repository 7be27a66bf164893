/** Bringing deleted credentials back, over HTTP: the record returns, and asks for a token. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { anyToken } from '../any-token.ts';
import { databaseUrlOf } from '../world.ts';
import { manage, remove, replace, restore, tileIn } from './changes.ts';
import { addTile, call } from './client.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
});

afterAll(() => client.end());

describe('bringing back', () => {
  test('restores the record, which then asks for a token', async () => {
    const tile = await addTile({ description: 'stays' });
    await remove(tile.id);
    const deleted = await call('/api/credentials/deleted', { headers: manage() });
    expect((deleted.body as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining({ id: tile.id, name: tile.name, deletedBy: 'tests' }),
    );
    const back = tileIn(await restore(tile.id));
    expect(back).toMatchObject({
      id: tile.id,
      name: tile.name,
      description: 'stays',
      status: 'invalid',
      reason: 'token_missing',
      locked: false,
      version: 3,
    });
    const inspection = await call(`/api/credentials/${tile.id}/inspection`, {
      method: 'POST',
      headers: manage(),
    });
    expect([inspection.status, inspection.body]).toEqual([
      409,
      expect.objectContaining({ code: 'token_missing' }),
    ]);
    const alive = tileIn(await replace(back, { accessToken: anyToken() }));
    expect(alive).toMatchObject({ status: 'valid', canRollBackUntil: null });
  });

  test('takes the very token that it had before', async () => {
    const accessToken = anyToken();
    const tile = await addTile({ accessToken });
    await remove(tile.id);
    expect(tileIn(await replace(tileIn(await restore(tile.id)), { accessToken })).status).toBe('valid');
  });

  test('asks for another name when the old one was taken', async () => {
    const tile = await addTile();
    await remove(tile.id);
    const other = await addTile({ name: tile.name.toUpperCase() });
    const answer = await restore(tile.id);
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({ code: 'name_taken', existingId: other.id }),
    ]);
    const { suggestion } = answer.body as { suggestion: string };
    expect(tileIn(await restore(tile.id, { name: suggestion })).name).toBe(suggestion);
  });

  test('is over after 30 days, and does nothing for what is not deleted', async () => {
    const [old, alive] = [await addTile(), await addTile()];
    await remove(old.id);
    await client.query(
      "UPDATE credential SET deleted_at = now() - interval '30 days 1 minute' WHERE id = $1",
      [old.id],
    );
    for (const id of [old.id, alive.id, 'nope', '00000000-0000-7000-8000-000000000000'])
      expect((await restore(id)).status).toBe(404);
    const deleted = await call('/api/credentials/deleted', { headers: manage() });
    expect(JSON.stringify(deleted.body)).not.toContain(old.id);
  });
});
