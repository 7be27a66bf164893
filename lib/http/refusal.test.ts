/** What becomes an event of the errors with which handlers answer, on a real database. */
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { POST as accept } from '../../app/api/invitations/acceptance/route.ts';
import { POST as setUp } from '../../app/api/setup/route.ts';
import type { Actor } from '../access/actor.ts';
import { readAuditTrail } from '../access/audit-trail.ts';
import { endOfKey } from '../access/ended-key.ts';
import { adminCaller, freshDatabase } from '../credential/credential-testing.ts';
import { database } from '../db.ts';
import { completeEnvironment, environment } from '../env.ts';
import { Problem, type ProblemCode, problemStatus } from '../errors.ts';
import { handle, type RouteHandler } from './handle.ts';
import { handleAuth } from './handle-auth.ts';
import { newAdmin } from './lost-right-testing.ts';
import { recordRefusal, routeOf } from './refusal.ts';
import { answerWithSteps } from './steps.ts';

let drop: () => Promise<void>;
beforeAll(async () => {
  drop = await freshDatabase();
  completeEnvironment({ NEXTAUTH_SECRET: randomBytes(32).toString('hex') });
});
afterAll(() => drop());

let addresses = 0;
/** An address from which nothing came yet. */
const freshAddress = () => `192.0.2.${++addresses}`;

const eventsFrom = (address: string) =>
  database().auditEvent.findMany({
    where: { address, action: 'access.refused' },
    orderBy: { seq: 'asc' },
    select: { actorKind: true, actorName: true, details: true },
  });

async function post(handler: RouteHandler, address: string, body: unknown): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    origin: environment().appUrl,
    'x-flowkeep-address': address,
  };
  const request = new Request(`${environment().appUrl}/api/x`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return handler(request, { params: Promise.resolve({}) });
}

