/** Rolling a token back, over HTTP, with a look at what is sealed. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Tile } from '../../lib/credential/look/tile.ts';
import { anyToken } from '../any-token.ts';
import { databaseUrlOf } from '../world.ts';
import { edit, manage, readTile, replace, rollBack, sealedOf, tileIn } from './changes.ts';
import { addTile, call, freshName } from './client.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
});

afterAll(() => client.end());

const check = (tile: Tile) =>
  call(`/api/credentials/${tile.id}/inspection`, { method: 'POST', headers: manage() });

describe('rolling back', () => {
  test('puts the token before back with what was known of it, and can be undone', async () => {
    const tile = await addTile();
    const replaced = tileIn(await replace(tile, { accessToken: anyToken() }));
    const back = tileIn(await rollBack(replaced));
    expect(back).toMatchObject({
      tokenFingerprint: tile.tokenFingerprint,
      tokenLastFour: tile.tokenLastFour,
      tokenSetAt: tile.tokenSetAt,
      checkedAt: tile.checkedAt,
      version: 3,
    });
    expect((await check(back)).body).toMatchObject({ verdict: 'usable' });
    expect(tileIn(await rollBack(back)).tokenFingerprint).toBe(replaced.tokenFingerprint);
  });

  test('reaches past a bad replacement, to any version that is still kept', async () => {
    const tile = await addTile();
    const second = tileIn(await replace(tile, { accessToken: anyToken() }));
    const third = tileIn(await replace(second, { accessToken: anyToken() }));
    const back = tileIn(await rollBack(third, { version: 1 }));
    expect(back.tokenFingerprint).toBe(tile.tokenFingerprint);
    const fourth = tileIn(await replace(back, { accessToken: anyToken() }));
    expect(await sealedOf(client, tile.id)).toEqual(['token 1', 'token 2', 'token 3', 'token 4']);
    expect(fourth.version).toBe(5);
  });

  test('is refused where nothing was replaced, and after the grace time', async () => {
    const tile = await addTile();
    const nothing = { status: 409, body: expect.objectContaining({ code: 'nothing_to_roll_back' }) };
    expect(await rollBack(tile)).toMatchObject(nothing);
    const after = tileIn(await replace(tile, { accessToken: anyToken() }));
    await client.query(
      "UPDATE retired_token SET destroy_after = now() - interval '1 s' WHERE credential_id = $1",
      [tile.id],
    );
    expect(await rollBack(after)).toMatchObject(nothing);
    expect(await rollBack(after, { version: 1 })).toMatchObject(nothing);
    expect((await readTile(tile.id)).canRollBackUntil).toBeNull();
  });

  test('keeps name, description and version of the API as they are now', async () => {
    const tile = await addTile();
    const replaced = tileIn(await replace(tile, { accessToken: anyToken() }));
    const name = freshName();
    const edited = tileIn(await edit(replaced, { name, apiVersion: 'v25.0' }));
    expect(tileIn(await rollBack(edited))).toMatchObject({ name, apiVersion: 'v25.0' });
  });

  test('needs the version that it was made on', async () => {
    const tile = await addTile();
    const after = tileIn(await replace(tile, { accessToken: anyToken() }));
    const path = `/api/credentials/${tile.id}/rollback`;
    expect((await call(path, { json: {}, headers: manage() })).status).toBe(428);
    expect((await rollBack(tile)).status).toBe(412);
    expect(await readTile(tile.id)).toEqual(after);
  });
});
