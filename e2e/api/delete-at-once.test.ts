/** Deletions that meet each other, and what is being created or moved at the same instant. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ResourceView } from '../../lib/resource/view.ts';
import { databaseUrlOf } from '../world.ts';
import { manage, remove } from './changes.ts';
import { addTile, call } from './client.ts';
import { addResource, createResource, readResource } from './dependants.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
});

afterAll(() => client.end());

describe('at the same instant', () => {
  test('two that name each other as replacement: one goes, the other takes over', async () => {
    for (let round = 0; round < 20; round++) {
      const [one, other] = [await addTile(), await addTile()];
      const resources = [await addResource(one.id), await addResource(other.id)];
      const answers = await Promise.all([
        remove(one.id, { replaceWith: other.id }),
        remove(other.id, { replaceWith: one.id }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 422]);
      const left = answers[0]?.status === 204 ? other : one;
      for (const resource of resources) expect((await readResource(resource)).credentialId).toBe(left.id);
    }
  });

  test('a resource that is being created is counted or refused, never left behind', async () => {
    for (let round = 0; round < 50; round++) {
      const tile = await addTile();
      const [created, removed] = await Promise.all([createResource(tile.id), remove(tile.id)]);
      expect([`${created.status} ${removed.status}`]).toContainEqual(
        created.status === 201 ? '201 409' : '422 204',
      );
    }
  });

  test('a resource that is being created goes along with the others, or is refused', async () => {
    for (let round = 0; round < 50; round++) {
      const [tile, other] = [await addTile(), await addTile()];
      const replaces = round % 2 === 0;
      const query: Record<string, string> = replaces
        ? { replaceWith: other.id }
        : { detach: 'true', confirm: tile.name };
      const [created, removed] = await Promise.all([createResource(tile.id), remove(tile.id, query)]);
      expect(`${created.status} ${removed.status}`).toMatch(/^(201|422) 204$/);
      if (created.status !== 201) continue;
      const { credentialId } = await readResource(created.body as ResourceView);
      expect(credentialId).toBe(replaces ? other.id : null);
    }
  });

  test('a resource that moves to it is counted or refused too', async () => {
    for (let round = 0; round < 25; round++) {
      const [from, to] = [await addTile(), await addTile()];
      const { id } = await addResource(from.id);
      const headers = { ...manage(), 'if-match': '"1"' };
      const move = call(`/api/sources/${id}`, { method: 'PATCH', json: { credentialId: to.id }, headers });
      const [moved, removed] = await Promise.all([move, remove(to.id)]);
      expect(`${moved.status} ${removed.status}`).toMatch(/^(200 409|422 204)$/);
    }
  });

  test('nothing was left with a credential that is gone', async () => {
    const { rows } = await client.query(
      'SELECT count(*)::int AS n FROM data_resource r JOIN credential c ON c.id = r.credential_id WHERE c.deleted_at IS NOT NULL',
    );
    expect(rows[0].n).toBe(0);
  });
});
