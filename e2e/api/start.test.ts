/** Starting, stopping and losing the database, with the real server in processes of their own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { engineLock } from '../../prisma/migration-engine.ts';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { sandboxTokens } from '../../sandbox/tokens.ts';
import { databaseUrlOf, freePort, operate, startScript, startWorld } from '../world.ts';

const ready = /Flowkeep is ready/;
const cleanUp: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work();
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'flowkeep-start-'));
  cleanUp.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function server(env: Record<string, string>) {
  const PORT = env.PORT ?? String(await freePort());
  const running = await startScript(['scripts/serve.ts'], { LOG_LEVEL: 'info', PORT, ...env }, ready);
  cleanUp.push(() => running.stop('SIGKILL'));
  return { ...running, url: `http://localhost:${PORT}`, port: PORT };
}

/** Starts a server that must not come up. @returns what it printed, with its exit code at the end */
async function failingStart(env: Record<string, string>): Promise<string> {
  const error: unknown = await server(env).then(
    () => new Error('it came up'),
    (reason: unknown) => reason,
  );
  return String(error);
}

describe('a start is refused with one sentence and exit code 1', () => {
  test.each([
    ['PORT', { PORT: '70000' }, 'PORT must be'],
    ['GRAPH_BASE_URL', { GRAPH_BASE_URL: 'https://graph.facebook.com.evil.test' }, 'GRAPH_BASE_URL must be'],
    ['VAULT_KEYS', { VAULT_KEYS: 'correct horse battery staple' }, 'openssl rand -base64 32'],
    [
      'AUDIT_ANCHOR_FILE',
      { AUDIT_ANCHOR_FILE: '/nowhere/anchors' },
      "can't be kept in /nowhere/anchors (ENOENT)",
    ],
    [
      'DATABASE_URL',
      { DATABASE_URL: 'postgresql://app:hunter2@127.0.0.1:1/flowkeep' },
      '127.0.0.1:1/flowkeep',
    ],
  ])('when %s is wrong', async (_name, env, sentence) => {
    const text = await failingStart({ DATA_DIR: await folder(), ...env });
    expect(text).toContain('ended with 1');
    expect(text).toContain("Flowkeep can't start.");
    expect(text).toContain(sentence);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('correct horse');
    expect(text).not.toMatch(/\n\s+at /);
  });

  test('when its port is in use', async () => {
    const DATA_DIR = await folder();
    const first = await server({ DATA_DIR });
    expect(await failingStart({ DATA_DIR, PORT: first.port })).toContain(`Port ${first.port} is in use`);
  });

  test('when the data was made by a newer Flowkeep', async () => {
    const { url, drop } = await createTestDatabase();
    cleanUp.push(drop);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, started_at, applied_steps_count)
       VALUES ('x', 'x', '29990101000000_later', now(), now(), 1)`,
    );
    await client.end();
    const text = await failingStart({ DATA_DIR: await folder(), DATABASE_URL: url });
    expect(text).toContain('newer Flowkeep');
    expect(text).toContain('29990101000000_later');
  });

  test('when the sealing keys are gone, and no new ones are made over the data', async () => {
    const DATA_DIR = await folder();
    const first = await server({ DATA_DIR });
    await first.stop();
    const [keys, away] = [join(DATA_DIR, 'vault-keys'), join(DATA_DIR, 'moved')];
    await rename(keys, away);
    const [id] = (await readFile(away, 'utf8')).split(':');
    const said = `The sealing keys are missing: ${keys} is gone, but sealed data exists. This data needs ${id}.`;
    expect(await failingStart({ DATA_DIR })).toContain(said);
    const wrongPath = await failingStart({ DATA_DIR, VAULT_KEYS_FILE: join(DATA_DIR, 'nowhere') });
    expect(wrongPath).toContain(`nowhere does not exist. This data needs the sealing keys ${id}.`);
    const otherKey = await failingStart({ DATA_DIR, VAULT_KEYS: `k2:${randomBytes(32).toString('base64')}` });
    expect(otherKey).toContain(`needs are not loaded: ${id}.`);
    await rename(away, keys);
    const again = await server({ DATA_DIR });
    expect((await fetch(`${again.url}/api/health`)).status).toBe(200);
  }, 60_000);

  test('when the key file can be read by others', async () => {
    const path = join(await folder(), 'keys');
    await writeFile(path, `k1:${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o644 });
    const text = await failingStart({ DATA_DIR: await folder(), VAULT_KEYS_FILE: path });
    expect(text).toContain(path);
    expect(text).not.toContain('BwcHBwcH');
  });
});

