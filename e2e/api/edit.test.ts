/** Editing over HTTP: conditions, proofs, and what stays as it was. */
import { describe, expect, inject, test } from 'vitest';
import { member } from '../world.ts';
import { amongOthers, edit, manage, readTile, tileIn } from './changes.ts';
import { addTile, call, freshName, fromPage, script, signIn, withKey } from './client.ts';

const wool = '90071992547409931';

describe('an edit names the version that it was made on', () => {
  test('and is refused with 428 without', async () => {
    const tile = await addTile();
    for (const headers of [manage(), { ...manage(), 'if-match': '*' }]) {
      const path = `/api/credentials/${tile.id}`;
      const answer = await call(path, { method: 'PATCH', json: { name: freshName() }, headers });
      expect([answer.status, answer.body]).toEqual([
        428,
        expect.objectContaining({ code: 'precondition_required' }),
      ]);
    }
    expect(await readTile(tile.id)).toEqual(tile);
  });

  test('and answers the new tile with the next ETag', async () => {
    const tile = await addTile();
    const name = freshName();
    const answer = await edit(tile, { name });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(tileIn(answer)).toMatchObject({ name, version: 2, description: tile.description });
    expect((await readTile(tile.id)).name).toBe(name);
  });

  test.each(['"7"', 'W/"7"', '"x"', '""'])('and is refused with 412 for %s', async (tag) => {
    const tile = await addTile();
    const headers = { ...manage(), 'if-match': tag };
    const path = `/api/credentials/${tile.id}`;
    const answer = await call(path, { method: 'PATCH', json: { name: freshName() }, headers });
    expect([answer.status, answer.body]).toEqual([
      412,
      expect.objectContaining({ code: 'version_conflict' }),
    ]);
    expect(await readTile(tile.id)).toEqual(tile);
  });

  test.each(['1', 'null'])('and is refused with 400 for %s, which is no ETag', async (tag) => {
    const tile = await addTile();
    const headers = { ...manage(), 'if-match': tag };
    const path = `/api/credentials/${tile.id}`;
    const answer = await call(path, { method: 'PATCH', json: { name: freshName() }, headers });
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid_input' })]);
    expect(await readTile(tile.id)).toEqual(tile);
  });

  test.each(['W/"1"', '"1-gzip"'])('and is taken with %s, as servers in front rewrite it', async (tag) => {
    const tile = await addTile();
    const headers = { ...manage(), 'if-match': tag };
    const path = `/api/credentials/${tile.id}`;
    expect((await call(path, { method: 'PATCH', json: { name: freshName() }, headers })).status).toBe(200);
  });

  test('and learns from a refusal what stands now, and who put it there when', async () => {
    const tile = await addTile();
    const theirs = tileIn(await edit(tile, { description: 'theirs' }));
    const answer = await edit(tile, { description: 'mine' });
    expect(answer.status).toBe(412);
    expect(answer.body).toMatchObject({ current: theirs, changedBy: 'tests', changedAt: expect.any(String) });
  });

  test('of two at once, one is stored and the other is told', async () => {
    for (let round = 0; round < 20; round++) {
      const tile = await addTile();
      const names = [freshName(), freshName()];
      const answers = await Promise.all(names.map((name) => edit(tile, { name })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      const stored = names[answers.findIndex(({ status }) => status === 200)];
      expect(await readTile(tile.id)).toMatchObject({ name: stored, version: 2 });
    }
  });
});

describe('an absent field means keep', () => {
  test('and an edit that changes nothing is no new version', async () => {
    const tile = await addTile({ description: 'the same' });
    expect(tileIn(await edit(tile, { description: 'the same', name: tile.name }))).toEqual(tile);
  });

  test.each([
    [{}, ''],
    [{ name: null }, 'name'],
    [{ name: '' }, 'name'],
    [{ wabaId: '••••' }, 'wabaId'],
    [{ accessToken: 'EAAxxxxxxxxxxxxxxxxxxxxxx' }, 'accessToken'],
    [{ role: 'admin' }, 'role'],
    [{ id: 'x' }, 'id'],
    [{ version: 3 }, 'version'],
    [{ status: 'valid' }, 'status'],
    [{ createdAt: 'x' }, 'createdAt'],
    [{ tokenVersion: 2 }, 'tokenVersion'],
    [{ description: 'a\u0000b' }, 'description'],
  ])('and %j is refused with the field', async (changes, field) => {
    const tile = await addTile();
    const answer = await edit(tile, changes);
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({ errors: [expect.objectContaining({ field })] }),
    ]);
    expect(await readTile(tile.id)).toEqual(tile);
  });

  test('a token typed as a name is refused, and not named back', async () => {
    const tile = await addTile();
    const { token } = script('never-expiring');
    const answer = await edit(tile, { name: `Prod ${token}` });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(token.slice(0, 20));
  });
});

