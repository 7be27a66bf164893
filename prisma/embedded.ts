/**
 * The real PostgreSQL that npm brings, one per data folder. Whoever needs it joins the running one or starts it;
 * the last to leave stops it (lib/decisions/005).
 */
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  clusterExists,
  clusterUrl,
  makeCluster,
  refuseForeignCluster,
  removeLeftovers,
  unusable,
} from './cluster.ts';
import { DatabaseError, errorCode } from './database-error.ts';
import { binaries, runnerFor, startDetached } from './postgres-process.ts';
import { isServing, type Postmaster, readPostmaster, removeStaleFile } from './postmaster.ts';

export interface EmbeddedDatabase {
  url: string;
  /** Leaves the server, and stops it if nobody else uses it. */
  stop(): Promise<void>;
}

type Log = (message: string) => void;

interface Place {
  dataDir: string;
  cluster: string;
  log: Log;
}

/** How long a server may take to be ready, in milliseconds: it repairs itself first after a power cut. */
const readyMs = 5 * 60_000;
/** How long failing starts are tried again: what a killed server leaves behind may take a moment to end. */
const failingMs = 15_000;
const stopMs = 20_000;
const retryMs = 250;
const pollMs = 20;
/** Held shared by every process that uses the server: who gets it alone is the last. */
const presenceLock = 706_514_301;
/** What a server says that is going away, or that went away. */
const goneCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P03'];

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=64MB',
  'max_connections=100',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_checkpoints=off',
  // Errors are logged without the values of the row and without the statement.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

const logFile = ({ dataDir }: Place) => join(dataDir, 'postgres.log');

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolvePort(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** Joins a running server. @returns the connection that holds the presence, or null while the server goes away */
async function joinServer(cluster: string, { port }: Postmaster): Promise<pg.Client | null> {
  const presence = new pg.Client({
    connectionString: await clusterUrl(cluster, port, 'postgres'),
    application_name: 'flowkeep presence',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // The server going away is noticed by those who use it; here it must only not end the process.
  presence.on('error', () => undefined);
  try {
    await presence.connect();
    const { rows } = await presence.query('SELECT pg_try_advisory_lock_shared($1) AS held', [presenceLock]);
    if (rows[0].held) return presence;
    await presence.end();
    return null;
  } catch (error) {
    await presence.end().catch(() => undefined);
    const code = errorCode(error);
    if (code === null || goneCodes.includes(code)) return null;
    const reason = code === '28P01' ? 'it refuses the password in its folder' : `it failed with ${code}`;
    throw new DatabaseError(`The database in ${cluster} runs, but can't be used: ${reason}.`);
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

/** Why the server did not start, from what its log says after a place in bytes. */
async function failureReason(place: Place, from: number): Promise<string> {
  const text = (await readFile(logFile(place)).catch(() => Buffer.alloc(0))).subarray(from).toString();
  const line = text.split('\n').findLast((said) => /(FATAL|PANIC|error|unshare):/.test(said));
  return line?.replace(/^.*?(FATAL|PANIC): +/, '') ?? 'it gave no reason';
}

/** Prepares starts: chooses how, makes the cluster. @returns what starts a server, which tells why it ended */
async function starter(place: Place): Promise<() => Promise<{ ended: Promise<string> }>> {
  const { initdb, postgres } = await binaries();
  const runner = await runnerFor({ initdb, postgres }, place.dataDir, place.cluster);
  await removeLeftovers(place.dataDir);
  if (!(await clusterExists(place.cluster))) {
    place.log('making the database');
    await makeCluster(place.cluster, runner, initdb);
  }
  await refuseForeignCluster(place.cluster);
  const words = ['-D', place.cluster, ...settings.flatMap((setting) => ['-c', setting])];
  return async () => {
    const logEnd = (await stat(logFile(place)).catch(() => null))?.size ?? 0;
    const port = String(await freePort());
    const { exited } = await startDetached(runner, postgres, [...words, '-p', port], logFile(place));
    return { ended: exited.then(() => failureReason(place, logEnd)) };
  };
}

function startError(place: Place, reason: string): DatabaseError {
  return new DatabaseError(`The embedded PostgreSQL does not start: ${reason} (${logFile(place)} has more).`);
}

/** Another start was quicker, a killed server's processes have not ended yet, or the port was taken meanwhile. */
const passing = /already exists|shared memory block|Address already in use|any TCP\/IP sockets/;

/** Joins the running server, or starts one and joins it. */
async function joinOrStart(place: Place): Promise<{ presence: pg.Client; server: Postmaster }> {
  const { cluster } = place;
  let start: Awaited<ReturnType<typeof starter>> | undefined;
  let underWay = false;
  let failure: { since: number; reason: string } | undefined;
  for (
    const end = Date.now() + readyMs;
    Date.now() < end;
    await sleep(failure && !underWay ? retryMs : pollMs)
  ) {
    const server = await readPostmaster(cluster);
    if (server && (await isServing(server, cluster))) {
      const presence = server.ready ? await joinServer(cluster, server) : null;
      if (presence) return { presence, server };
    } else if (!underWay) {
      const tired = failure && Date.now() - failure.since > failingMs;
      if (failure && (tired || !passing.test(failure.reason))) throw startError(place, failure.reason);
      if (server) await removeStaleFile(server, cluster);
      start ??= await starter(place);
      // PostgreSQL's own lock decides between starts at the same moment; who loses joins the other's.
      const { ended } = await start();
      underWay = true;
      void ended.then((reason) => {
        underWay = false;
        failure = { since: failure?.since ?? Date.now(), reason };
      });
    }
  }
  throw startError(place, `it was not ready after ${readyMs / 60_000} minutes`);
}

/** Stops the server if nobody else uses it. */
async function leave({ cluster, log }: Place, presence: pg.Client, server: Postmaster): Promise<void> {
  const alone = await presence
    .query('SELECT pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) AS alone', [presenceLock])
    .then(({ rows }) => rows[0].alone === true)
    .catch(() => false);
  if (alone) {
    // Fast: it breaks off what runs, writes everything down and removes its file last.
    process.kill(server.pid, 'SIGINT');
    const end = Date.now() + stopMs;
    while ((await readPostmaster(cluster))?.pid === server.pid && Date.now() < end) await sleep(pollMs);
    if (Date.now() >= end) log('the database takes long to stop; it goes on by itself');
  }
  await presence.end().catch(() => undefined);
}

/**
 * Joins or starts the PostgreSQL of a data folder, which exists.
 * @throws DatabaseError with one sentence
 */
export async function startEmbeddedDatabase(options: {
  dataDir: string;
  log: Log;
}): Promise<EmbeddedDatabase> {
  const dataDir = resolve(options.dataDir);
  const place = { dataDir, cluster: join(dataDir, 'postgres'), log: options.log };
  try {
    const { presence, server } = await joinOrStart(place);
    await ensureDatabase(presence).catch(async (error: unknown) => {
      await leave(place, presence, server);
      throw error;
    });
    const url = await clusterUrl(place.cluster, server.port, 'flowkeep');
    let stopped: Promise<void> | undefined;
    return {
      url,
      stop() {
        stopped ??= leave(place, presence, server);
        return stopped;
      },
    };
  } catch (error) {
    throw /^E[A-Z]+$/.test(errorCode(error) ?? '') ? unusable(dataDir, error) : error;
  }
}
