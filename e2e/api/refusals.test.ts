/** That whatever is refused leaves its event, in whatever form it was asked for and answered. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type TrailEvent, trailSchema } from '../../lib/access/audit-trail.ts';
import { newApiKeySchema } from '../../lib/access/keys/api-key-schema.ts';
import { newInvitationSchema } from '../../lib/access/people/member-schema.ts';
import { admin, databaseUrlOf } from '../world.ts';
import { addTile, call, freshName, fromPage, goodBody, type Jar, signIn, withKey } from './client.ts';

let jar: Jar;
let client: pg.Client;

beforeAll(async () => {
  ({ jar } = await signIn(admin));
  client = new pg.Client({ connectionString: await databaseUrlOf(inject('world').dataDir) });
  await client.connect();
});

afterAll(() => client.end());

async function refusals(query: Record<string, string> = {}): Promise<TrailEvent[]> {
  const params = new URLSearchParams({ action: 'access.refused', limit: '100', ...query });
  const answer = await call(`/api/audit-events?${params}`, { headers: jar.header });
  return trailSchema.strict().parse(answer.body).items.toReversed();
}

const told = (events: TrailEvent[]) =>
  events.map(({ details: { method, route, code } }) => `${method} ${route} ${code}`);

/** A member of whom nobody else tells: what is counted is counted by person. */
async function newMember(): Promise<{ id: string; jar: Jar }> {
  const email = `${freshName().replace(/\W/g, '.')}@example.com`;
  const invited = await call('/api/members', { json: { email, role: 'member' }, headers: fromPage(jar) });
  const [, code] = newInvitationSchema.parse(invited.body).link.split('#');
  const password = 'battery staple horse';
  const json = { code, name: freshName(), password };
  const headers = { origin: inject('world').url };
  const accepted = await call('/api/invitations/acceptance', { json, headers });
  return { id: (accepted.body as { id: string }).id, jar: (await signIn({ email, password })).jar };
}

async function newKey(
  input: Record<string, unknown>,
): Promise<{ id: string; key: string; headers: Record<string, string> }> {
  const answer = await call('/api/keys', { json: { name: freshName(), ...input }, headers: fromPage(jar) });
  const { id, key } = newApiKeySchema.parse(answer.body);
  return { id, key, headers: withKey(key) };
}

const lines = { accept: 'application/x-ndjson' };

describe('what a member may not do', () => {
  test('is an event with who, what and from which request, be it answered as JSON or as lines', async () => {
    const member = await newMember();
    const { id } = await addTile();
    const headers = { ...fromPage(member.jar), 'if-match': '"1"' };
    const asJson = await call(`/api/credentials/${id}`, { method: 'DELETE', headers });
    const asLines = [
      await call(`/api/credentials/${id}`, {
        method: 'PATCH',
        json: { name: 'x' },
        headers: { ...headers, ...lines },
      }),
      await call(`/api/credentials/${id}/token`, {
        method: 'PUT',
        json: { accessToken: goodBody().accessToken },
        headers: { ...headers, ...lines },
      }),
    ];
    expect(asJson.status).toBe(403);
    for (const answer of asLines)
      expect([answer.status, answer.text]).toEqual([200, expect.stringMatching('"status":403')]);
    const events = await refusals({ person: member.id });
    expect(told(events)).toEqual([
      'DELETE /api/credentials/{id} forbidden',
      'PATCH /api/credentials/{id} forbidden',
      'PUT /api/credentials/{id}/token forbidden',
    ]);
    const requests = [asJson, ...asLines].map((answer) => answer.headers.get('x-request-id'));
    expect(events.map(({ requestId }) => requestId)).toEqual(requests);
    for (const event of events)
      expect(event).toMatchObject({
        actorKind: 'person',
        outcome: 'refused',
        details: { ids: [id], count: 1 },
      });
  });

  test('is one event, however often it is tried', async () => {
    const member = await newMember();
    const tries = Array.from({ length: 20 }, () => call('/api/keys', { headers: member.jar.header }));
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(Array(20).fill(403));
    expect(told(await refusals({ person: member.id }))).toEqual(['GET /api/keys forbidden']);
  });

  test('is an event, too, when it is a page that they open', async () => {
    const member = await newMember();
    const pages = ['/members', '/keys', '/audit', '/credentials/deleted'];
    for (const page of pages) {
      const answer = await call(page, { headers: member.jar.header });
      expect([page, answer.status, answer.text]).toEqual([
        page,
        200,
        expect.stringContaining('This page is for admins'),
      ]);
    }
    await call('/credentials', { headers: member.jar.header });
    expect(told(await refusals({ person: member.id }))).toEqual(pages.map((page) => `GET ${page} forbidden`));
  });
});

