/** The audit trail over HTTP: who may read it, how it is filtered, and that reading it is in it. */
import pg from 'pg';
import { beforeAll, expect, inject, test } from 'vitest';
import { type TrailEvent, trailSchema } from '../../lib/access/audit-trail.ts';
import { newApiKeySchema } from '../../lib/access/keys/api-key-schema.ts';
import type { History } from '../../lib/credential/look/history.ts';
import type { Tile } from '../../lib/credential/look/tile.ts';
import { admin, databaseUrlOf, member } from '../world.ts';
import { edit, tileIn } from './changes.ts';
import { addTile, call, freshName, fromPage, goodBody, type Jar, signIn, withKey } from './client.ts';

let jar: Jar;

beforeAll(async () => {
  ({ jar } = await signIn(admin));
});

async function read(
  query: Record<string, string> = {},
): Promise<{ items: TrailEvent[]; nextCursor: string | null }> {
  const answer = await call(`/api/audit-events?${new URLSearchParams(query)}`, { headers: jar.header });
  expect(answer.status).toBe(200);
  return trailSchema.strict().parse(answer.body);
}

test('newest first, in pages that meet without gap or overlap', async () => {
  let tile = await addTile();
  for (const description of ['one', 'two', 'three', 'four']) tile = tileIn(await edit(tile, { description }));
  const credential = tile.id;
  const all = (await read({ credential })).items.map(({ seq }) => seq);
  expect(all).toHaveLength(5);
  expect(all).toEqual(all.toSorted((a, b) => Number(b) - Number(a)));
  const first = await read({ credential, limit: '2' });
  const second = await read({ credential, limit: '2', cursor: first.nextCursor ?? '' });
  const third = await read({ credential, limit: '2', cursor: second.nextCursor ?? '' });
  expect([...first.items, ...second.items, ...third.items].map(({ seq }) => seq)).toEqual(all);
  expect(third.nextCursor).toBeNull();
});

test('reading is an event too, wherever it begins and in whatever form', async () => {
  const tile = await addTile();
  const { items } = await read({ credential: tile.id });
  const beginnings = [items[0]?.seq ?? '', '999999999999999999', '1'];
  for (const cursor of beginnings) await read({ credential: tile.id, cursor });
  const path = `/api/audit-events?credential=${tile.id}&cursor=2`;
  expect((await call(path, { method: 'HEAD', headers: jar.header })).status).toBe(200);
  const pages = [`/audit?credential=${tile.id}`, `/audit?credential=${tile.id}&cursor=999999999999999998`];
  for (const page of pages) expect((await call(page, { headers: jar.header })).status).toBe(200);
  const looks = (await read({ action: 'audit.read', limit: '100' })).items.filter(
    ({ details }) => details.credential === tile.id,
  );
  expect(looks.map(({ details }) => details.before).toReversed()).toEqual([
    null,
    ...beginnings,
    '2',
    null,
    '999999999999999998',
  ]);
});

test('by credential, by person and by kind of event', async () => {
  const tile = await addTile();
  const byCredential = await read({ credential: tile.id });
  expect(byCredential.items.map(({ action }) => action)).toEqual(['credential.added']);
  expect(byCredential.items[0]).toMatchObject({ targetName: tile.name, actorName: 'tests', outcome: 'done' });
  const byKind = await read({ action: 'credential.added', limit: '100' });
  expect(new Set(byKind.items.map(({ action }) => action))).toEqual(new Set(['credential.added']));
  const without = await read({ credential: tile.id, action: '-credential.added' });
  expect(without.items).toEqual([]);
  expect(await read({ credential: tile.id, action: '-credential.used' })).toEqual(byCredential);
  const person = (await read({ action: 'audit.read' })).items[0]?.actorId ?? '';
  const byPerson = await read({ person });
  expect(new Set(byPerson.items.map(({ actorName }) => actorName))).toEqual(new Set(['ada']));
});

