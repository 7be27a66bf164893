import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DatabaseError } from './database-error.ts';
import { startEmbeddedDatabase } from './embedded.ts';
import { binaries } from './postgres-process.ts';
import { readPostmaster } from './postmaster.ts';

const isRoot = process.getuid?.() === 0;
const embedded = join(import.meta.dirname, 'embedded.ts');
const log = () => undefined;
let dataDir: string;
const users: ChildProcess[] = [];

const postmaster = () => readPostmaster(join(dataDir, 'postgres'));

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

/** Another process that uses the database until its input ends. It prints the address, or why there is none. */
async function otherProcess(env: Record<string, string> = {}) {
  const code = `
    const { startEmbeddedDatabase } = await import(process.argv[1]);
    const { url, stop } = await startEmbeddedDatabase({ dataDir: process.argv[2], log() {} });
    console.log(url);
    await process.stdin.resume().toArray();
    await stop();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, embedded, dataDir], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  });
  users.push(child);
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let printed = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (text) => {
      printed += text;
      resolve();
    });
    child.stderr.on('data', (text) => {
      printed += text;
    });
    void exited.then(() => resolve());
  });
  const stop = () => {
    child.stdin.end();
    return exited;
  };
  const kill = () => {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
    return exited;
  };
  return { url: printed.trim(), stop, kill };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function killServer(): Promise<void> {
  const { pid } = (await postmaster()) ?? {};
  if (!pid) return;
  process.kill(pid, 'SIGKILL');
  await sleep(200);
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'flowkeep embedded '));
});

afterEach(async () => {
  for (const { pid, exitCode, signalCode } of users.splice(0)) {
    if (pid && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL');
  }
});

afterAll(async () => {
  await killServer();
  await rm(dataDir, { recursive: true, force: true });
});

describe('one server per data folder', () => {
  test('several first starts at once share one cluster, which only its owner may enter', async () => {
    const all = await Promise.all([otherProcess(), otherProcess(), otherProcess()]);
    expect(all[0]?.url).toMatch(/^postgresql:\/\/flowkeep:[\w-]{32}@127\.0\.0\.1:\d+\/flowkeep$/);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.log']);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
    expect((await stat(join(dataDir, 'postgres', 'flowkeep-password'))).mode & 0o077).toBe(0);
    await Promise.all(all.map(({ stop }) => stop()));
    expect(await postmaster()).toBeNull();
  });

  test('the last to leave stops the server, nobody earlier', async () => {
    const first = await otherProcess();
    const second = await startEmbeddedDatabase({ dataDir, log });
    expect(second.url).toBe(first.url);
    expect(await first.stop()).toBe(0);
    expect((await query(second.url, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await second.stop();
    expect(await postmaster()).toBeNull();
  });

  test('a start while the server stops waits and starts it again', async () => {
    for (let round = 0; round < 3; round += 1) {
      const leaving = await startEmbeddedDatabase({ dataDir, log });
      const [, next] = await Promise.all([leaving.stop(), startEmbeddedDatabase({ dataDir, log })]);
      expect((await query(next.url, 'SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
      await next.stop();
    }
  });

  test('it keeps what it said on the disk, sorts alike everywhere and logs no values', async () => {
    const { url, stop } = await startEmbeddedDatabase({ dataDir, log });
    const { rows } = await query(
      url,
      `SELECT current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding,
              current_setting('listen_addresses') AS addresses, current_setting('password_encryption') AS passwords,
              (SELECT datlocale FROM pg_database WHERE datname = 'flowkeep') AS locale`,
    );
    expect(rows).toEqual([
      {
        fsync: 'on',
        encoding: 'UTF8',
        addresses: '127.0.0.1',
        passwords: 'scram-sha-256',
        locale: 'C.UTF-8',
      },
    ]);
    await query(url, "CREATE TABLE once (name text PRIMARY KEY); INSERT INTO once VALUES ('marked-value')");
    await expect(query(url, "INSERT INTO once VALUES ('marked-value')")).rejects.toThrow(/duplicate/);
    await stop();
    const printed = await readFile(join(dataDir, 'postgres.log'), 'utf8');
    expect(printed).toContain('duplicate key');
    expect(printed).not.toContain('marked-value');
  });
});

describe('after kill -9', () => {
  test('of the only user, with its whole group: the server lives on and is joined', async () => {
    const killed = await otherProcess();
    const before = await postmaster();
    await killed.kill();
    const { url, stop } = await startEmbeddedDatabase({ dataDir, log });
    expect(url).toBe(killed.url);
    expect(await postmaster()).toEqual(before);
    await stop();
    expect(await postmaster()).toBeNull();
  });

  test('of everything: what was committed is there', async () => {
    const killed = await otherProcess();
    await query(killed.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await killed.kill();
    await killServer();
    const { url, stop } = await startEmbeddedDatabase({ dataDir, log });
    expect((await query(url, 'SELECT answer FROM kept')).rows).toEqual([{ answer: 42 }]);
    await stop();
  });

  test('of everything, and the number of the dead server is somebody else’s by now', async () => {
    const killed = await otherProcess();
    await killed.kill();
    await killServer();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [stranger.pid, ...rest].join('\n'));
    const { url, stop } = await startEmbeddedDatabase({ dataDir, log });
    expect((await query(url, 'SELECT answer FROM kept')).rows).toEqual([{ answer: 42 }]);
    await stop();
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill();
  });

  test('of a first start: what it left half made is removed when it is old', async () => {
    const [old, young] = [join(dataDir, 'postgres-new-old'), join(dataDir, 'postgres-new-young')];
    await mkdir(old);
    await mkdir(young);
    await utimes(old, new Date(0), new Date(0));
    const { stop } = await startEmbeddedDatabase({ dataDir, log });
    await stop();
    expect(await readdir(dataDir)).not.toContain('postgres-new-old');
    expect(await readdir(dataDir)).toContain('postgres-new-young');
    await rm(young, { recursive: true });
  });
});

describe('a folder that can’t be used is one sentence', () => {
  async function refusal(prepare: (cluster: string) => Promise<void>): Promise<unknown> {
    const other = await mkdtemp(join(tmpdir(), 'flowkeep-refused-'));
    await mkdir(join(other, 'postgres'));
    await prepare(join(other, 'postgres'));
    const error = await startEmbeddedDatabase({ dataDir: other, log }).catch((reason: unknown) => reason);
    await rm(other, { recursive: true });
    return error;
  }

  test('made by another version of PostgreSQL', async () => {
    const error = await refusal((cluster) => writeFile(join(cluster, 'PG_VERSION'), '17\n'));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(String(error)).toMatch(/was made by PostgreSQL 17, and this Flowkeep brings PostgreSQL 18/);
  });

  test('not made by PostgreSQL', async () => {
    const error = await refusal(async () => undefined);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(String(error)).toMatch(/is not a folder of PostgreSQL/);
  });

  test('damaged: the server’s own reason is told', async () => {
    const error = await refusal((cluster) => writeFile(join(cluster, 'PG_VERSION'), '18\n'));
    expect(error).toBeInstanceOf(DatabaseError);
    expect(String(error)).toMatch(/does not start: .*postgres\.log has more/);
  }, 30_000);
});

/** Not where the checkout lies in a folder that only root may enter. */
async function nobodyRunsPostgres(): Promise<boolean> {
  const { postgres } = await binaries();
  const nobody = { uid: 65534, gid: 65534, cwd: '/' };
  return isRoot && spawnSync(postgres, ['--version'], nobody).status === 0;
}

describe.runIf(isRoot)('as root', async () => {
  test.runIf(await nobodyRunsPostgres())(
    'the folder may change hands between a namespace and an ordinary user',
    async () => {
      const noNamespaces = join(dataDir, 'no-namespaces');
      await mkdir(noNamespaces);
      await writeFile(join(noNamespaces, 'unshare'), '#!/bin/sh\necho "not permitted" >&2; exit 1\n');
      await chmod(join(noNamespaces, 'unshare'), 0o755);
      const owner = async () => (await stat(join(dataDir, 'postgres', 'PG_VERSION'))).uid;
      await chmod(dataDir, 0o700);
      expect(await owner()).toBe(0);
      const forbidden = { PATH: `${noNamespaces}${delimiter}${process.env.PATH}` };
      for (const env of [forbidden, {}]) {
        const user = await otherProcess(env);
        expect((await query(user.url, 'SELECT answer FROM kept')).rows).toEqual([{ answer: 42 }]);
        expect(await user.stop()).toBe(0);
        expect(await owner()).not.toBe(0);
      }
    },
  );

  test('where neither works, one sentence says which failed and why', async () => {
    const shut = await mkdtemp(join(tmpdir(), 'flowkeep-shut-'));
    const bin = join(shut, 'bin');
    await mkdir(join(shut, 'data'));
    await mkdir(bin);
    await writeFile(join(bin, 'unshare'), '#!/bin/sh\necho "not permitted" >&2; exit 1\n', { mode: 0o755 });
    const own = dataDir;
    dataDir = join(shut, 'data');
    const { url: printed } = await otherProcess({ PATH: `${bin}${delimiter}${process.env.PATH}` });
    dataDir = own;
    await rm(shut, { recursive: true });
    expect(printed).toMatch(
      /DatabaseError: PostgreSQL does not run as root: a user namespace is not allowed here \(not permitted\), and the user nobody can't run it either \(.*(denied|can't cd).*\)/,
    );
  });
});
