/**
 * The real PostgreSQL that npm brings, one per data folder. Whoever needs it joins the running one or starts it;
 * the last to leave stops it (lib/decisions/005).
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseError, errorCode } from './database-error.ts';
import { binaries, makeFolder, type Runner, runnerFor, runToEnd, startDetached } from './postgres-process.ts';

export interface EmbeddedDatabase {
  url: string;
  stop(): Promise<void>;
}

interface Place {
  dataDir: string;
  cluster: string;
  log: (message: string) => void;
}

const user = 'flowkeep';
/** How long a start may take, in milliseconds: crash recovery after a power cut can take a while. */
const startMs = 60_000;
const stopMs = 20_000;
/** Held shared by every process that uses the server: who gets it alone is the last. */
const presenceLock = 706_514_301;

const passwordFile = (cluster: string) => join(cluster, 'flowkeep-password');

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Folders of starts that were killed while they made a cluster. */
async function removeLeftovers(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const path = join(dataDir, name);
    if (!name.startsWith('postgres-new-')) continue;
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > 10 * 60_000) await rm(path, { recursive: true, force: true });
  }
}

/** Makes the cluster beside its place and moves it there whole; of several starts at once, one cluster stays. */
async function makeCluster({ dataDir, cluster, log }: Place, runner: Runner, initdb: string): Promise<void> {
  log('making the database');
  await removeLeftovers(dataDir);
  const staging = join(dataDir, `postgres-new-${randomBytes(6).toString('hex')}`);
  const made = join(staging, 'cluster');
  const passwordPath = join(staging, 'password');
  await makeFolder(staging, runner);
  try {
    const password = randomBytes(24).toString('base64url');
    await writeFile(passwordPath, password, { mode: runner.ids ? 0o644 : 0o600 });
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = [`--username=${user}`, `--pwfile=${passwordPath}`, '--auth=scram-sha-256'];
    await runToEnd(runner, initdb, ['-D', made, ...locale, ...access]);
    await writeFile(passwordFile(made), password, { mode: 0o600 });
    await rename(made, cluster);
  } catch (error) {
    if (!(await exists(cluster))) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function refuseOtherVersion(cluster: string): Promise<void> {
  const version = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === '18') return;
  throw new DatabaseError(
    version === ''
      ? `${cluster} is not a folder of PostgreSQL. Restore it from a backup, or set DATA_DIR to another folder.`
      : `The data in ${cluster} was made by PostgreSQL ${version}, and Flowkeep brings PostgreSQL 18. Dump it with version ${version} and set DATABASE_URL, or use another DATA_DIR.`,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** The lines of postmaster.pid: the process on the first, the port on the fourth. */
async function postmaster(cluster: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
}

async function urlFor(cluster: string, port: number, name: string): Promise<string> {
  const password = await readFile(passwordFile(cluster), 'utf8');
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${name}`;
}

/** Joins a running server. @returns its presence connection, or null when there is none to join right now */
async function joinServer(cluster: string): Promise<{ presence: pg.Client; port: number } | null> {
  const running = await postmaster(cluster);
  if (!running) return null;
  const connectionString = await urlFor(cluster, running.port, 'postgres');
  const presence = new pg.Client({
    connectionString,
    application_name: 'flowkeep presence',
    connectionTimeoutMillis: 5_000,
  });
  // The server going away is noticed by those who use it; here it must only not end the process.
  presence.on('error', () => undefined);
  try {
    await presence.connect();
    const { rows } = await presence.query('SELECT pg_try_advisory_lock_shared($1) AS held', [presenceLock]);
    if (rows[0].held) return { presence, port: running.port };
    // The last user is about to stop this server.
    await presence.end();
    return null;
  } catch (error) {
    await presence.end().catch(() => undefined);
    if (errorCode(error) === '28P01')
      throw new DatabaseError(`The password in ${passwordFile(cluster)} does not fit.`);
    return null;
  }
}

async function ensureDatabase(presence: pg.Client): Promise<void> {
  const { rowCount } = await presence.query('SELECT 1 FROM pg_database WHERE datname = $1', ['flowkeep']);
  if (rowCount) return;
  await presence.query('CREATE DATABASE flowkeep').catch((error: unknown) => {
    // Another start was quicker: a duplicate by name, or by the unique index when both were at it.
    if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Stops the server if nobody else uses it. */
async function leave(cluster: string, presence: pg.Client): Promise<void> {
  const alone = await presence
    .query('SELECT pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) AS alone', [presenceLock])
    .then(({ rows }) => rows[0].alone === true)
    .catch(() => false);
  const running = await postmaster(cluster);
  if (alone && running) {
    process.kill(running.pid, 'SIGINT');
    for (const end = Date.now() + stopMs; isAlive(running.pid) && Date.now() < end; ) await sleep(25);
  }
  await presence.end().catch(() => undefined);
}

async function startServer(place: Place, runner: Runner, postgres: string) {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=64MB',
    'max_connections=100',
  ];
  const args = [
    '-D',
    place.cluster,
    '-p',
    String(await freePort()),
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  const logPath = join(place.dataDir, 'postgres.log');
  return startDetached(runner, postgres, args, logPath);
}

/**
 * Joins or starts the PostgreSQL of a data folder.
 * @throws DatabaseError with one sentence
 */
export async function startEmbeddedDatabase(options: {
  dataDir: string;
  log: (message: string) => void;
}): Promise<EmbeddedDatabase> {
  const place = { ...options, cluster: join(options.dataDir, 'postgres') };
  const { cluster } = place;
  const { initdb, postgres } = await binaries();
  const runner = await runnerFor({ initdb, postgres });
  if (!(await exists(cluster))) await makeCluster(place, runner, initdb);
  await refuseOtherVersion(cluster);
  let starting = false;
  for (const end = Date.now() + startMs; Date.now() < end; await sleep(50)) {
    const joined = await joinServer(cluster);
    if (joined) {
      await ensureDatabase(joined.presence);
      const url = await urlFor(cluster, joined.port, 'flowkeep');
      return { url, stop: () => leave(cluster, joined.presence) };
    }
    const running = await postmaster(cluster);
    if (!starting && !(running && isAlive(running.pid))) {
      // PostgreSQL's own lock decides between starts at the same moment; who loses joins the other's.
      starting = true;
      const { exited } = await startServer(place, runner, postgres);
      void exited.then(() => {
        starting = false;
      });
    }
  }
  throw new DatabaseError(
    `The embedded PostgreSQL did not start in ${startMs / 1000} seconds; ${join(place.dataDir, 'postgres.log')} says why.`,
  );
}
