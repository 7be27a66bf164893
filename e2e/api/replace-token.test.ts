/** Replacing tokens and rolling back, over HTTP, with a look at what is sealed. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Tile } from '../../lib/credential/look/tile.ts';
import { anyToken } from '../any-token.ts';
import { databaseUrlOf, member } from '../world.ts';
import { edit, manage, readTile, replace, rollBack, sealedOf, tileIn } from './changes.ts';
import { addTile, call, freshName, fromPage, script, signIn, withKey } from './client.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
});

afterAll(() => client.end());

const sealed = (id: string) => sealedOf(client, id);

const check = (tile: Tile) =>
  call(`/api/credentials/${tile.id}/inspection`, { method: 'POST', headers: manage() });

describe('a new token', () => {
  test('takes the place of the old one in the same credential, which can be rolled back to', async () => {
    const tile = await addTile({ description: 'stays' });
    const token = anyToken();
    const after = tileIn(await replace(tile, { accessToken: token }));
    expect(after).toMatchObject({
      id: tile.id,
      name: tile.name,
      description: 'stays',
      tokenLastFour: token.slice(-4),
      status: 'valid',
      version: 2,
      canRollBackUntil: expect.any(String),
    });
    expect(after.tokenFingerprint).not.toBe(tile.tokenFingerprint);
    const hours = (Date.parse(after.canRollBackUntil ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    expect(await sealed(tile.id)).toEqual(['token 1', 'token 2']);
    expect((await check(after)).body).toMatchObject({ verdict: 'usable' });
  });

  test('is never in the answer but for its last four', async () => {
    const tile = await addTile();
    const token = anyToken();
    const answer = await replace(tile, { accessToken: token });
    expect(tileIn(answer).tokenLastFour).toBe(token.slice(-4));
    for (const part of [token.slice(0, 16), token.slice(-12)]) expect(answer.text).not.toContain(part);
  });

  test.each([
    ['expired', 'token_expired'],
    ['revoked', 'token_rejected'],
    ['no-management', 'permission_missing'],
    ['brasil', 'waba_unreachable'],
    ['proof', 'app_secret_required'],
  ])('that Meta refuses (%s) leaves everything as it was', async (id, code) => {
    const tile = await addTile();
    const answer = await replace(tile, { accessToken: script(id).token });
    expect([answer.status, answer.body]).toEqual([422, expect.objectContaining({ code })]);
    expect(await readTile(tile.id)).toEqual(tile);
    expect(await sealed(tile.id)).toEqual(['token 1']);
  });

  test.each([
    ['limited', 503],
    ['error-html', 502],
    ['reset', 502],
    ['truncated', 502],
  ])('of which Meta can not be asked (%s) leaves everything as it was', async (id, status) => {
    const tile = await addTile();
    expect((await replace(tile, { accessToken: script(id).token })).status).toBe(status);
    expect(await readTile(tile.id)).toEqual(tile);
    expect(await sealed(tile.id)).toEqual(['token 1']);
  });

  test('whose sender leaves during the proof is not stored', async () => {
    const tile = await addTile();
    const abort = new AbortController();
    const pending = fetch(`${inject('world').url}/api/credentials/${tile.id}/token`, {
      method: 'PUT',
      headers: { ...manage(), 'content-type': 'application/json', 'if-match': '"1"' },
      body: JSON.stringify({ accessToken: script('slow').token }),
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 500);
    await expect(pending).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(await readTile(tile.id)).toEqual(tile);
  });

  test('that is the old one is refused as such', async () => {
    const token = anyToken();
    const tile = await addTile({ accessToken: token });
    const answer = await replace(tile, { accessToken: token });
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({
        code: 'token_unchanged',
        errors: [expect.objectContaining({ field: 'accessToken' })],
      }),
    ]);
  });

  test.each([
    '••••••••••••••••••••••••',
    '************************',
    '[secret]',
    'EAAB********************k9Zx',
    '',
    null,
  ])('is never a mask (%j)', async (accessToken) => {
    const tile = await addTile();
    const answer = await replace(tile, { accessToken });
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'accessToken' })] }),
    ]);
  });

  test('needs the version that it was made on', async () => {
    const tile = await addTile();
    const path = `/api/credentials/${tile.id}/token`;
    const json = { accessToken: anyToken() };
    expect((await call(path, { method: 'PUT', json, headers: manage() })).status).toBe(428);
    expect((await replace({ ...tile, version: 9 }, json)).status).toBe(412);
    expect(await readTile(tile.id)).toEqual(tile);
  });

  test('is refused from members and from keys without the scope, before Meta is asked', async () => {
    const tile = await addTile();
    const { jar } = await signIn(member);
    for (const headers of [fromPage(jar), withKey(inject('keys').use)]) {
      expect((await replace(tile, { accessToken: script('expired').token }, headers)).status).toBe(403);
      expect((await rollBack(tile, {}, headers)).status).toBe(403);
    }
    expect(await sealed(tile.id)).toEqual(['token 1']);
  });
});

describe('a token of another WABA or Meta app', () => {
  const wool = '90071992547409931';

  test('asks for the typed name, says what differs, and leaves everything as it was until then', async () => {
    const tile = await addTile();
    const body = { accessToken: script('other-app').token, wabaId: wool };
    for (const confirm of [undefined, 'something else']) {
      const answer = await replace(tile, { ...body, ...(confirm ? { confirm } : {}) });
      expect([answer.status, answer.body]).toEqual([
        409,
        expect.objectContaining({
          code: 'confirmation_required',
          differences: [
            {
              what: 'waba',
              from: { id: tile.wabaId, name: 'Lucky Shrub' },
              to: { id: wool, name: 'Wind & Wool' },
            },
            {
              what: 'app',
              from: { id: '634974688087057', name: 'Flowkeep sandbox' },
              to: { id: '1147236045698231', name: 'Lucky Shrub CRM' },
            },
          ],
        }),
      ]);
      expect(await readTile(tile.id)).toEqual(tile);
    }
    const after = tileIn(await replace(tile, { ...body, confirm: tile.name }));
    expect(after).toMatchObject({ wabaId: wool, wabaName: 'Wind & Wool', appName: 'Lucky Shrub CRM' });
    expect(tileIn(await rollBack(after))).toMatchObject({ wabaId: tile.wabaId, appName: 'Flowkeep sandbox' });
  });

  test('also when Meta does not tell the app, since nothing shows that it is the same', async () => {
    const tile = await addTile();
    const { token } = script('no-self-inspection');
    const answer = await replace(tile, { accessToken: token });
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({ differences: [expect.objectContaining({ what: 'app' })] }),
    ]);
    // What was known of the old token is not said of the new one.
    expect(tileIn(await replace(tile, { accessToken: token, confirm: tile.name }))).toMatchObject({
      tokenKind: null,
      tokenNeverExpires: false,
      scopes: [],
      appId: null,
      appName: null,
    });
  });
});

describe('the App Secret', () => {
  const withProof = () => {
    const { token, wabaId, appSecret } = script('proof');
    return addTile({ accessToken: token, wabaId, appSecret });
  };

  test('stays with the credential when none is given, and is sealed anew for the new token', async () => {
    const tile = await withProof();
    const after = tileIn(await replace(tile, { accessToken: anyToken() }));
    expect(after.hasAppSecret).toBe(true);
    expect(await sealed(tile.id)).toEqual(['token 1', 'app_secret 1', 'token 2', 'app_secret 2']);
  });

  test('goes with null, and comes back with a roll back', async () => {
    const tile = await withProof();
    const after = tileIn(await replace(tile, { accessToken: anyToken(), appSecret: null }));
    expect(after.hasAppSecret).toBe(false);
    const back = tileIn(await rollBack(after));
    expect(back.hasAppSecret).toBe(true);
    expect((await check(back)).body).toMatchObject({ verdict: 'usable' });
  });
});

describe('the same token in two credentials', () => {
  test('is allowed, and each names the other', async () => {
    const token = anyToken();
    const one = await addTile({ accessToken: token });
    const other = await addTile({ accessToken: token });
    expect(other.sameTokenAs).toEqual([{ id: one.id, name: one.name }]);
    expect((await readTile(one.id)).sameTokenAs).toEqual([{ id: other.id, name: other.name }]);
    const third = await addTile();
    expect(tileIn(await replace(third, { accessToken: token })).sameTokenAs).toEqual(
      [other, one].map(({ id, name }) => ({ id, name })),
    );
  });

  test('is told of the three newest, the newest first, however they were changed since', async () => {
    const token = anyToken();
    const tile = await addTile({ accessToken: token });
    const others: Tile[] = [];
    for (let n = 0; n < 5; n++) others.push(await addTile({ accessToken: token }));
    const names: string[] = [];
    for (const other of others.slice(-3).reverse())
      names.push(tileIn(await edit(other, { name: freshName() })).name);
    expect((await readTile(tile.id)).sameTokenAs.map(({ name }) => name)).toEqual(names);
  });

  test('is not searched for by its fingerprint', async () => {
    const tile = await addTile();
    const answer = await call(`/api/credentials?q=${tile.tokenFingerprint}`, { headers: manage() });
    expect(answer.body).toMatchObject({ total: 0 });
  });
});

test('each change is one event with versions and fingerprints, and a refusal by Meta is one too', async () => {
  const tile = await addTile();
  const replaced = tileIn(await replace(tile, { accessToken: anyToken() }));
  await replace(replaced, { accessToken: script('expired').token });
  const back = tileIn(await rollBack(replaced));
  await edit(back, { description: 'new' });
  const history = await call(`/api/credentials/${tile.id}/history`, { headers: manage() });
  const { items } = history.body as { items: Record<string, unknown>[] };
  expect(items.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
    'credential.edited done',
    'credential.rolled_back done',
    'credential.token_replaced refused',
    'credential.token_replaced done',
    'credential.added done',
  ]);
  expect(items[0]?.details).toEqual({ changes: [{ field: 'description', from: '', to: 'new' }] });
  expect(items[3]?.details).toMatchObject({
    version: 2,
    previousVersion: 1,
    fingerprint: replaced.tokenFingerprint,
    previousFingerprint: tile.tokenFingerprint,
  });
  const inspections = await call(`/api/credentials/${tile.id}/inspections`, { headers: manage() });
  expect((inspections.body as { items: unknown[] }).items).toHaveLength(2);
});
