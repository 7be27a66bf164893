/** The server or its database dies in the middle of a change: the old state or the new one is left, never half. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Tile, tileSchema } from '../../lib/credential/look/tile.ts';
import { sandboxTokens } from '../../sandbox/tokens.ts';
import { anyToken } from '../any-token.ts';
import { databaseUrlOf, freePort, operate, startScript } from '../world.ts';

type Script = Awaited<ReturnType<typeof startScript>>;

let env: Record<string, string>;
let sandbox: Script;
let server: Script;
let client: pg.Client;
let headers: Record<string, string>;

async function start(): Promise<Script> {
  return startScript(['scripts/serve.ts'], env, /Flowkeep is ready/);
}

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'flowkeep-crash-'));
  sandbox = await startScript(['sandbox/main.ts', '--port', '0'], {}, /http:\/\/127\.0\.0\.1:\d+/);
  const PORT = String(await freePort());
  env = { DATA_DIR: dataDir, PORT, GRAPH_BASE_URL: sandbox.match[0], LOG_LEVEL: 'error' };
  server = await start();
  const key = await operate({ env }, ['key', 'create', '--name', 'tests', '--scope', 'manage']);
  headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  client = new pg.Client({ connectionString: await databaseUrlOf(dataDir) });
  await client.connect();
  await client.query(
    `CREATE FUNCTION pause() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN PERFORM pg_sleep(0.7); RETURN COALESCE(NEW, OLD); END $$`,
  );
});

afterAll(async () => {
  await client.end();
  await server.stop();
  await sandbox.stop();
  await rm(env.DATA_DIR ?? '', { recursive: true, force: true });
});

async function send(method: string, path: string, body?: unknown, version?: number) {
  const response = await fetch(`http://localhost:${env.PORT}${path}`, {
    method,
    headers: { ...headers, ...(version ? { 'if-match': `"${version}"` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

/** A credential whose token was replaced once, used by one source. */
async function prepared(): Promise<Tile> {
  const name = `crash ${randomBytes(6).toString('hex')}`;
  const json = { connector: 'whatsapp-flows', name, accessToken: anyToken(), wabaId: '104996122399160' };
  const added = await send('POST', '/api/credentials', { ...json, apiVersion: 'v26.0' });
  const { id } = tileSchema.parse(added.body);
  await send('POST', '/api/sources', { name, connector: 'whatsapp-flows', credentialId: id });
  return tileSchema.parse(
    (await send('PUT', `/api/credentials/${id}/token`, { accessToken: anyToken() }, 1)).body,
  );
}

/** Everything that a change of a credential writes, as one value. */
async function everythingOf(id: string): Promise<unknown> {
  const { rows } = await client.query(
    `SELECT to_jsonb(c) AS credential,
       (SELECT jsonb_agg(s ORDER BY purpose, version) FROM sealed_secret s WHERE s.credential_id = c.id) AS sealed,
       (SELECT jsonb_agg(t ORDER BY version) FROM retired_token t WHERE t.credential_id = c.id) AS retired,
       (SELECT count(*) FROM inspection i WHERE i.credential_id = c.id) AS inspections,
       (SELECT jsonb_agg(r) FROM data_resource r WHERE r.name = c.name) AS resources,
       (SELECT count(*) FROM audit_event e WHERE e.target_id = c.id::text) AS events
     FROM credential c WHERE c.id = $1`,
    [id],
  );
  return rows[0];
}

/** Waits until a change is in its pause: from then on there is the whole of it to strike. */
async function untilPaused(): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    const { rows } = await client.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
    if (rows.length > 0) return;
    await sleep(10);
  }
  throw new Error('the change did not come to its pause');
}

/** Waits until the statements that a dead server left running have ended. */
async function untilQuiet(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await client.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = 'flowkeep' AND state <> 'idle' AND pid <> pg_backend_pid()",
    );
    if (rows.length === 0) return;
    await sleep(50);
  }
  throw new Error('the database did not come to rest');
}

/** Runs work while a table's changes take their time. */
async function slowly(table: string, event: string, work: () => Promise<void>): Promise<void> {
  await client.query(
    `CREATE TRIGGER z_pause AFTER ${event} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION pause()`,
  );
  try {
    await work();
  } finally {
    await client.query(`DROP TRIGGER z_pause ON ${table}`);
  }
}

const changes: Record<string, (tile: Tile) => Promise<unknown>> = {
  replace: ({ id, version }) =>
    send('PUT', `/api/credentials/${id}/token`, { accessToken: anyToken() }, version),
  'roll back': ({ id, version }) => send('POST', `/api/credentials/${id}/rollback`, {}, version),
  edit: ({ id, version }) => send('PATCH', `/api/credentials/${id}`, { apiVersion: 'v25.0' }, version),
  delete: ({ id, name }) =>
    send('DELETE', `/api/credentials/${id}?${new URLSearchParams({ detach: 'true', confirm: name })}`),
};