describe('several instances', () => {
  test('that start at once on one empty data folder come up with one key and one session secret', async () => {
    const DATA_DIR = await folder();
    const servers = await Promise.all(Array.from({ length: 4 }, () => server({ DATA_DIR })));
    const client = new pg.Client({ connectionString: await databaseUrlOf(DATA_DIR) });
    await client.connect();
    const { rows } = await client.query('SELECT id, state FROM vault_key');
    expect(rows).toHaveLength(1);
    expect((await readFile(join(DATA_DIR, 'vault-keys'), 'utf8')).trim().split('\n')).toHaveLength(1);
    // Each prints a code of its own, and each code opens the set-up at any of them.
    const codes = servers.map((one) => /one-time code (\S+)/.exec(one.output())?.[1]);
    expect(new Set(codes).size).toBe(4);
    const setUp = async (code: string | undefined) => {
      const answer = await fetch(`${servers[0]?.url}/api/setup`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: servers[0]?.url ?? '' },
        body: JSON.stringify({ code, name: 'Ada', email: 'ada@example.com', password: 'twelve letters' }),
      });
      return answer.status;
    };
    // A code ends with its process, however that ends.
    expect(await servers[3]?.stop()).toBe(0);
    await servers[2]?.stop('SIGKILL');
    const living = async () =>
      (await client.query('SELECT 1 FROM setup_code WHERE ends_at > now()')).rowCount;
    await expect.poll(living, { timeout: 20_000 }).toBe(2);
    await client.end();
    expect([await setUp(codes[3]), await setUp(codes[2]), await setUp(codes[1])]).toEqual([403, 403, 201]);
    // The first to go leaves the database to the others.
    expect(await servers[0]?.stop()).toBe(0);
    expect((await fetch(`${servers[1]?.url}/api/health`)).status).toBe(200);
  });
});

describe('stopping', () => {
  test('a SIGTERM lets answers under way finish, and exits with 0', async () => {
    const world = await startWorld({ LOG_LEVEL: 'info' });
    const key = await operate(world, ['key', 'create', '--name', 'x', '--scope', 'manage']);
    const slow = sandboxTokens.find(({ id }) => id === 'slow');
    const answers = Array.from({ length: 4 }, (_, n) =>
      fetch(`${world.url}/api/credentials`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          connector: 'whatsapp-flows',
          name: `slow ${n}`,
          accessToken: slow?.token,
          wabaId: slow?.wabaId,
          apiVersion: 'v26.0',
        }),
      }).then(({ status }) => status),
    );
    await new Promise((resolve) => setTimeout(resolve, 800));
    const stopped = world.stop();
    expect(await Promise.all(answers)).toEqual(Array(4).fill(201));
    const answered = performance.now();
    expect(await stopped).toBe(0);
    // Their connections are still open here, and would be kept for another three seconds.
    expect(performance.now() - answered).toBeLessThan(2_500);
  });

  test.each([
    ['goes on waiting', false, 1],
    ['comes to its turn', true, 0],
  ])('a SIGTERM ends a start that waits for another one and %s', async (_what, freed, code) => {
    const { url, drop } = await createTestDatabase();
    cleanUp.push(drop);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    cleanUp.push(() => other.end());
    await other.query('SELECT pg_advisory_lock($1)', [engineLock]);
    const PORT = String(await freePort());
    const env = { LOG_LEVEL: 'info', PORT, DATA_DIR: await folder(), DATABASE_URL: url };
    // No word is waited for: it prints none.
    const starting = await startScript(['scripts/serve.ts'], env, /(?:)/);
    cleanUp.push(() => starting.stop('SIGKILL'));
    const query = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`;
    const waiting = async () => (await other.query(query)).rowCount;
    await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
    const told = performance.now();
    const ended = starting.stop();
    if (freed) await other.query('SELECT pg_advisory_unlock($1)', [engineLock]);
    expect(await ended).toBe(code);
    expect(performance.now() - told).toBeLessThan(8_000);
    expect(starting.output()).not.toMatch(ready);
  });

  test('a kill -9 leaves data that the next start opens', async () => {
    const DATA_DIR = await folder();
    const first = await server({
      DATA_DIR,
      ADMIN_EMAIL: 'ada@example.com',
      ADMIN_PASSWORD: 'twelve letters',
    });
    await first.stop('SIGKILL');
    const second = await server({ DATA_DIR });
    expect((await fetch(`${second.url}/api/health`)).status).toBe(200);
    expect(second.output()).not.toContain('one-time code');
  });
});

test('while the database is away answers are 503, and it is used again when it is back', async () => {
  const DATA_DIR = await folder();
  const one = await server({ DATA_DIR });
  const health = () => fetch(`${one.url}/api/health`, { signal: AbortSignal.timeout(20_000) });
  expect((await health()).status).toBe(200);
  const url = await databaseUrlOf(DATA_DIR);
  const admin = new pg.Client({ connectionString: url.replace(/\/flowkeep$/, '/postgres') });
  await admin.connect();
  await admin.query('ALTER DATABASE flowkeep ALLOW_CONNECTIONS false');
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'flowkeep'");
  const away = await health();
  expect(away.status).toBe(503);
  expect(await away.json()).toMatchObject({ code: 'database_unavailable' });
  expect(away.headers.get('retry-after')).toBe('5');
  const page = await fetch(`${one.url}/sign-in`, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
  await admin.query('ALTER DATABASE flowkeep ALLOW_CONNECTIONS true');
  await admin.end();
  expect((await health()).status).toBe(200);
});
