/** Requests that come again, through the very handlers of the routes, on real PostgreSQL. */
import { randomBytes } from 'node:crypto';
import { connect, createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { wabas } from '../../sandbox/account/wabas.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { addCredential } from '../credential/add.ts';
import { adminCaller, freshDatabase, loadKeys, randomKey } from '../credential/credential-testing.ts';
import { credentialInputSchema } from '../credential/schema.ts';
import { closeDatabase, database } from '../db.ts';
import { completeEnvironment, environment } from '../env.ts';
import { readRoutes } from '../http/app-files-testing.ts';
import { newAdmin, newKey, type Somebody } from '../http/lost-right-testing.ts';
import { forgetAnswers } from './request-store.ts';

const routes = await readRoutes();

let drop: () => Promise<void>;
let sandbox: Sandbox;
let db: pg.Client;
let databaseUrl: string;
let credentialId: string;
const sealingKey = randomKey('k1');

const connector = 'whatsapp-flows';
const anyName = () => `Test ${randomBytes(6).toString('hex')}`;
const anyKey = () => `"${randomBytes(9).toString('hex')}"`;

const newCredential = () => ({
  connector,
  name: anyName(),
  accessToken: `EAASANDBOX${randomBytes(20).toString('hex')}`,
  wabaId: wabas[0]?.id ?? '',
  apiVersion: 'v26.0',
});
const newResource = () => ({ name: anyName(), connector, credentialId });

beforeAll(async () => {
  drop = await freshDatabase();
  databaseUrl = environment().databaseUrl ?? '';
  sandbox = await startSandbox();
  completeEnvironment({
    GRAPH_BASE_URL: sandbox.url,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'silent',
  });
  await loadKeys(sealingKey);
  const watch = { signal: new AbortController().signal };
  const input = credentialInputSchema.parse(newCredential());
  credentialId = (await addCredential(await adminCaller(), input, watch)).id;
  db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
});

afterAll(async () => {
  await db.end();
  await sandbox.close();
  await drop();
});

interface Sent {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown>;
}

/** Posts to a path with an Idempotency-Key, through the handler of its route. */
async function post(
  path: string,
  who: Somebody,
  json: unknown,
  key: string | null,
  more: Record<string, string> = {},
): Promise<Sent> {
  const handler = routes.get(path.replace(/[0-9a-f-]{36}/, '{id}'))?.get('POST');
  if (!handler) throw new Error(`There is no POST ${path}.`);
  const headers = { ...who.headers, 'content-type': 'application/json', ...more };
  const request = new Request(`${environment().appUrl}${path}`, {
    method: 'POST',
    headers: key === null ? headers : { ...headers, 'idempotency-key': key },
    body: JSON.stringify(json),
  });
  const response = await handler(request, { params: Promise.resolve({ id: credentialId }) });
  const text = await response.text();
  const isJson = !more.accept;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}

async function countOf(table: string, where = 'true', values: unknown[] = []): Promise<number> {
  const { rows } = await db.query(`SELECT count(*)::int AS n FROM ${table} WHERE ${where}`, values);
  return rows[0].n;
}

const creating: Record<string, { table: string; body: () => Record<string, unknown> }> = {
  '/api/credentials': { table: 'credential', body: newCredential },
  '/api/sources': { table: 'data_resource', body: newResource },
  '/api/destinations': { table: 'data_resource', body: newResource },
  '/api/keys': { table: 'api_key', body: () => ({ name: anyName(), scopes: ['use'] }) },
  '/api/members': {
    table: 'invitation',
    body: () => ({ email: `${randomBytes(6).toString('hex')}@example.com`, role: 'member' }),
  },
};

test('whatever creates something for somebody who is known can be repeated', () => {
  const found = [...routes].flatMap(([path, handlers]) =>
    handlers.get('POST')?.operation.repeatable ? [path] : [],
  );
  expect(found.sort()).toEqual(Object.keys(creating).sort());
  const answers201 = [...routes].flatMap(([path, handlers]) => {
    const operation = handlers.get('POST')?.operation;
    return operation && !operation.public && 201 in operation.answers ? [path] : [];
  });
  expect(found.sort()).toEqual(answers201.sort());
});

describe.each(Object.entries(creating))('POST %s', (path, { table, body }) => {
  test('is done once, and answered the same each time', async () => {
    const [who, json, key] = [await newAdmin(), body(), anyKey()];
    const first = await post(path, who, json, key);
    expect(first.status, first.text).toBe(201);
    const before = await countOf(table);
    const events = await countOf('audit_event');
    const again = await post(path, who, json, key);
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
    for (const name of ['location', 'etag', 'cache-control']) {
      expect(again.headers.get(name)).toBe(first.headers.get(name));
    }
    expect([await countOf(table), await countOf('audit_event')]).toEqual([before, events]);
  });

  test('with another body is a conflict, and changes nothing', async () => {
    const [who, key] = [await newAdmin(), anyKey()];
    expect((await post(path, who, body(), key)).status).toBe(201);
    const before = await countOf(table);
    const other = await post(path, who, body(), key);
    expect([other.status, other.body]).toEqual([
      409,
      expect.objectContaining({
        code: 'idempotency_key_reused',
        errors: [expect.objectContaining({ field: 'Idempotency-Key' })],
      }),
    ]);
    expect(await countOf(table)).toBe(before);
  });

  test('keeps nothing in the clear of what was sent or answered', async () => {
    const [who, json, key] = [await newAdmin(), body(), anyKey()];
    const first = await post(path, who, json, key);
    const { rows } = await db.query(
      'SELECT * FROM repeatable_request ORDER BY created_at DESC, name LIMIT 1',
    );
    const row = JSON.stringify(rows);
    expect(rows[0]).toMatchObject({ key_id: 'k1', envelope: expect.stringContaining('A256KW') });
    for (const text of [...Object.values(json), ...Object.values(first.body), key.slice(1, -1)]) {
      if (typeof text === 'string' && text.length > 8) expect(row).not.toContain(text);
    }
  });
});

test('another caller, or another address, with the same Idempotency-Key asks for something else', async () => {
  const [one, other, key, json] = [await newKey(), await newKey(), anyKey(), newResource()];
  expect((await post('/api/sources', one, json, key)).status).toBe(201);
  const taken = await post('/api/sources', other, json, key);
  expect(taken.body).toMatchObject({ code: 'name_taken' });
  expect((await post('/api/destinations', one, json, key)).status).toBe(201);
});

test('the same body in another order of its members is the same request', async () => {
  const [who, key, json] = [await newKey(), anyKey(), newResource()];
  const first = await post('/api/sources', who, json, key);
  const turned = Object.fromEntries(Object.entries(json).reverse());
  expect((await post('/api/sources', who, turned, key)).body).toEqual(first.body);
});

test.each([
  ['empty', ''],
  ['with a space', 'a b'],
  ['not ASCII', 'é'],
  ['too long', 'x'.repeat(256)],
])('an Idempotency-Key that is %s is refused by name', async (_what, key) => {
  const answer = await post('/api/sources', await newKey(), newResource(), key);
  expect([answer.status, answer.body.errors]).toEqual([
    400,
    [expect.objectContaining({ field: 'Idempotency-Key' })],
  ]);
});

test('a call that could not be repeated safely refuses an Idempotency-Key, rather than to seem so', async () => {
  const draft = { ...newResource(), name: undefined, kind: 'source', endpoint: 'list-flows' };
  const answer = await post('/api/samples', await newKey(), draft, anyKey());
  expect([answer.status, answer.body.code]).toEqual([400, 'invalid_input']);
  expect((await post('/api/samples', await newKey(), draft, null)).status).toBe(200);
});

/** Sends a request that waits for its credential until `meanwhile` has ended. */
async function whileWaiting(send: () => Promise<Sent>, meanwhile: () => Promise<unknown>): Promise<Sent> {
  await db.query('BEGIN');
  await db.query('SELECT 1 FROM credential WHERE id = $1 FOR UPDATE', [credentialId]);
  const answer = send();
  const blocked = 'SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))';
  await vi.waitUntil(async () => (await db.query(blocked)).rowCount === 1, { timeout: 10_000 });
  await meanwhile().finally(() => db.query('COMMIT'));
  return answer;
}

test('of two at once one is done, the other told to come back for its answer', async () => {
  const [who, key, json] = [await newKey(), anyKey(), newResource()];
  const send = () => post('/api/sources', who, json, key);
  const first = await whileWaiting(send, async () => {
    const second = await send();
    expect([second.status, second.body.code]).toEqual([409, 'request_under_way']);
    expect(second.headers.get('retry-after')).toBe('1');
    const other = await post('/api/sources', who, newResource(), key);
    expect(other.body.code).toBe('idempotency_key_reused');
  });
  expect(first.status).toBe(201);
  expect((await send()).body).toEqual(first.body);
});

test('whoever took so long that another try has the place changes nothing', async () => {
  const [who, key, json] = [await newKey(), anyKey(), newResource()];
  const send = () => post('/api/sources', who, json, key);
  const late = await whileWaiting(send, () =>
    db.query('UPDATE repeatable_request SET attempt = gen_random_uuid() WHERE envelope IS NULL'),
  );
  expect(late.body.code).toBe('request_under_way');
  expect(await countOf('data_resource', 'name = $1', [json.name])).toBe(0);
  expect((await send()).body.code).toBe('request_under_way');
  await db.query("UPDATE repeatable_request SET held_until = now() - interval '1 s' WHERE envelope IS NULL");
  expect((await send()).status).toBe(201);
});

test('the right is asked for anew before an old answer is given', async () => {
  const [admin, program, json, source] = [
    await newAdmin(),
    await newKey(),
    { name: anyName(), scopes: ['use'] },
    newResource(),
  ];
  const key = anyKey();
  expect((await post('/api/keys', admin, json, key)).status).toBe(201);
  expect((await post('/api/sources', program, source, key)).status).toBe(201);
  await db.query("UPDATE person SET role = 'member' WHERE id = $1", [admin.id]);
  await db.query("UPDATE api_key SET scopes = '{use}' WHERE id = $1", [program.id]);
  const refused = await post('/api/keys', admin, json, key);
  expect([refused.status, refused.text.includes('fk_')]).toEqual([403, false]);
  expect((await post('/api/sources', program, source, key)).status).toBe(403);
  await db.query('UPDATE api_key SET revoked_at = now() WHERE id = $1', [program.id]);
  expect((await post('/api/sources', program, source, key)).status).toBe(401);
});

describe('of refusals', () => {
  test('one that is about the request is answered again', async () => {
    const [who, key, json] = [await newKey(), anyKey(), newCredential()];
    expect((await post('/api/credentials', who, json, null)).status).toBe(201);
    const taken = await post('/api/credentials', who, json, key);
    expect([taken.status, taken.body.code]).toEqual([409, 'name_taken']);
    await db.query('UPDATE credential SET name_key = id::text WHERE name = $1', [json.name]);
    const again = await post('/api/credentials', who, json, key);
    expect({ ...again.body, requestId: null }).toEqual({ ...taken.body, requestId: null });
    expect((await post('/api/credentials', who, json, anyKey())).status).toBe(201);
  });

  test('one of a moment, or of who asks, is not', async () => {
    const [who, key, json] = [await newKey(), anyKey(), newCredential()];
    await db.query("UPDATE api_key SET scopes = '{use}' WHERE id = $1", [who.id]);
    expect((await post('/api/credentials', who, json, key)).status).toBe(403);
    await db.query("UPDATE api_key SET scopes = '{manage}' WHERE id = $1", [who.id]);
    completeEnvironment({ GRAPH_BASE_URL: 'http://127.0.0.1:9' });
    expect((await post('/api/credentials', who, json, key)).status).toBe(502);
    completeEnvironment({ GRAPH_BASE_URL: sandbox.url });
    expect((await post('/api/credentials', who, json, key)).status).toBe(201);
  });
});

test('a caller who wants steps gets the old answer as their result', async () => {
  const [who, key, json] = [await newKey(), anyKey(), newCredential()];
  const steps = { accept: 'application/x-ndjson' };
  const send = async () => {
    const { text } = await post('/api/credentials', who, json, key, steps);
    return text
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  };
  const first = await send();
  expect(first.length).toBeGreaterThan(1);
  expect(await send()).toEqual([first.at(-1)]);
  expect((await post('/api/credentials', who, json, key)).body).toEqual(
    (first.at(-1) as { body: unknown }).body,
  );
});

test('after a day the Idempotency-Key is free, and the background work forgets the answer', async () => {
  const [who, key] = [await newKey(), anyKey()];
  const make = () => post('/api/sources', who, newResource(), key);
  expect((await make()).status).toBe(201);
  await db.query("UPDATE repeatable_request SET created_at = now() - interval '23 hours 59 minutes'");
  await forgetAnswers();
  expect((await make()).status).toBe(409);
  await db.query("UPDATE repeatable_request SET created_at = now() - interval '24 hours 1 second'");
  expect((await make()).status).toBe(201);
  expect(await countOf('repeatable_request')).toBeGreaterThan(1);
  await forgetAnswers();
  expect(await countOf('repeatable_request')).toBe(1);
});

test('an answer whose sealing key is gone is told as such, and nothing is done again', async () => {
  const [who, key, json] = [await newKey(), anyKey(), newResource()];
  const send = () => post('/api/sources', who, json, key);
  await send();
  await db.query(
    'UPDATE repeatable_request SET envelope = replace(envelope, \'"kid":"k1"\', \'"kid":"gone"\')',
  );
  const answer = await send();
  expect([answer.status, answer.body.code]).toEqual([409, 'answer_locked']);
  expect(await countOf('data_resource', 'name = $1', [json.name])).toBe(1);
});

/** A way to the database on which the answer to the next COMMIT gets lost, though the server does it. */
async function losingCommits(): Promise<{ url: string; lose: () => void; close: () => void }> {
  let armed = false;
  const sockets = new Set<Socket>();
  const { hostname, port } = new URL(databaseUrl);
  const server: Server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => undefined));
    upstream.pipe(client);
    client.on('data', (data) => {
      const cut = armed && data.includes('COMMIT');
      if (cut) {
        armed = false;
        upstream.unpipe(client);
      }
      upstream.write(data, () => cut && client.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' && address ? address.port : 0);
  return {
    url: url.href,
    lose: () => {
      armed = true;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test('whoever loses the answer to the commit gets it by asking again', async () => {
  const way = await losingCommits();
  await closeDatabase();
  completeEnvironment({ DATABASE_URL: way.url });
  try {
    const [who, key, json] = [await newAdmin(), anyKey(), { name: anyName(), scopes: ['use'] }];
    const send = () => post('/api/keys', who, json, key);
    await database().$queryRaw`SELECT 1`;
    way.lose();
    const lost = await send();
    expect([lost.status, lost.body.code]).toEqual([503, 'commit_unknown']);
    const again = await vi.waitUntil(async () => {
      const answer = await send();
      return answer.body.code === 'request_under_way' ? null : answer;
    });
    expect(again.status, again.text).toBe(201);
    expect(String(again.body.key)).toMatch(/^fk_/);
    expect(await countOf('api_key', 'name = $1', [json.name])).toBe(1);
    expect(await countOf('audit_event', "action = 'api_key.created' AND target_name = $1", [json.name])).toBe(
      1,
    );
  } finally {
    await closeDatabase();
    way.close();
    completeEnvironment({ DATABASE_URL: databaseUrl });
  }
});