describe('a name', () => {
  test('that another credential has is refused with a free one', async () => {
    const [one, other] = [await addTile(), await addTile()];
    const answer = await edit(one, { name: other.name.toUpperCase() });
    expect([answer.status, answer.body]).toEqual([
      409,
      expect.objectContaining({ code: 'name_taken', existingId: other.id, suggestion: expect.any(String) }),
    ]);
  });

  test('of its own in other letters is allowed', async () => {
    const tile = await addTile({ name: `prod ${freshName()}` });
    expect(tileIn(await edit(tile, { name: tile.name.toUpperCase() })).name).toBe(tile.name.toUpperCase());
  });

  test('that two take at once goes to one of them', async () => {
    const [one, other] = [await addTile(), await addTile()];
    const name = freshName();
    const answers = await Promise.all([edit(one, { name }), edit(other, { name })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('WABA ID and API Version are proven first', () => {
  test('and what Meta says of them is taken over', async () => {
    const tile = await addTile();
    const after = tileIn(await edit(tile, { wabaId: wool, apiVersion: 'v18.0' }));
    expect(after).toMatchObject({
      wabaId: wool,
      wabaName: 'Wind & Wool',
      apiVersion: 'v18.0',
      servedVersion: 'v21.0',
      status: 'valid',
      version: 2,
    });
  });

  test.each([
    [{ wabaId: '999999999999999' }, 'waba_unreachable', 'wabaId'],
    [{ apiVersion: 'v99.0' }, 'version_unknown', 'apiVersion'],
  ])('%j is refused and leaves everything as it was', async (changes, code, field) => {
    const tile = await addTile();
    const answer = await edit(tile, { ...changes, name: freshName() });
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ code, errors: [expect.objectContaining({ field })] }),
    ]);
    expect(await readTile(tile.id)).toEqual(tile);
  });

  test.each([
    ['limited', 503, 'graph_limited'],
    ['error-json', 502, 'graph_error'],
    ['reset', 502, 'graph_unreachable'],
  ])('Graph dying on it (%s) leaves everything as it was', async (id, status, code) => {
    const { token, wabaId } = script(id);
    const tile = await addTile({ accessToken: token, wabaId, unchecked: true });
    const answer = await edit(tile, { apiVersion: 'v25.0', name: freshName() });
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code })]);
    expect(await readTile(tile.id)).toEqual(amongOthers(tile));
  });

  test('callers who accept lines see the steps of the proof', async () => {
    const tile = await addTile();
    const headers = { ...manage(), accept: 'application/x-ndjson' };
    const lines = (await edit(tile, { apiVersion: 'v25.0' }, headers)).text.trim().split('\n');
    expect(lines.length).toBe(7);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'result', status: 200 });
  });

  test('an edit by somebody else during the proof wins, and the proof is not written over it', async () => {
    const { token, wabaId } = script('slow');
    const tile = await addTile({ accessToken: token, wabaId });
    const slow = edit(tile, { apiVersion: 'v25.0' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const theirs = tileIn(await edit(tile, { description: 'theirs' }));
    expect((await slow).status).toBe(412);
    expect(await readTile(tile.id)).toEqual(amongOthers(theirs));
  });
});

test('members and keys without the scope are refused, and nothing is changed', async () => {
  const tile = await addTile();
  const { jar } = await signIn(member);
  for (const headers of [fromPage(jar), withKey(inject('keys').use)]) {
    const answer = await edit(tile, { name: freshName() }, headers);
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'forbidden' })]);
  }
  expect(await readTile(tile.id)).toEqual(tile);
});

test.each(['00000000-0000-7000-8000-000000000000', 'nope'])('the id %s is answered with 404', async (id) => {
  const path = `/api/credentials/${id}`;
  const headers = { ...manage(), 'if-match': '"1"' };
  const answer = await call(path, { method: 'PATCH', json: { name: freshName() }, headers });
  expect([answer.status, answer.body]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
});
