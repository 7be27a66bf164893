/**
 * Who may call what: every route file × every kind of caller × every method. The rows come from the route files: a
 * new route or method without a row fails.
 */
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { newApiKeySchema } from '../../lib/access/keys/api-key-schema.ts';
import { newInvitationSchema } from '../../lib/access/people/member-schema.ts';
import { readRoutes, signInRoute } from '../../lib/http/app-files-testing.ts';
import { admin, member } from '../world.ts';
import { call, freshName, fromPage, type Jar, script, signIn, withKey } from './client.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const callers = ['anonymous', 'member', 'admin', 'disabled', 'manage', 'use', 'revoked'] as const;
type Caller = (typeof callers)[number];

/** What each kind of caller is answered. Disabled people and revoked keys are nobody, so they have no column. */
type Cells = [anonymous: number, member: number, admin: number, manage: number, use: number];

interface Row {
  cells: Cells;
  body?: unknown;
}

const nowhere = '00000000-0000-7000-8000-000000000000';
const expired = script('expired');
const everybody = (status: number): Cells => [status, status, status, status, status];
/** Signed-in people and keys of either scope. */
const known = (status: number): Cells => [401, status, status, status, status];
/** Everybody but keys that only use. */
const notUse = (status: number): Cells => [401, status, status, status, 403];
/** Admins and keys that manage. */
const manages = (status: number): Cells => [401, 403, status, status, 403];
/** Admins, as persons. */
const admins = (status: number): Cells => [401, 403, status, 403, 403];

const draft = { accessToken: expired.token, wabaId: expired.wabaId };
const resource = () => ({ name: freshName(), connector: 'whatsapp-flows', credentialId: nowhere });
const newcomer = () => ({ email: `${freshName().replace(/\W/g, '.')}@example.com`, role: 'member' });
const newKey = () => ({ name: freshName(), scopes: ['use'] });
const newAccount = { code: 'x'.repeat(43), name: 'X', password: 'twelve letters' };
const setUp = { code: 'X', name: 'X', email: 'x@example.com', password: 'twelve letters' };

const rows: Record<string, Row> = {
  'GET /api/audit-events': { cells: manages(200) },
  'GET /api/connectors': { cells: known(200) },
  'GET /api/credentials': { cells: known(200) },
  'POST /api/credentials': {
    cells: notUse(422),
    body: { connector: 'whatsapp-flows', name: freshName(), ...draft },
  },
  'GET /api/credentials/deleted': { cells: manages(200) },
  'GET /api/credentials/{id}': { cells: known(404) },
  'PATCH /api/credentials/{id}': { cells: manages(404), body: { name: 'x' } },
  'DELETE /api/credentials/{id}': { cells: manages(404) },
  'GET /api/credentials/{id}/choices': { cells: notUse(404) },
  'GET /api/credentials/{id}/history': { cells: known(404) },
  'POST /api/credentials/{id}/inspection': { cells: notUse(404) },
  'GET /api/credentials/{id}/inspections': { cells: known(404) },
  'GET /api/credentials/{id}/resources': { cells: known(404) },
  'POST /api/credentials/{id}/restoration': { cells: manages(404), body: {} },
  'POST /api/credentials/{id}/rollback': { cells: manages(404), body: {} },
  'PUT /api/credentials/{id}/token': { cells: manages(404), body: { accessToken: expired.token } },
  'GET /api/destinations': { cells: known(200) },
  'POST /api/destinations': { cells: notUse(422), body: resource() },
  'GET /api/destinations/{id}': { cells: known(404) },
  'PATCH /api/destinations/{id}': { cells: notUse(404), body: { name: 'x' } },
  'DELETE /api/destinations/{id}': { cells: notUse(404) },
  'POST /api/destinations/{id}/sample': { cells: notUse(404), body: {} },
  'GET /api/health': { cells: everybody(200) },
  'POST /api/inspections': { cells: notUse(200), body: draft },
  'POST /api/invitations/acceptance': { cells: everybody(410), body: newAccount },
  'DELETE /api/invitations/{id}': { cells: admins(404) },
  'GET /api/keys': { cells: admins(200) },
  'POST /api/keys': { cells: admins(201), body: newKey() },
  'DELETE /api/keys/{id}': { cells: admins(404) },
  'GET /api/members': { cells: manages(200) },
  'POST /api/members': { cells: admins(201), body: newcomer() },
  'PATCH /api/members/{id}': { cells: admins(404), body: { role: 'member' } },
  'DELETE /api/members/{id}': { cells: admins(404) },
  'GET /api/openapi.json': { cells: everybody(200) },
  'POST /api/samples': {
    cells: notUse(404),
    body: { ...resource(), name: undefined, kind: 'source', endpoint: 'list-flows' },
  },
  'POST /api/setup': { cells: everybody(409), body: setUp },
  'GET /api/sources': { cells: known(200) },
  'POST /api/sources': { cells: notUse(422), body: resource() },
  'GET /api/sources/{id}': { cells: known(404) },
  'PATCH /api/sources/{id}': { cells: notUse(404), body: { name: 'x' } },
  'DELETE /api/sources/{id}': { cells: notUse(404) },
  'POST /api/sources/{id}/sample': { cells: notUse(404), body: {} },
};

