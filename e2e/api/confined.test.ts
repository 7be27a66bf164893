/** A key that is confined to some credentials, over HTTP: whatever it tries, it learns nothing of the others. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tile } from '../../lib/credential/look/tile.ts';
import type { ResourceView } from '../../lib/resource/view.ts';
import { anyToken } from '../any-token.ts';
import { admin } from '../world.ts';
import { edit, ifMatch, manage, readTile, remove, replace, restore, tileIn } from './changes.ts';
import { type Answer, addTile, call, freshName, fromPage, goodBody, signIn, withKey } from './client.ts';
import { addResource } from './dependants.ts';

let mine: Tile;
/** Within reach too; it is deleted here, with the other in its place, and brought back. */
let moved: Tile;
let other: Tile;
let own: ResourceView;
let foreign: ResourceView;
let confined: Record<string, string>;

beforeAll(async () => {
  const accessToken = anyToken();
  [mine, moved, other] = [await addTile({ accessToken }), await addTile(), await addTile({ accessToken })];
  [own, foreign] = [await addResource(mine.id), await addResource(other.id)];
  const { jar } = await signIn(admin);
  const json = { name: freshName(), scopes: ['manage', 'use'], credentialIds: [mine.id, moved.id] };
  const made = await call('/api/keys', { json, headers: fromPage(jar) });
  expect(made.status).toBe(201);
  const { key } = made.body as { key: string };
  confined = withKey(key);
});

/** Expects of an answer that it holds nothing by which another credential, or what uses it, is known. */
function tellsNothing({ text, headers }: Answer): void {
  const said = text + JSON.stringify([...headers]);
  for (const { id, name } of [other, foreign]) {
    expect(said).not.toContain(id);
    expect(said).not.toContain(name);
  }
}

/** Expects that a taken name is told as taken, and as nothing more. */
function isTaken(answer: Answer): void {
  const message = 'This name is taken. Choose another one.';
  const { requestId: _id, ...body } = answer.body as Record<string, unknown>;
  expect(body).toEqual({
    type: expect.any(String),
    title: expect.any(String),
    status: 409,
    code: 'name_taken',
    detail: message,
    errors: [{ field: 'name', code: 'name_taken', message }],
  });
}

const send = (method: string, path: string, json?: unknown, headers = {}) =>
  call(path, { method, json, headers: { ...confined, ...headers } });

describe('a taken name is taken, no more', () => {
  test('of a credential', async () => {
    isTaken(await edit(await readTile(mine.id), { name: other.name.toUpperCase() }, confined));
  });

  test('of a source', async () => {
    const name = foreign.name.toUpperCase();
    const json = { name, connector: 'whatsapp-flows', credentialId: mine.id };
    isTaken(await send('POST', '/api/sources', json));
    isTaken(await send('PATCH', `/api/sources/${own.id}`, { name }, ifMatch(own)));
  });

  test('of a credential that is brought back; and its history does not tell what took its place', async () => {
    const source = await addResource(moved.id);
    await remove(moved.id, { replaceWith: other.id });
    isTaken(await restore(moved.id, { name: other.name.toUpperCase() }, confined));
    const back = tileIn(await restore(moved.id, {}, confined));
    expect((await replace(back, { accessToken: anyToken() }, confined)).status).toBe(200);
    const history = await send('GET', `/api/credentials/${moved.id}/history`);
    tellsNothing(history);
    const { items } = history.body as { items: { action: string; details: unknown }[] };
    const deleted = { usedBy: 1, replacedWith: null, detached: false };
    expect(items.find(({ action }) => action === 'credential.deleted')?.details).toEqual(deleted);
    // What moved away is out of reach, like all that the other has.
    expect((await send('GET', `/api/sources/${source.id}`)).status).toBe(404);
    const whole = await call(`/api/credentials/${moved.id}/history`, { headers: manage() });
    expect(whole.text).toContain(other.id);
  });
});

