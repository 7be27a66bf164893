import { expect, test } from 'vitest';
import { type ApiKeyActor, credentialConfinement, demand, may, type PersonActor, reaches } from './actor.ts';

const admin: PersonActor = {
  kind: 'person',
  id: '1',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'admin',
  sessionIdHash: '',
};
const key: ApiKeyActor = { kind: 'api_key', id: '2', name: 'ci', scopes: ['manage'], credentialIds: 'all' };

test('what an actor may follows from role, scopes and reach (rights.test.ts has the table)', () => {
  expect([may(admin, 'key.manage'), may({ ...admin, role: 'member' }, 'key.manage')]).toEqual([true, false]);
  expect([may(key, 'credential.add'), may({ ...key, scopes: ['use'] }, 'credential.add')]).toEqual([
    true,
    false,
  ]);
  for (const credentialIds of [['3'], []])
    expect(may({ ...key, credentialIds }, 'credential.add')).toBe(false);
});

test('a missing permission is a forbidden problem that says why', () => {
  const problem = (why: RegExp) =>
    expect.objectContaining({ code: 'forbidden', message: expect.stringMatching(why) });
  expect(() => demand({ ...admin, role: 'member' }, 'credential.edit')).toThrow(problem(/Ask an admin/));
  expect(() => demand({ ...key, credentialIds: [] }, 'audit.read')).toThrow(problem(/confined/));
  expect(() => demand(key, 'credential.edit')).not.toThrow();
});

test('a key reaches what it is confined to, and where that is nothing, nothing', () => {
  const confined = { ...key, credentialIds: ['3'] };
  expect([reaches(admin, '4'), reaches(key, '4')]).toEqual([true, true]);
  expect([reaches(confined, '3'), reaches(confined, '4')]).toEqual([true, false]);
  expect(reaches({ ...key, credentialIds: [] }, '3')).toBe(false);
  expect([credentialConfinement(key), credentialConfinement(confined)]).toEqual([null, ['3']]);
});
