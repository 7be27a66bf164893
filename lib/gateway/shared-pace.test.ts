/** Two gateways on one database, as two instances are, and a sample beside them: what Meta tells one holds for all. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  adminCaller,
  freshDatabase,
  loadKeys,
  randomKey,
  storeCredential,
} from '../credential/credential-testing.ts';
import { pauseEverywhere } from '../credential/shared-pace.ts';
import { database } from '../db.ts';
import { completeEnvironment } from '../env.ts';
import { createFront } from '../http/front.ts';
import { newKey } from '../http/lost-right-testing.ts';
import { callOnce } from './call-once.ts';
import { type Gateway, startGateway } from './start.ts';

let drop: () => Promise<void>;
let graph: Server;
let asked: string[] = [];
let answer: RequestListener;
const fronts: Server[] = [];
const gateways: Gateway[] = [];
const urls: string[] = [];
let key: Record<string, string>;

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  drop = await freshDatabase();
  graph = createServer((request: IncomingMessage, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  completeEnvironment({
    GRAPH_BASE_URL: await listen(graph),
    NEXTAUTH_SECRET: 'x'.repeat(32),
    LOG_LEVEL: 'silent',
  });
  await loadKeys(randomKey('k1'));
  key = (await newKey()).headers;
  for (const _ of [1, 2]) {
    const gateway = startGateway();
    const front = createFront((_request, response) => void response.writeHead(404).end(), {
      gateway: gateway.handle,
    });
    gateways.push(gateway);
    fronts.push(front);
    urls.push(await listen(front));
  }
});

afterAll(async () => {
  for (const front of [...fronts, graph]) front.closeAllConnections();
  await Promise.all([...fronts, graph].map((front) => new Promise((resolve) => front.close(resolve))));
  for (const gateway of gateways) await gateway.close();
  await drop();
});

const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));

const full = { 'x-app-usage': JSON.stringify({ call_count: 96 }) };

beforeEach(() => {
  asked = [];
  answer = answering(200, { data: [] });
});

const use = (instance: number, credentialId: string) =>
  fetch(`${urls[instance]}/graph/${credentialId}/me`, { headers: key });

/** Looks for what an instance tells the others beside the answer. */
async function pausedUntil(id: string): Promise<Date | null> {
  return (await database().credential.findUniqueOrThrow({ where: { id } })).pausedUntil;
}

async function sample(id: string) {
  return callOnce(
    await adminCaller(),
    { method: 'GET', path: '/me', query: '', body: null },
    {
      permission: 'resource.test',
      credential: { id, name: 'Lucky' },
      resourceId: null,
      thoughtInvalid: false,
      signal: new AbortController().signal,
    },
  );
}

const refusal = { code: 'too_many_requests', limit: 'graph' };

test('a pause that one gateway is told of holds for another one and for samples, and ends for all', async () => {
  const [id, other] = [await storeCredential(), await storeCredential()];
  answer = answering(200, { data: [] }, full);
  expect((await use(0, id)).status).toBe(200);
  await vi.waitUntil(() => pausedUntil(id));
  answer = answering(200, { data: [] });
  const refused = await use(1, id);
  expect([refused.status, await refused.json()]).toEqual([429, expect.objectContaining(refusal)]);
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait > 55 && wait <= 60).toBe(true);
  await expect(sample(id)).rejects.toMatchObject({
    code: refusal.code,
    options: { extra: { limit: 'graph' } },
  });
  expect(asked).toHaveLength(1);
  expect((await use(1, other)).status).toBe(200);
  await database().credential.update({ where: { id }, data: { pausedUntil: new Date(Date.now() - 1) } });
  expect((await sample(id)).status).toBe(200);
});

test('a sample that is told to pause makes the gateways pause', async () => {
  const id = await storeCredential();
  answer = answering(
    429,
    {},
    { 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":2}]}' },
  );
  expect((await sample(id)).status).toBe(429);
  answer = answering(200, { data: [] });
  for (const instance of [0, 1]) {
    const refused = await use(instance, id);
    expect([refused.status, Number(refused.headers.get('retry-after')) > 110]).toEqual([429, true]);
  }
  expect(asked).toHaveLength(1);
});

test('a shorter pause takes nothing from a longer one', async () => {
  const id = await storeCredential();
  await pauseEverywhere(id, 1_800);
  const until = await pausedUntil(id);
  await pauseEverywhere(id, 60);
  expect(await pausedUntil(id)).toEqual(until);
});

test('a token that dies is inspected once, whichever instance notices it first', async () => {
  const id = await storeCredential();
  // Meta can't be asked about it then, so Flowkeep goes on to think that it is valid.
  const dead = answering(401, { error: { code: 190, message: 'dead', type: 'OAuthException' } });
  const down = answering(500, { error: { code: 2, message: 'down', type: 'OAuthException' } });
  answer = (request, response) => (request.url?.endsWith('/me') ? dead : down)(request, response);
  const eventsOf = (action: string) => database().auditEvent.count({ where: { action, targetId: id } });
  expect((await use(0, id)).status).toBe(401);
  await vi.waitUntil(async () => (await eventsOf('credential.inspected')) > 0, { timeout: 10_000 });
  const before = asked.length;
  expect((await use(1, id)).status).toBe(401);
  await sample(id);
  await vi.waitUntil(async () => (await eventsOf('credential.used')) === 3, { timeout: 10_000 });
  expect(asked.slice(before).map((url) => url.replace(/.*\//, '/'))).toEqual(['/me', '/me']);
  expect(await eventsOf('credential.inspected')).toBe(1);
});