test('no answer tells of another credential, nor tells it from one that never was', async () => {
  const never = '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
  const current = await readTile(mine.id);
  const resource = (credentialId: string) => ({
    name: freshName(),
    connector: 'whatsapp-flows',
    credentialId,
  });
  const ifSeen = ifMatch(current);
  const tries: ((credentialId: string, sourceId: string) => Promise<Answer>)[] = [
    (id) => send('GET', `/api/credentials/${id}`),
    (id) => send('GET', `/api/credentials/${id}/history`),
    (id) => send('GET', `/api/credentials/${id}/inspections`),
    (id) => send('GET', `/api/credentials/${id}/resources`),
    (id) => send('GET', `/api/credentials/${id}/choices?of=flows`),
    (id) => send('POST', `/api/credentials/${id}/inspection`),
    (id) => send('POST', `/api/credentials/${id}/restoration`, {}),
    (id) => send('POST', `/api/credentials/${id}/rollback`, {}, ifSeen),
    (id) => send('PATCH', `/api/credentials/${id}`, { description: 'x' }, ifSeen),
    (id) => send('PUT', `/api/credentials/${id}/token`, { accessToken: anyToken() }, ifSeen),
    (id) => send('DELETE', `/api/credentials/${id}`),
    (id) => send('DELETE', `/api/credentials/${mine.id}?replaceWith=${id}`),
    (id) => send('POST', '/api/sources', resource(id)),
    (id) => send('POST', '/api/destinations', resource(id)),
    (id) => send('PATCH', `/api/sources/${own.id}`, { credentialId: id }, ifMatch(own)),
    (id) =>
      send('POST', '/api/samples', {
        kind: 'source',
        connector: 'whatsapp-flows',
        credentialId: id,
        endpoint: 'list-flows',
      }),
    (_, id) => send('GET', `/api/sources/${id}`),
    (_, id) => send('POST', `/api/sources/${id}/sample`, {}),
    (_, id) => send('PATCH', `/api/sources/${id}`, { description: 'x' }, ifMatch(foreign)),
    (_, id) => send('DELETE', `/api/sources/${id}`),
    (id) => send('GET', `/graph/${id}/me`),
    (_, id) => send('GET', `/graph/${mine.id}/me`, undefined, { 'x-flowkeep-resource': id }),
  ];
  for (const attempt of tries) {
    const [hidden, missing] = [await attempt(other.id, foreign.id), await attempt(never, never)];
    tellsNothing(hidden);
    const withoutIds = ({ text }: Answer) => text.replace(/"(requestId|fbtrace_id)":"[^"]*"/g, '');
    expect([hidden.status, withoutIds(hidden)]).toEqual([missing.status, withoutIds(missing)]);
    expect([400, 404, 422]).toContain(hidden.status);
  }
  expect(await readTile(other.id)).toMatchObject({ version: other.version });
});

test('lists, searches, counts and conflicts hold only what is within reach', async () => {
  const q = encodeURIComponent(other.name);
  for (const [path, total] of [
    ['/api/credentials', 2],
    [`/api/credentials?q=${q}`, 0],
    ['/api/sources', 1],
    [`/api/sources?q=${q}`, 0],
    [`/api/sources?q=${encodeURIComponent(foreign.name)}`, 0],
    ['/api/destinations', 0],
    [`/api/credentials/${mine.id}/resources`, 1],
  ] as const) {
    const answer = await send('GET', path);
    tellsNothing(answer);
    expect([path, answer.body]).toEqual([path, expect.objectContaining({ total })]);
  }
  tellsNothing(await send('GET', '/api/credentials/deleted'));
  // Both have the same token: the tile of one names the other only to those who may know of it.
  expect((await readTile(mine.id)).sameTokenAs).toEqual([{ id: other.id, name: other.name }]);
  expect((await send('GET', `/api/credentials/${mine.id}`)).body).toMatchObject({ sameTokenAs: [] });
  const stale = { ...mine, version: mine.version + 7 };
  tellsNothing(await edit(stale, { description: 'x' }, confined));
  for (const path of ['/api/members', '/api/audit-events', '/api/keys'])
    expect((await send('GET', path)).status).toBe(403);
  expect((await send('POST', '/api/credentials', goodBody({ name: other.name }))).status).toBe(403);
});