// The sign-in protocol has no callers of these kinds; access.test.ts is about it.
const offered = new Map(
  [...(await readRoutes())]
    .filter(([path]) => path !== signInRoute)
    .map(([path, handlers]) => [path, [...handlers.keys()]]),
);

const actors: Partial<Record<Caller, Record<string, string>>> = {};

async function newPerson(by: Jar): Promise<{ id: string; jar: Jar }> {
  const invited = await call('/api/members', { json: newcomer(), headers: fromPage(by) });
  const { link, email } = newInvitationSchema.parse(invited.body);
  const password = 'battery staple horse';
  const json = { code: link.split('#')[1], name: 'Soon Disabled', password };
  const accepted = await call('/api/invitations/acceptance', {
    json,
    headers: { origin: inject('world').url },
  });
  return { id: (accepted.body as { id: string }).id, jar: (await signIn({ email, password })).jar };
}

beforeAll(async () => {
  const { jar } = await signIn(admin);
  const disabled = await newPerson(jar);
  const path = `/api/members/${disabled.id}`;
  await call(path, { method: 'PATCH', json: { disabled: true }, headers: fromPage(jar) });
  const made = await call('/api/keys', {
    json: { name: freshName(), scopes: ['manage', 'use'] },
    headers: fromPage(jar),
  });
  const revoked = newApiKeySchema.parse(made.body);
  await call(`/api/keys/${revoked.id}`, { method: 'DELETE', headers: fromPage(jar) });
  Object.assign(actors, {
    anonymous: { origin: inject('world').url },
    member: fromPage((await signIn(member)).jar),
    admin: fromPage(jar),
    disabled: fromPage(disabled.jar),
    manage: withKey(inject('keys').manage),
    use: withKey(inject('keys').use),
    revoked: withKey(revoked.key),
  } satisfies Record<Caller, Record<string, string>>);
});

function expectedOf({ cells }: Row, caller: Caller): number {
  const [anonymous, asMember, asAdmin, manage, use] = cells;
  const answers = {
    anonymous,
    member: asMember,
    admin: asAdmin,
    disabled: anonymous,
    manage,
    use,
    revoked: anonymous,
  };
  return answers[caller];
}

test('every method of every route has its row, and every row its route', () => {
  const routes = [...offered].flatMap(([path, list]) => list.map((method) => `${method} ${path}`));
  expect(routes.sort()).toEqual(Object.keys(rows).sort());
});

describe.each(Object.entries(rows))('%s', (name, row) => {
  const [method = '', path = ''] = name.split(' ');
  const query = path.endsWith('/choices') ? '?of=flows' : '';
  const address = path.replace(/\{\w+\}/g, nowhere) + query;

  test.each(callers)('as %s', async (caller) => {
    const headers = { ...actors[caller], 'if-match': '"1"' };
    const answer = await call(address, { method, headers, ...(row.body ? { json: row.body } : {}) });
    expect(answer.status, answer.text.slice(0, 300)).toBe(expectedOf(row, caller));
  });
});

describe.each([...offered])('%s', (path, list) => {
  test(`offers ${list.join(', ')} and nothing else, to nobody`, async () => {
    for (const method of methods.filter((each) => !list.includes(each))) {
      const answer = await call(path.replace(/\{\w+\}/g, nowhere), { method, headers: { ...actors.admin } });
      expect([method, answer.status]).toEqual([method, 405]);
    }
  });
});