const steps: [change: string, table: string, event: string][] = [
  ['replace', 'retired_token', 'INSERT'],
  ['replace', 'sealed_secret', 'INSERT'],
  ['replace', 'inspection', 'INSERT'],
  ['replace', 'credential', 'UPDATE'],
  ['replace', 'audit_event', 'INSERT'],
  ['roll back', 'retired_token', 'DELETE'],
  ['roll back', 'credential', 'UPDATE'],
  ['roll back', 'audit_event', 'INSERT'],
  ['edit', 'credential', 'UPDATE'],
  ['edit', 'audit_event', 'INSERT'],
  ['delete', 'data_resource', 'UPDATE'],
  ['delete', 'sealed_secret', 'DELETE'],
  ['delete', 'credential', 'UPDATE'],
  ['delete', 'audit_event', 'INSERT'],
];

describe('a kill -9 leaves the state from before', () => {
  test.each(steps)('%s, killed after its step on %s (%s)', async (change, table, event) => {
    const tile = await prepared();
    const before = await everythingOf(tile.id);
    await slowly(table, event, async () => {
      const answer = changes[change]?.(tile).catch(() => 'no answer');
      await untilPaused();
      await server.stop('SIGKILL');
      expect(await answer).toBe('no answer');
      await untilQuiet();
    });
    expect(await everythingOf(tile.id)).toEqual(before);
    server = await start();
    // The old token is still the one in use, and the change can be made after all.
    expect(await changes[change]?.(tile)).toMatchObject({ status: change === 'delete' ? 204 : 200 });
  });

  test('and the audit trail is whole', async () => {
    expect(await operate({ env }, ['audit', 'verify'])).toBe('The audit trail is whole.');
  });
});

/** Ends the session that is in its pause. */
async function cutOff(): Promise<void> {
  await untilPaused();
  await client.query(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid <> pg_backend_pid()",
  );
}

describe('the database going away in the middle', () => {
  test.each(steps)(
    '%s, cut off twice after its step on %s (%s), answers 503 and leaves everything as it was',
    async (change, table, event) => {
      const tile = await prepared();
      const before = await everythingOf(tile.id);
      await slowly(table, event, async () => {
        const answer = changes[change]?.(tile);
        await cutOff();
        await cutOff();
        expect(await answer).toMatchObject({ status: 503, body: { code: 'database_unavailable' } });
        await untilQuiet();
      });
      expect(await everythingOf(tile.id)).toEqual(before);
    },
  );

  test.each(Object.keys(changes))('%s, cut off once, is made all the same, and once', async (change) => {
    const tile = await prepared();
    const events = "SELECT count(*)::int AS n FROM audit_event WHERE target_id = $1 AND outcome = 'done'";
    const before = (await client.query(events, [tile.id])).rows[0].n;
    await slowly('credential', 'UPDATE', async () => {
      const answer = changes[change]?.(tile);
      await cutOff();
      expect(await answer).toMatchObject({ status: change === 'delete' ? 204 : 200 });
    });
    expect((await client.query(events, [tile.id])).rows[0].n).toBe(before + 1);
  });
});

test('of two changes that wait for each other both are made', async () => {
  const [one, two] = [await prepared(), await prepared()];
  await client.query(
    `CREATE FUNCTION cross_over() RETURNS trigger LANGUAGE plpgsql AS $$
     DECLARE first int := CASE WHEN NEW.id = '${one.id}' THEN 1 ELSE 2 END;
     BEGIN
       PERFORM pg_advisory_xact_lock(first);
       PERFORM pg_sleep(0.5);
       PERFORM pg_advisory_xact_lock(3 - first);
       RETURN NEW;
     END $$;
     CREATE TRIGGER a_cross BEFORE UPDATE ON credential FOR EACH ROW EXECUTE FUNCTION cross_over()`,
  );
  const deadlocks = 'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()';
  const before = (await client.query(deadlocks)).rows[0].n;
  try {
    const answers = await Promise.all([one, two].map((tile) => changes.edit?.(tile)));
    expect(answers).toMatchObject([{ status: 200 }, { status: 200 }]);
    // Told by the session that met it, once it is idle.
    await expect
      .poll(async () => (await client.query(deadlocks)).rows[0].n, { timeout: 10_000 })
      .toBeGreaterThan(before);
  } finally {
    await client.query('DROP TRIGGER a_cross ON credential; DROP FUNCTION cross_over()');
  }
});

test('Graph dying during a proof leaves everything as it was', async () => {
  const tile = await prepared();
  const before = await everythingOf(tile.id);
  for (const id of ['reset', 'truncated', 'error-html']) {
    const accessToken = sandboxTokens.find((token) => token.id === id)?.token;
    const answer = await send('PUT', `/api/credentials/${tile.id}/token`, { accessToken }, tile.version);
    expect(answer.status).toBe(502);
  }
  expect(await everythingOf(tile.id)).toEqual(before);
});
