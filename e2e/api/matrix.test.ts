/**
 * Who may call what: every route file × every kind of caller × every method. The rows come from the route files: a
 * new route or method without a row fails.
 */
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { newApiKeySchema } from '../../lib/access/keys/api-key-schema.ts';
import { newInvitationSchema } from '../../lib/access/people/member-schema.ts';
import { type ActorKind, refusedTo } from '../../lib/access/rights.ts';
import { operationPermissions } from '../../lib/access/rights-testing.ts';
import { readRoutes, signInRoute } from '../../lib/http/app-files-testing.ts';
import { admin, member } from '../world.ts';
import { call, freshName, fromPage, type Jar, signIn, withKey } from './client.ts';
import { documentation, undocumented } from './documented.ts';
import { newcomer, nowhere, type Row, rows } from './operations.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const callers = ['anonymous', 'member', 'admin', 'disabled', 'manage', 'use', 'revoked'] as const;
type Caller = (typeof callers)[number];

// The sign-in protocol has no callers of these kinds; access.test.ts is about it.
const routes = await readRoutes();
const offered = new Map(
  [...routes]
    .filter(([path]) => path !== signInRoute)
    .map(([path, handlers]) => [path, [...handlers.keys()]]),
);

const description = await documentation();
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

test('the answers agree with the table of rights', () => {
  const kinds: [number, ActorKind][] = [
    [1, { role: 'member' }],
    [2, { role: 'admin' }],
    [3, { scopes: ['manage'], confined: false }],
    [4, { scopes: ['use'], confined: false }],
  ];
  for (const [name, { cells }] of Object.entries(rows)) {
    const needed = operationPermissions[name];
    if (needed === 'public' || !needed) {
      expect([name, new Set(cells).size]).toEqual([name, 1]);
      continue;
    }
    expect([name, cells[0]]).toEqual([name, 401]);
    for (const [place, kind] of kinds) {
      const isRefused = needed.some((permission) => refusedTo(kind, permission) !== null);
      expect([name, kind, cells[place] === 403]).toEqual([name, kind, isRefused]);
    }
  }
});

test('every method of every route has its row, and every row its route', () => {
  const operations = [...offered].flatMap(([path, list]) => list.map((method) => `${method} ${path}`));
  expect(operations.sort()).toEqual(Object.keys(rows).sort());
});

describe.each(Object.entries(rows))('%s', (name, row) => {
  const [method = '', path = ''] = name.split(' ');
  const query = path.endsWith('/choices') ? '?of=flows' : '';
  const address = path.replace(/\{\w+\}/g, nowhere) + query;

  test.each(callers)('as %s', async (caller) => {
    const headers = { ...actors[caller], 'if-match': '"1"' };
    const answer = await call(address, { method, headers, ...(row.body ? { json: row.body } : {}) });
    expect(answer.status, answer.text.slice(0, 300)).toBe(expectedOf(row, caller));
    expect(undocumented(description, method, path, answer)).toEqual([]);
  });
});

test('the description names the scopes with which a key may', () => {
  for (const [name, { cells }] of Object.entries(rows)) {
    const [method = '', path = ''] = name.split(' ');
    const [anonymous, , , manage, use] = cells;
    const security = description.paths[path]?.[method.toLowerCase()]?.security;
    const scopes = [...(manage === 403 ? [] : ['manage']), ...(use === 403 ? [] : ['use'])];
    const expected = scopes.length > 0 ? scopes.map((scope) => ({ apiKey: [scope] })) : [{ apiKey: [] }];
    expect([name, security]).toEqual([name, anonymous === 401 ? expected : []]);
  }
});

describe.each([...offered])('%s', (path, list) => {
  test(`offers ${list.join(', ')} and nothing else, to nobody`, async () => {
    for (const method of methods.filter((each) => !list.includes(each))) {
      const answer = await call(path.replace(/\{\w+\}/g, nowhere), { method, headers: { ...actors.admin } });
      expect([method, answer.status]).toEqual([method, 405]);
      expect(answer.body).toMatchObject({ code: 'method_not_allowed' });
      const allowed = answer.headers.get('allow')?.split(', ') ?? [];
      expect(allowed.filter((each) => each !== 'HEAD' && each !== 'OPTIONS').sort()).toEqual(
        [...list].sort(),
      );
    }
  });
});
