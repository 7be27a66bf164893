/** The server under a role that may only append to the audit trail, and its anchors outside of the database. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tileSchema } from '../../lib/credential/look/tile.ts';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { anyToken } from '../any-token.ts';
import { admin, operate, type RunningWorld, startWorld } from '../world.ts';
import { goodBody, Jar } from './client.ts';

const suffix = randomBytes(4).toString('hex');
const [owner, app, name] = [`owner_${suffix}`, `app_${suffix}`, `anchored_${suffix}`];

let base: Awaited<ReturnType<typeof createTestDatabase>>;
let superuser: pg.Client;
let folder: string;
let world: RunningWorld;
let keys: Record<'manage' | 'use', string>;
let shared: Record<string, string>;

function as(role: string): string {
  const url = new URL(base.url);
  [url.username, url.password, url.pathname] = [role, 'secret', `/${name}`];
  return url.href;
}

/** Runs statements as a role. */
async function run(role: string, sql: string) {
  const client = new pg.Client({ connectionString: as(role) });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

const operateAs = (role: string, ...args: string[]) =>
  operate({ env: { ...shared, DATABASE_URL: as(role) } }, args);

/** An operator's command that ends badly. @returns its exit code and what it said */
async function failure(role: string, ...args: string[]): Promise<{ code: number; stderr: string }> {
  return operateAs(role, ...args).then(
    () => ({ code: 0, stderr: '' }),
    (error: { code: number; stderr: string }) => error,
  );
}

async function anchors(): Promise<{ seq: number; hash: string }[]> {
  const text = await readFile(shared.AUDIT_ANCHOR_FILE ?? '', 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

beforeAll(async () => {
  base = await createTestDatabase();
  superuser = new pg.Client({ connectionString: base.url });
  await superuser.connect();
  for (const role of [owner, app]) await superuser.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
  await superuser.query(`CREATE DATABASE ${name} OWNER ${owner}`);
  folder = await mkdtemp(join(tmpdir(), 'flowkeep-anchored-'));
  shared = {
    DATA_DIR: folder,
    AUDIT_ANCHOR_FILE: join(folder, 'anchors'),
    VAULT_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  };
  await operateAs(owner, 'audit', 'role', app, '--apply');
  world = await startWorld({ ...shared, DATABASE_URL: as(app), LOG_LEVEL: 'info' });
  const made = ['manage', 'use'].map((scope) =>
    operateAs(app, 'key', 'create', '--name', scope, '--scope', scope),
  );
  const [manage = '', use = ''] = await Promise.all(made);
  keys = { manage, use };
});

afterAll(async () => {
  await superuser.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  for (const role of [app, owner]) await superuser.query(`DROP ROLE IF EXISTS ${role}`);
  await superuser.end();
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

async function send(method: string, path: string, body?: unknown, version?: number) {
  return fetch(`${world.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${path.startsWith('/graph') ? keys.use : keys.manage}`,
      ...(version ? { 'if-match': `"${version}"` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Signs the first admin in, as a browser does. @returns the status */
async function signIn(): Promise<number> {
  const jar = new Jar();
  const csrf = await fetch(`${world.url}/api/auth/csrf`);
  jar.take(csrf.headers);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await csrf.json());
  const body = new URLSearchParams({ ...admin, csrfToken, json: 'true' });
  const answer = await fetch(`${world.url}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: jar.header,
    body,
  });
  return answer.status;
}

describe('under the role for the app', () => {
  test('everything works that people, programs and background work do', async () => {
    const added = await send('POST', '/api/credentials', goodBody());
    expect(added.status).toBe(201);
    const { id, name: credential, wabaId } = tileSchema.parse(await added.json());
    const path = `/api/credentials/${id}`;
    const source = { name: credential, connector: 'whatsapp-flows', credentialId: id };
    const steps: [status: number, ...request: Parameters<typeof send>][] = [
      [200, 'PATCH', path, { description: 'changed' }, 1],
      [200, 'PUT', `${path}/token`, { accessToken: anyToken() }, 2],
      [200, 'POST', `${path}/rollback`, {}, 3],
      [200, 'POST', `${path}/inspection`],
      [201, 'POST', '/api/sources', source],
      [200, 'GET', `/graph/${id}/v26.0/${wabaId}/flows`],
      [204, 'DELETE', `${path}?detach=true&confirm=${encodeURIComponent(credential)}`],
      [200, 'POST', `${path}/restoration`, {}],
      [200, 'GET', '/api/audit-events'],
    ];
    for (const [status, ...request] of steps) {
      const answer = await send(...request);
      expect([request.slice(0, 2), answer.status]).toEqual([request.slice(0, 2), status]);
    }
    expect(await signIn()).toBe(200);
    const used = "SELECT 1 FROM audit_event WHERE action = 'credential.used' AND outcome = 'done'";
    await expect.poll(async () => (await run(app, used)).rowCount, { timeout: 10_000 }).toBe(1);
    const worked = "SELECT DISTINCT name FROM pgboss.job WHERE state = 'completed'";
    await expect.poll(async () => (await run(app, worked)).rowCount, { timeout: 20_000 }).toBeGreaterThan(3);
  });

  test.each([
    "UPDATE audit_event SET outcome = 'other'",
    'DELETE FROM audit_event',
    'TRUNCATE audit_event',
    'UPDATE audit_head SET seq = 1',
    'DELETE FROM audit_head',
    'ALTER TABLE audit_event DISABLE TRIGGER ALL',
    'DROP TRIGGER audit_event_append ON audit_event',
    'CREATE TRIGGER mine BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event_refuse()',
    'CREATE OR REPLACE FUNCTION audit_event_append() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'CREATE TABLE public.mine (id int)',
    'DROP TABLE audit_event',
    'ALTER TABLE audit_event OWNER TO CURRENT_USER',
    "SET session_replication_role = 'replica'",
  ])('%s is refused', async (statement) => {
    await expect(run(app, statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('a temporary table of the name of the head changes nothing', async () => {
    const forged = `CREATE TEMPORARY TABLE audit_head AS SELECT 1 AS id, 700::bigint AS seq, repeat('0', 64) AS hash;
      INSERT INTO audit_event (actor_kind, actor_name, action, outcome, details) VALUES ('operator', 'x', 'x', 'x', '{}')`;
    await run(app, forged);
    const { rows } = await run(app, 'SELECT max(seq) = count(*) AS whole FROM audit_event');
    expect(rows).toEqual([{ whole: true }]);
  });
});

test('the server anchors the trail at its start and at its end, in the file and in the log', async () => {
  const [first] = await anchors();
  expect(first?.seq).toBeGreaterThan(0);
  expect(await world.stop()).toBe(0);
  const { rows } = await run(app, 'SELECT seq::int AS seq, hash FROM audit_head');
  expect((await anchors()).at(-1)).toMatchObject(rows[0]);
  const logged = world
    .output()
    .split('\n')
    .filter((line) => line.includes('"anchor":'));
  expect(logged.map((line) => JSON.parse(line).anchor)).toEqual(await anchors());
  expect(await operateAs(app, 'audit', 'verify')).toBe('The audit trail is whole.');
});

test('what the owner of the tables cuts off is found, with exit code 1; accepted for a reason, it counts', async () => {
  await run(
    owner,
    `ALTER TABLE audit_event DISABLE TRIGGER ALL;
     DELETE FROM audit_event WHERE seq > (SELECT max(seq) - 3 FROM audit_event);
     UPDATE audit_head SET (seq, hash) = (SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1);
     ALTER TABLE audit_event ENABLE TRIGGER ALL`,
  );
  expect(await failure(app, 'audit', 'verify')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The end of the audit trail is missing'),
  });
  await operateAs(app, 'audit', 'accept', '--reason', 'restored the backup of Monday');
  expect(await operateAs(app, 'audit', 'verify')).toBe('The audit trail is whole.');
  const { rows } = await run(app, 'SELECT action, details FROM audit_event ORDER BY seq DESC LIMIT 1');
  expect(rows).toEqual([{ action: 'audit.accepted', details: { reason: 'restored the backup of Monday' } }]);
});

test('without anchors the exit code is 3', async () => {
  await rm(shared.AUDIT_ANCHOR_FILE ?? '');
  expect(await failure(app, 'audit', 'verify')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('nothing outside the database'),
  });
});