describe('a key that opens nothing any more', () => {
  test.each([
    ['revoked', 'key_revoked', 'UPDATE api_key SET revoked_at = now() WHERE id = $1'],
    ['expired', 'key_expired', 'UPDATE api_key SET expires_at = now() WHERE id = $1'],
  ])('is named when it is used after it is %s, at the API and at the gateway', async (why, code, sql) => {
    const { id: credentialId } = await addTile();
    const { id, headers } = await newKey({ scopes: ['manage', 'use'] });
    await client.query(sql, [id]);
    expect((await call('/api/credentials', { headers })).status).toBe(401);
    expect(
      (await call('/api/credentials', { json: goodBody(), headers: { ...headers, ...lines } })).status,
    ).toBe(401);
    expect((await call(`/graph/${credentialId}/me`, { headers })).status).toBe(401);
    await expect
      .poll(async () => told(await refusals({ person: id })))
      .toEqual([`GET /api/credentials ${code}`, `POST /api/credentials ${code}`, `GET /graph/{id} ${code}`]);
    const events = await refusals({ person: id });
    for (const event of events)
      expect(event).toMatchObject({
        actorKind: 'api_key',
        address: expect.stringContaining('127.0.0.1'),
        details: { key: why },
      });
    expect(events[2]?.details.ids).toEqual([credentialId]);
  });

  test('and one that never was is told without its text; whoever brings none leaves nothing', async () => {
    const key = `fk_${'unknown'.repeat(6)}A`;
    expect((await call('/api/credentials', { headers: withKey(key) })).status).toBe(401);
    expect((await call('/api/credentials')).status).toBe(401);
    const strangers = (await refusals()).filter(({ actorKind }) => actorKind === 'anonymous');
    const unauthenticated = strangers.filter(({ details }) => details.code === 'unauthenticated');
    expect(unauthenticated.length).toBeGreaterThan(0);
    for (const event of unauthenticated) expect(event.details.key).not.toBeNull();
    expect(JSON.stringify(strangers)).not.toContain('unknownunknown');
  });
});

test('a key that is confined leaves an event for each thing that is not its own, and none for what is', async () => {
  const [own, foreign] = [await addTile(), await addTile()];
  const { id, headers } = await newKey({ scopes: ['manage'], credentialIds: [own.id] });
  const source = { name: freshName(), connector: 'whatsapp-flows', credentialId: foreign.id };
  expect((await call(`/api/credentials/${own.id}`, { headers })).status).toBe(200);
  expect((await call(`/api/credentials/${foreign.id}`, { headers })).status).toBe(404);
  expect(
    (
      await call(`/api/credentials/${foreign.id}/inspection`, {
        method: 'POST',
        headers: { ...headers, ...lines },
      })
    ).status,
  ).toBe(200);
  expect((await call('/api/sources', { json: source, headers })).status).toBe(422);
  expect(
    (await call(`/api/credentials/${own.id}?replaceWith=${foreign.id}`, { method: 'DELETE', headers }))
      .status,
  ).toBe(422);
  const events = await refusals({ person: id });
  expect(told(events)).toEqual([
    'GET /api/credentials/{id} not_found',
    'POST /api/credentials/{id}/inspection not_found',
    'POST /api/sources credential_not_found',
    'DELETE /api/credentials/{id} replacement_unfit',
  ]);
  expect(events.map(({ details }) => details.ids)).toEqual([[foreign.id], [foreign.id], [], [own.id]]);
});

describe('what a stranger tries', () => {
  const origin = () => ({ origin: inject('world').url });
  const account = { name: 'Eve', password: 'twelve letters' };

  test.each([
    [
      'a wrong invitation',
      'POST /api/invitations/acceptance invitation_gone',
      () =>
        call('/api/invitations/acceptance', {
          json: { code: 'x'.repeat(43), ...account },
          headers: origin(),
        }),
    ],
    [
      'to set up what is set up',
      'POST /api/setup already_set_up',
      () =>
        call('/api/setup', { json: { code: 'X', email: 'e@example.com', ...account }, headers: origin() }),
    ],
    [
      'from a page elsewhere',
      'POST /api/keys cross_origin',
      () => call('/api/keys', { json: {}, headers: { ...jar.header, origin: 'https://evil.test' } }),
    ],
  ])('%s is an event', async (_what, expected, attempt) => {
    const { status } = await attempt();
    expect(status).toBeGreaterThanOrEqual(400);
    const code = expected.split(' ')[2];
    const events = (await refusals()).filter(({ details }) => details.code === code);
    // Other tests come from the same address: the first of the minute stands for all of them.
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(event).toMatchObject({ actorKind: 'anonymous', actorId: null });
  });

  test('to sign in past the limit is an event', async () => {
    const email = `${freshName().replace(/\W/g, '.')}@example.com`;
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries++)
      statuses.push((await signIn({ email, password: `wrong ${tries}` })).answer.status);
    expect(statuses).toContain(429);
    const events = (await refusals()).filter(({ details }) => details.code === 'too_many_requests');
    expect(told(events)).toContain('POST /api/auth/{nextauth} too_many_requests');
  });
});