describe('wrong codes', () => {
  const account = { name: 'Eve', password: 'twelve letters' };

  test('of a set-up and of an invitation are events, and the limit of tries is one, without any code', async () => {
    const address = freshAddress();
    const code = 'WRON-GCOD-EWRO-NGCO';
    for (let tries = 0; tries < 22; tries++)
      await post(setUp, address, { code, email: 'eve@example.com', ...account });
    await post(accept, address, { code: 'wrong-invitation'.padEnd(43, 'x'), ...account });
    const events = await eventsFrom(address);
    expect(events.map(({ details }) => details)).toMatchObject([
      { code: 'setup_code_wrong', count: 1 },
      { code: 'too_many_requests', count: 1 },
      { code: 'invitation_gone', count: 1 },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/WRON|wrong-inv/);
    for (const { actorKind, actorName } of events)
      expect([actorKind, actorName]).toEqual(['anonymous', 'somebody']);
  });
});

const confined: Actor = {
  kind: 'api_key',
  id: uuidv7(),
  name: 'confined',
  scopes: ['manage'],
  credentialIds: [uuidv7()],
};

describe('which errors are refusals', () => {
  const recorded = async (code: ProblemCode, actor: Actor | null) => {
    const address = freshAddress();
    const attempt = { method: 'GET', route: `/${address}`, ids: [], requestId: null, address, key: null };
    await recordRefusal(attempt, actor, new Problem(code, 'x'));
    return (await eventsFrom(address)).length > 0;
  };
  const codes = Object.keys(problemStatus) as ProblemCode[];

  test('of somebody known and of a stranger', async () => {
    const free: Actor = { ...confined, credentialIds: 'all' };
    const found: string[] = [];
    for (const code of codes) {
      const who = [(await recorded(code, free)) && 'known', (await recorded(code, null)) && 'stranger'];
      if (who.some(Boolean)) found.push(`${code}: ${who.filter(Boolean).join(', ')}`);
    }
    expect(found.sort()).toEqual([
      'already_set_up: known, stranger',
      'cross_origin: known, stranger',
      'forbidden: known, stranger',
      'invitation_gone: known, stranger',
      'key_expired: known, stranger',
      'key_revoked: known, stranger',
      'setup_code_wrong: known, stranger',
      'too_many_requests: known, stranger',
      'unauthenticated: known',
    ]);
  });

  test('and whatever a confined key does not find', async () => {
    for (const code of ['not_found', 'credential_not_found', 'replacement_unfit'] as const)
      expect([code, await recorded(code, confined)]).toEqual([code, true]);
    expect(await recorded('name_taken', confined)).toBe(false);
  });

  test('errors that are no problems are none, and nothing is thrown', async () => {
    const address = freshAddress();
    const attempt = { method: 'GET', route: '/x', ids: [], requestId: null, address, key: null };
    for (const error of [new Error('x'), new DOMException('x', 'AbortError'), null])
      await recordRefusal(attempt, null, error);
    expect(await eventsFrom(address)).toEqual([]);
  });
});

test('a key that has ended is named with each address that tries it, a burst from one counted', async () => {
  const key = { id: uuidv7(), name: 'nightly' };
  const problem = endOfKey({ ...key, revokedAt: new Date(), expiresAt: null }, new Date());
  const addresses = [freshAddress(), freshAddress()];
  for (const address of addresses) {
    const attempt = { method: 'GET', route: '/x', ids: [], requestId: null, address, key: 'fk_x' };
    for (let tries = 0; tries < 5; tries++) await recordRefusal(attempt, null, problem);
    expect(await eventsFrom(address)).toEqual([
      {
        actorKind: 'api_key',
        actorName: 'nightly',
        details: { method: 'GET', route: '/x', code: 'key_revoked', key: 'revoked', ids: [], count: 1 },
      },
    ]);
  }
});

test('a key that never was is told without a name', async () => {
  const address = freshAddress();
  const attempt = { method: 'GET', route: '/x', ids: [], requestId: null, address, key: 'fk_x' };
  await recordRefusal(attempt, null, new Problem('unauthenticated', 'x'));
  expect(await eventsFrom(address)).toMatchObject([
    { actorKind: 'anonymous', details: { code: 'unauthenticated', key: 'unknown' } },
  ]);
});

test('a refusal is an event, too, when its caller has left before the lines of its answer', async () => {
  const { id, headers } = await newAdmin();
  let refuse = (_error: Problem) => {};
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  const handler = handle({ summary: 'x', body: z.object({}), answers: {} }, ({ request }) =>
    answerWithSteps(request, () => refused),
  );
  const request = new Request(`${environment().appUrl}/api/credentials`, {
    method: 'POST',
    headers: { ...headers, accept: 'application/x-ndjson', 'content-type': 'application/json' },
    body: '{}',
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  await response.body?.cancel();
  refuse(new Problem('forbidden', 'x'));
  await expect.poll(() => database().auditEvent.count({ where: { actorId: id } })).toBe(1);
});

test('a try to sign in past the limit is an event, by its route alone', async () => {
  const address = freshAddress();
  const handler = handleAuth(() => Promise.reject(new Problem('too_many_requests', 'x')));
  const url = `${environment().appUrl}/api/auth/callback/credentials?x=1`;
  const request = new Request(url, {
    method: 'POST',
    headers: { 'x-flowkeep-address': address },
    body: 'email=x',
  });
  const params = Promise.resolve({ nextauth: ['callback', 'credentials'] });
  expect((await handler(request, { params })).status).toBe(429);
  expect((await eventsFrom(address)).map(({ details }) => details)).toEqual([
    {
      method: 'POST',
      route: '/api/auth/{nextauth}',
      code: 'too_many_requests',
      key: null,
      ids: [],
      count: 1,
    },
  ]);
});

test('each page of the trail that is read is an event, wherever it begins', async () => {
  const caller = await adminCaller();
  for (const cursor of [undefined, '999999999999999999', '1'])
    await readAuditTrail(caller, { zone: 'UTC', cursor, limit: 1 });
  const reads = await database().auditEvent.findMany({
    where: { actorId: caller.actor.id, action: 'audit.read' },
    orderBy: { seq: 'asc' },
    select: { details: true },
  });
  expect(reads.map(({ details }) => (details as { before: unknown }).before)).toEqual([
    null,
    '999999999999999999',
    '1',
  ]);
});

test.each([
  ['/api/credentials/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/token', '/api/credentials/{id}/token', undefined],
  ['/api/keys/anything', '/api/keys/{id}', { id: 'anything' }],
  ['/api/keys/%73%61', '/api/keys/{id}', { id: 'sa' }],
  ['/api/keys/EAASECRET', '/api/keys/{id}', {}],
  ['/api/auth/callback/credentials', '/api/auth/{nextauth}', { nextauth: ['callback', 'credentials'] }],
  ['/credentials/deleted', '/credentials/deleted', {}],
])('of the address %s only %s is kept', (path, route, params = {}) => {
  expect(routeOf(path, params)).toBe(route);
});
