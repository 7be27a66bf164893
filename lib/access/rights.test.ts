/** Who may do what, as a table: kinds of actors by permissions, and what each operation of the API asks for. */
import { describe, expect, test } from 'vitest';
import { readRoutes } from '../http/app-files-testing.ts';
import { type ActorKind, type Permission, permissions, refusedTo } from './rights.ts';
import { operationPermissions } from './rights-testing.ts';

const key = (scopes: ('manage' | 'use')[], confined = false): ActorKind => ({ scopes, confined });

const kinds = {
  admin: { role: 'admin' },
  member: { role: 'member' },
  manage: key(['manage']),
  use: key(['use']),
  both: key(['manage', 'use']),
  none: key([]),
  'manage, confined': key(['manage'], true),
  'use, confined': key(['use'], true),
  'both, confined': key(['manage', 'use'], true),
} satisfies Record<string, ActorKind>;
type Kind = keyof typeof kinds;

const people: Kind[] = ['admin', 'member'];
const managing: Kind[] = ['manage', 'both', 'manage, confined', 'both, confined'];
const using: Kind[] = ['use', 'both', 'use, confined', 'both, confined'];
const anyKey: Kind[] = [...new Set([...managing, ...using])];

const allowed: Record<Permission, Kind[]> = {
  'credential.read': [...people, ...anyKey],
  'credential.add': [...people, 'manage', 'both'],
  'credential.inspect': [...people, ...managing],
  'credential.edit': ['admin', ...managing],
  'credential.replace_token': ['admin', ...managing],
  'credential.delete': ['admin', ...managing],
  'credential.use': using,
  'resource.read': [...people, ...anyKey],
  'resource.create': [...people, ...managing],
  'resource.edit': [...people, ...managing],
  'resource.test': [...people, ...managing],
  'resource.send': [...people, ...using],
  'member.read': ['admin', 'manage', 'both'],
  'member.manage': ['admin'],
  'audit.read': ['admin', 'manage', 'both'],
  'key.manage': ['admin'],
  'connector.read': [...people, ...anyKey],
};

const cases = permissions.flatMap((permission) =>
  (Object.keys(kinds) as Kind[]).map((kind) => [kind, permission] as const),
);

test.each(cases)('%s: %s', (kind, permission) => {
  expect(refusedTo(kinds[kind], permission) === null).toBe(allowed[permission].includes(kind));
});

describe('a refusal says what would be needed', () => {
  test.each([
    ['member', 'credential.edit', /Ask an admin/],
    ['use', 'credential.add', /the scope manage.*Ask an admin/],
    ['use, confined', 'credential.add', /the scope manage/],
    ['manage', 'credential.use', /the scope use/],
    ['both', 'key.manage', /API keys can not do this/],
    ['manage, confined', 'credential.add', /confined to certain credentials and can add no others/],
    ['both, confined', 'audit.read', /confined to certain credentials and sees nothing else/],
  ] as const)('%s, who tries %s: %s', (kind, permission, words) => {
    expect(refusedTo(kinds[kind], permission)).toMatch(words);
  });
});

test('every operation of the API has its permission here', async () => {
  const routes = [...(await readRoutes())].flatMap(([path, handlers]) =>
    [...handlers.keys()].map((method) => `${method} ${path}`),
  );
  expect(Object.keys(operationPermissions).sort()).toEqual(routes.sort());
});
