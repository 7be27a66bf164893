/** Several people and pipelines at once on one credential: one order holds, and nobody meets half a change. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Tile } from '../../lib/credential/look/tile.ts';
import { anyToken } from '../any-token.ts';
import { databaseUrlOf, operate } from '../world.ts';
import { edit, manage, readTile, replace, rollBack, tileIn } from './changes.ts';
import { type Answer, addTile, call, freshName, script } from './client.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
});

afterAll(() => client.end());

interface State {
  name: string;
  fingerprint: string;
  deleted: boolean;
  envelopes: number;
  audited: { action: string; fingerprint: string | null };
}

/** The row, how many envelopes its token in use has, and what the audit trail says was done last. */
async function stateOf(id: string): Promise<State> {
  const { rows } = await client.query(
    `SELECT c.name, c.token_fingerprint AS fingerprint, c.deleted_at IS NOT NULL AS deleted,
       (SELECT count(*)::int FROM sealed_secret s
        WHERE s.credential_id = c.id AND s.purpose = 'token' AND s.version = c.token_version) AS envelopes,
       (SELECT json_build_object('action', e.action, 'fingerprint', e.details->>'fingerprint') FROM audit_event e
        WHERE e.target_id = c.id::text AND e.outcome = 'done' AND e.details ? 'fingerprint'
        ORDER BY seq DESC LIMIT 1) AS audited
     FROM credential c WHERE c.id = $1`,
    [id],
  );
  return rows[0];
}

const inspect = (id: string) =>
  call(`/api/credentials/${id}/inspection`, { method: 'POST', headers: manage() });
const remove = (id: string) => call(`/api/credentials/${id}`, { method: 'DELETE', headers: manage() });

type Operation = (tile: Tile) => Promise<Answer>;

const operations: Record<string, Operation> = {
  edit: (tile) => edit(tile, { name: freshName() }),
  replace: (tile) => replace(tile, { accessToken: anyToken() }),
  'roll back': (tile) => rollBack(tile),
  delete: ({ id }) => remove(id),
  inspect: ({ id }) => inspect(id),
  'change its version': (tile) => edit(tile, { apiVersion: 'v25.0' }),
};

/** Without the lock on the row, none of these took more than three to fail. */
const rounds = 50;

const names = Object.keys(operations);
const pairs = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const));

describe('of two changes at the same instant one order holds', () => {
  test.each(pairs)('%s and %s', async (one, other) => {
    for (let round = 0; round < 5; round++) {
      const replaced = tileIn(await replace(await addTile(), { accessToken: anyToken() }));
      const both = [operations[one], operations[other]].map((operation) => operation?.(replaced));
      const statuses = (await Promise.all(both)).map((answer) => answer?.status ?? 0);
      // Done, stale, gone, or (for an inspection) without a token to ask about; never a fault.
      for (const status of statuses) expect([200, 204, 412, 404, 409]).toContain(status);
      expect(statuses.some((status) => status === 200 || status === 204)).toBe(true);
      const state = await stateOf(replaced.id);
      expect(state.envelopes).toBe(state.deleted ? 0 : 1);
      expect(state.audited.fingerprint).toBe(state.fingerprint);
    }
  });

  test('a name is never stored with a token that was not its own', async () => {
    let tile = await addTile();
    for (let round = 0; round < rounds; round++) {
      const [edited, replaced] = await Promise.all([
        edit(tile, { name: freshName() }),
        replace(tile, { accessToken: anyToken() }),
      ]);
      // Both were made on the same version, so exactly one of them can have been stored.
      expect([edited.status, replaced.status].sort()).toEqual([200, 412]);
      const stored = tileIn(edited.status === 200 ? edited : replaced);
      const now = await readTile(tile.id);
      expect([now.name, now.tokenFingerprint]).toEqual([stored.name, stored.tokenFingerprint]);
      tile = now;
    }
  });
});

test('of two replacements one is stored whole', async () => {
  let tile = await addTile();
  for (let round = 0; round < rounds; round++) {
    const tokens = [anyToken(), anyToken()];
    const answers = await Promise.all(tokens.map((accessToken) => replace(tile, { accessToken })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    tile = await readTile(tile.id);
    const stored = tokens[answers.findIndex(({ status }) => status === 200)];
    expect(tile.tokenLastFour).toBe(stored?.slice(-4));
  }
});

test('of an edit and a deletion both may happen, and then the edit was first', async () => {
  for (let round = 0; round < rounds; round++) {
    const tile = await addTile();
    const name = freshName();
    const [edited, removed] = await Promise.all([edit(tile, { name }), remove(tile.id)]);
    expect(removed.status).toBe(204);
    expect([200, 404]).toContain(edited.status);
    const state = await stateOf(tile.id);
    expect([state.deleted, state.envelopes]).toEqual([true, 0]);
    expect(state.name).toBe(edited.status === 200 ? name : tile.name);
  }
});

// Each waits for the slow token, and for nothing else.
describe.concurrent('while Graph takes its time', () => {
  test('an inspection that began with the old token is not written on the new one', async () => {
    const { token, wabaId } = script('slow');
    const tile = await addTile({ accessToken: token, wabaId });
    const slow = inspect(tile.id);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const replaced = tileIn(await replace(tile, { accessToken: anyToken() }));
    expect((await slow).status).toBe(200);
    expect(await readTile(tile.id)).toEqual(replaced);
  });

  test('an inspection that ends after the deletion changes nothing', async () => {
    const { token, wabaId } = script('slow');
    const tile = await addTile({ accessToken: token, wabaId });
    const slow = inspect(tile.id);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await remove(tile.id)).status).toBe(204);
    expect((await slow).status).toBe(200);
    expect(await stateOf(tile.id)).toMatchObject({ deleted: true, envelopes: 0 });
  });

  test('a right taken away between check and write counts at the write', async () => {
    const world = inject('world');
    const key = await operate(world, ['key', 'create', '--name', freshName(), '--scope', 'manage']);
    const { token, wabaId } = script('slow');
    const tile = await addTile();
    const slow = replace(tile, { accessToken: token, wabaId }, { authorization: `Bearer ${key}` });
    await new Promise((resolve) => setTimeout(resolve, 700));
    await client.query('UPDATE api_key SET revoked_at = now() WHERE last_four = $1', [key.slice(-4)]);
    expect((await slow).status).toBe(401);
    expect(await readTile(tile.id)).toEqual(tile);
  });
});

test('the audit trail is whole after all of it', async () => {
  expect(await operate(inject('world'), ['audit', 'verify'])).toBe('The audit trail is whole.');
});
