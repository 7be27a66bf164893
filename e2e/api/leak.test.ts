/** A marker token and App Secret go through the product; then everything that left it is searched for them. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxAppSecret } from '../../sandbox/tokens.ts';
import { admin, databaseUrlOf, operate, type RunningWorld, startWorld } from '../world.ts';

const marker = 'MARKERq7Zk2pWv9Xd4';
const token = `EAASANDBOX${marker}aB3cD5eF7gH9jK1mN3pQ5rS7tU9vW1`;
/** Another token with the same marker, to replace the first with. */
const second = token.replace(/.{8}$/, 'second02');
const appSecret = sandboxAppSecret;
const wabaId = '104996122399160';

/** The marker in every dress in which it could walk out. */
function dresses(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const middle = secret.slice(10, 28);
  return [
    middle,
    ...[0, 6, 12].map((start) => secret.slice(10 + start, 22 + start)),
    [...middle].toReversed().join(''),
    bytes.toString('hex').slice(20, 56),
    // Base64 shifts with its place: all three.
    ...[0, 1, 2].map((shift) =>
      bytes
        .subarray(9 + shift, 27 + shift)
        .toString('base64')
        .slice(4, 20),
    ),
  ];
}

const forbidden = [...dresses(token), appSecret, Buffer.from(appSecret).toString('base64').slice(0, 40)];

function leaks(text: string): string[] {
  return forbidden.filter((form) => text.includes(form));
}

let world: RunningWorld;
let seen = '';
let key = '';

async function get(path: string, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  const response = await fetch(`${world.url}${path}`, { redirect: 'manual', ...init });
  const text = await response.text();
  seen += `${path.split('?')[0]} ${response.status} ${JSON.stringify([...response.headers])} ${text}\n`;
  return { status: response.status, text };
}

const send = (method: string, path: string, json: unknown, headers: Record<string, string> = {}) =>
  get(path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(json),
  });

const post = (path: string, json: unknown, headers: Record<string, string> = {}) =>
  send('POST', path, json, headers);

const body = (changes: Record<string, unknown> = {}) => ({
  connector: 'whatsapp-flows',
  name: `Leak ${Math.random()}`,
  accessToken: token,
  wabaId,
  ...changes,
});

/** Signs the admin in. @returns the Cookie header */
async function cookies(): Promise<string> {
  const csrf = await fetch(`${world.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const jar = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  const answer = await fetch(`${world.url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: jar.join('; '), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...admin, csrfToken, json: 'true' }),
  });
  return [...jar, ...answer.headers.getSetCookie().map((line) => line.split(';')[0])].join('; ');
}

beforeAll(async () => {
  world = await startWorld({ LOG_LEVEL: 'debug' });
  key = await operate(world, ['key', 'create', '--name', 'leak', '--scope', 'manage', '--scope', 'use']);
});

afterAll(() => world.stop());