test('by day, the last one included, as its reader counts them', async () => {
  const tile = await addTile();
  const credential = tile.id;
  const { at = '' } = (await read({ credential })).items[0] ?? {};
  // Where it is noon now, no midnight is near, whenever this runs.
  const offset = 12 - new Date(at).getUTCHours();
  const zone = offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
  const dayAt = (days: number) =>
    new Date(Date.parse(at) + (offset + days * 24) * 3_600_000).toISOString().slice(0, 10);
  const [yesterday, today, tomorrow] = [dayAt(-1), dayAt(0), dayAt(1)];
  const count = async (query: Record<string, string>) =>
    (await read({ credential, zone, ...query })).items.length;
  expect(await count({ from: today, to: today })).toBe(1);
  expect(await count({ from: yesterday, to: tomorrow })).toBe(1);
  expect(await count({ to: today })).toBe(1);
  expect(await count({ from: today })).toBe(1);
  expect(await count({ to: yesterday })).toBe(0);
  expect(await count({ from: tomorrow })).toBe(0);
  const page = await call(`/audit?credential=${credential}&from=${today}&to=${today}&zone=${zone}`, {
    headers: jar.header,
  });
  expect(page.text).toContain(`href="/credentials/${credential}"`);
  const looks = (await read({ action: 'audit.read', limit: '20' })).items;
  expect(looks.map(({ details }) => details)).toContainEqual(
    expect.objectContaining({ credential, from: today, to: today, zone }),
  );
});

test('the trail is refused to members, to use keys and to keys confined to credentials', async () => {
  const tile = await addTile();
  const json = { name: freshName(), scopes: ['manage'], credentialIds: [tile.id] };
  const made = await call('/api/keys', { json, headers: fromPage(jar) });
  const { key } = newApiKeySchema.parse(made.body);
  const { jar: theirs } = await signIn(member);
  for (const headers of [theirs.header, withKey(inject('keys').use), withKey(key)])
    expect((await call('/api/audit-events', { headers })).status).toBe(403);
  expect((await call('/api/audit-events', { headers: withKey(inject('keys').manage) })).status).toBe(200);
  expect((await call('/api/audit-events')).status).toBe(401);
});

test('people stand there with their addresses, in the history only for those who may know them', async () => {
  const { jar: theirs } = await signIn(member);
  const tile = (await call('/api/credentials', { json: goodBody(), headers: fromPage(theirs) })).body as Tile;
  const [event] = (await read({ credential: tile.id })).items;
  expect(event).toMatchObject({ actorName: 'Mo', actorEmail: member.email, targetEmail: null });
  const { manage, use } = inject('keys');
  const address = async (headers: Record<string, string>) =>
    ((await call(`/api/credentials/${tile.id}/history`, { headers })).body as History).items[0]?.actorEmail;
  expect(await address(theirs.header)).toBe(member.email);
  expect(await address(withKey(manage))).toBe(member.email);
  expect(await address(withKey(use))).toBeNull();
});

test.each([
  'person=x',
  'credential=1',
  'action=drop%20table',
  'action=--credential.used',
  'cursor=-1',
  'cursor=9999999999999999999',
  'limit=1e9',
  'q=x',
  'person=a&person=b',
  'from=yesterday',
  'to=2026-02-30',
  'from=2026-01-02&to=2026-01-01',
  'zone=Nowhere%2FLand',
])('the query %s is refused', async (query) => {
  const answer = await call(`/api/audit-events?${query}`, { headers: jar.header });
  expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ code: 'invalid_input' })]);
});

test('a page of a million events is read by an index, whatever the filter', async () => {
  const client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
  try {
    // As on a long trail, where these would cost more.
    for (const way of ['seqscan', 'bitmapscan', 'sort']) await client.query(`SET enable_${way} = off`);
    for (const where of ['true', "actor_id = 'x'", "target_id = 'x'", "action = 'credential.added'"]) {
      const { rows } = await client.query(
        `EXPLAIN SELECT * FROM audit_event WHERE ${where} AND seq < 900 ORDER BY seq DESC LIMIT 51`,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index Scan( Backward)? using/);
      expect(plan).not.toMatch(/Sort/);
    }
  } finally {
    await client.end();
  }
});
