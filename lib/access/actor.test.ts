import { expect, test } from 'vitest';
import { type Actor, demand, may, type Permission } from './actor.ts';

const admin: Actor = {
  kind: 'person',
  id: '1',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'admin',
  sessionIdHash: '',
};
const member: Actor = { ...admin, role: 'member' };
const manage: Actor = { kind: 'api_key', id: '2', name: 'ci', scopes: ['manage'], credentialIds: 'all' };
const use: Actor = { ...manage, scopes: ['use'] };

const matrix: Record<Permission, [admin: boolean, member: boolean, manage: boolean, use: boolean]> = {
  'credential.read': [true, true, true, true],
  'credential.add': [true, true, true, false],
  'credential.inspect': [true, true, true, false],
  'credential.edit': [true, false, true, false],
  'credential.replace_token': [true, false, true, false],
  'credential.delete': [true, false, true, false],
  'credential.use': [false, false, false, true],
  'resource.read': [true, true, true, true],
  'resource.create': [true, true, true, false],
  'resource.edit': [true, true, true, false],
  'resource.test': [true, true, true, false],
  'resource.send': [true, true, false, true],
  'member.read': [true, false, true, false],
  'member.manage': [true, false, false, false],
  'audit.read': [true, false, true, false],
  'key.manage': [true, false, false, false],
  'connector.read': [true, true, true, true],
};

test.each(Object.entries(matrix) as [Permission, boolean[]][])(
  '%s is held by the right actors',
  (permission, row) => {
    expect([admin, member, manage, use].map((actor) => may(actor, permission))).toEqual(row);
  },
);

test('a missing permission is a forbidden problem that says what would be needed, and whom to ask', () => {
  expect(() => demand(member, 'credential.edit')).toThrow(/Ask an admin/);
  expect(() => demand(use, 'credential.add')).toThrow(/the scope manage.*Ask an admin/);
  expect(() => demand(manage, 'credential.use')).toThrow(/the scope use/);
  expect(() => demand(manage, 'key.manage')).toThrow(/API keys can not do this/);
});

test('an API key without a scope may nothing', () => {
  expect(may({ ...manage, scopes: [] }, 'connector.read')).toBe(false);
});