describe('nothing that leaves holds the token or the App Secret', () => {
  test('answers of good and bad adds, in both forms', async () => {
    expect((await post('/api/credentials', body({ appSecret }))).status).toBe(201);
    expect((await post('/api/credentials', body(), { accept: 'application/x-ndjson' })).status).toBe(200);
    await post('/api/inspections', { accessToken: token, wabaId, appSecret });
    for (const wrong of [
      { wabaId: '999999999999999' },
      { apiVersion: 'v99.0' },
      { name: token },
      { description: `pasted ${token}` },
      { accessToken: `Bearer ${token}` },
      { accessToken: `${token}\n${token}` },
      { [token]: 1 },
      { appSecret: `${appSecret}0` },
      { connector: token },
      { unchecked: token },
    ]) {
      expect((await post('/api/credentials', body(wrong))).status).toBeGreaterThanOrEqual(400);
    }
    const broken = {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    };
    await get('/api/credentials', { ...broken, body: `{"accessToken":"${token}"` });
    await get(`/api/credentials?token=${token}`, { headers: { authorization: `Bearer ${key}` } });
    expect(leaks(seen)).toEqual([]);
  });

  test('answers of good and bad changes, and what they leave to be read', async () => {
    const { id } = JSON.parse((await post('/api/credentials', body({ appSecret }))).text) as { id: string };
    const path = `/api/credentials/${id}`;
    const on = (version: number) => ({ 'if-match': `"${version}"` });
    expect((await send('PUT', `${path}/token`, { accessToken: second }, on(1))).status).toBe(200);
    expect((await post(`${path}/rollback`, {}, on(2))).status).toBe(200);
    const steps = { accept: 'application/x-ndjson', ...on(3) };
    expect((await send('PUT', `${path}/token`, { accessToken: second, appSecret }, steps)).status).toBe(200);
    for (const [wrong, version] of [
      [{ accessToken: second }, 4],
      [{ accessToken: token }, 1],
      [{ accessToken: token, wabaId: '999999999999999' }, 4],
      [{ accessToken: token, wabaId: '639297322149561' }, 4],
      [{ accessToken: token, wabaId: '639297322149561', confirm: second }, 4],
      [{ accessToken: `${token} x` }, 4],
      [{ accessToken: 1, [token]: token }, 4],
      [{ accessToken: token, appSecret: `${appSecret}0` }, 4],
    ] as const)
      expect((await send('PUT', `${path}/token`, wrong, on(version))).status).toBeGreaterThanOrEqual(400);
    for (const wrong of [{ name: token }, { wabaId: token }, { apiVersion: token }, { [token]: token }])
      expect((await send('PATCH', path, wrong, { 'if-match': '"4"' })).status).toBe(400);
    await send('PATCH', path, { name: 'x' }, { 'if-match': token });
    const headers = { authorization: `Bearer ${key}` };
    for (const view of ['history', 'inspections', 'resources'])
      expect((await get(`${path}/${view}`, { headers })).status).toBe(200);
    expect((await get(`${path}?detach=${token}`, { method: 'DELETE', headers })).status).toBe(400);
    expect((await get(`${path}?confirm=${token}`, { method: 'DELETE', headers })).status).toBe(204);
    expect((await get('/api/credentials/deleted', { headers })).status).toBe(200);
    expect((await post(`${path}/restoration`, { name: `Leak back ${Math.random()}` })).status).toBe(200);
    expect(leaks(seen)).toEqual([]);
  });

  test('answers of good and bad samples and choices', async () => {
    const { id } = JSON.parse((await post('/api/credentials', body({ appSecret }))).text) as { id: string };
    const sampled = { connector: 'whatsapp-flows', credentialId: id };
    const read = { ...sampled, kind: 'source', endpoint: 'list-flows' };
    const write = { ...sampled, kind: 'destination', endpoint: 'manual-write' };
    const on = { method: 'POST', path: `/${wabaId}/flows` };
    expect((await post('/api/samples', read)).status).toBe(200);
    expect((await post('/api/samples', { ...write, parameters: on })).status).toBe(200);
    expect((await post('/api/samples', { ...write, parameters: on, send: true })).status).toBeGreaterThan(
      400,
    );
    const headers = { authorization: `Bearer ${key}` };
    expect((await get(`/api/credentials/${id}/choices?of=flows`, { headers })).status).toBe(200);
    for (const wrong of [
      { path: `/${token}` },
      { query: `access_token=${token}` },
      { body: JSON.stringify({ access_token: token }) },
      { body: token },
      { method: token },
      { [token]: token },
      { [token.slice(0, 50)]: 1 },
    ]) {
      const parameters = { ...on, ...wrong };
      expect((await post('/api/samples', { ...write, parameters })).status).toBe(400);
      expect((await post('/api/samples', { ...write, payload: parameters })).status).toBe(400);
      const { kind: _, ...destination } = { ...write, parameters, name: `Leak ${Math.random()}` };
      expect((await post('/api/destinations', destination)).status).toBe(400);
    }
    await post('/api/samples', { ...read, endpoint: token });
    expect(leaks(seen)).toEqual([]);
  });

  test('lists, tiles, inspections, pages and RSC payloads', async () => {
    const headers = { authorization: `Bearer ${key}` };
    const list = JSON.parse((await get('/api/credentials', { headers })).text) as { items: { id: string }[] };
    expect(list.items.length).toBeGreaterThan(1);
    for (const { id } of list.items) {
      await get(`/api/credentials/${id}`, { headers });
      await post(`/api/credentials/${id}/inspection`, {});
      await post('/api/sources', { name: `s ${id}`, connector: 'whatsapp-flows', credentialId: id });
    }
    const cookie = await cookies();
    const [first] = list.items;
    const pages = [
      '/sources',
      '/destinations',
      '/credentials',
      '/sources/new',
      '/sources/new?connector=whatsapp-flows',
      `/sources/new?connector=whatsapp-flows&credential=${first?.id}`,
      `/sources/new?connector=whatsapp-flows&credential=${first?.id}&step=configure`,
      `/credentials?q=${wabaId}`,
      '/nothing',
      '/demo',
      '/sign-in',
      '/setup',
    ];
    for (const page of pages) {
      await get(page, { headers: { cookie } });
      await get(page, { headers: { cookie, rsc: '1' } });
    }
    expect(seen).toContain('Leak 0.');
    expect(leaks(seen)).toEqual([]);
  });

  test('the log, which does have a line for each request', () => {
    expect(world.output()).toContain('"path":"/api/credentials"');
    expect(leaks(world.output())).toEqual([]);
    expect(world.output()).not.toContain(key);
    expect(world.output()).not.toContain(admin.password);
  });

  test('any table of the database, read raw', async () => {
    const client = new pg.Client({ connectionString: await databaseUrlOf(world.dataDir) });
    await client.connect();
    const { rows: tables } = await client.query(
      "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')",
    );
    let dump = '';
    for (const { name } of tables) {
      const { rows } = await client.query(`SELECT t::text FROM ${name} t`);
      dump += rows.map((row) => row.t).join('\n');
    }
    await client.end();
    expect(dump).toContain('encrypted_key');
    expect(leaks(dump)).toEqual([]);
    expect(dump).not.toContain(key.slice(3));
  });

  test('any file of the data folder, the write-ahead log included', async () => {
    const entries = await readdir(world.dataDir, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBeGreaterThan(100);
    for (const file of files) {
      if (existsSync(file))
        expect([file, leaks((await readFile(file)).toString('latin1'))]).toEqual([file, []]);
    }
  });

  test('the command line and the environment of the server', () => {
    const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(leaks(processes)).toEqual([]);
  });

  test('the log of a page that fails with the token in its message, which Next prints by itself', async () => {
    const client = new pg.Client({ connectionString: await databaseUrlOf(world.dataDir) });
    await client.connect();
    await client.query(`
      CREATE FUNCTION fail() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no row for ${token}'; END $$;
      ALTER TABLE api_key RENAME TO api_key_kept;
      CREATE VIEW api_key AS SELECT * FROM api_key_kept WHERE fail();`);
    await client.end();
    const headers = { cookie: await cookies() };
    expect((await get('/keys', { headers })).text).toContain('__next_error__');
    const printed = world
      .output()
      .split('\n')
      .filter((line) => line.includes('no row for'));
    expect(printed.map((line) => JSON.parse(line))).toMatchObject([
      { level: 50, printed: true, requestId: expect.any(String), msg: expect.stringContaining('[secret]') },
    ]);
    expect(leaks(seen + world.output())).toEqual([]);
  });
});
