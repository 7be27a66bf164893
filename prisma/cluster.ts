/** The folder of the embedded PostgreSQL: made once, whole or not at all. */
import { randomBytes } from 'node:crypto';
import { chown, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseError, errorCode } from './database-error.ts';
import { makeFolder, type Runner, runToEnd } from './postgres-process.ts';

/** The one user of the cluster, who owns everything in it. */
export const clusterUser = 'flowkeep';
const major = '18';
/** How old a folder is before it counts as left behind, in milliseconds; making one takes a second. */
const abandonedMs = 10 * 60_000;

const passwordFile = (cluster: string) => join(cluster, 'flowkeep-password');

/** @throws DatabaseError when it can't be told, since the folder above may not be entered */
export async function clusterExists(cluster: string): Promise<boolean> {
  try {
    await stat(cluster);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw unusable(cluster, error);
  }
}

/** The sentence for a folder that the file system does not let us use. */
export function unusable(path: string, error: unknown): DatabaseError {
  const reasons: Record<string, string> = {
    EACCES: 'this user has no right to it',
    EPERM: 'this user has no right to it',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk may only be read',
    ENOTDIR: 'part of its path is a file',
  };
  const code = errorCode(error);
  return new DatabaseError(
    `The database's folder ${path} can't be used: ${reasons[code ?? ''] ?? `it failed with ${code ?? String(error)}`}.`,
  );
}

/** Removes the folders of starts that were killed while they made a cluster. */
export async function removeLeftovers(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres-new-')) continue;
    const path = join(dataDir, name);
    const made = await stat(path).catch(() => null);
    if (made && Date.now() - made.mtimeMs > abandonedMs) await rm(path, { recursive: true, force: true });
  }
}

/** Puts a change of names on the disk. Windows does so by itself and opens no folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path);
  await folder.sync().finally(() => folder.close());
}

/** Makes the cluster beside its place and moves it there whole; of several starts at once, one cluster stays. */
export async function makeCluster(cluster: string, runner: Runner, initdb: string): Promise<void> {
  const staging = join(dirname(cluster), `postgres-new-${randomBytes(6).toString('hex')}`);
  const made = join(staging, 'cluster');
  const passwordPath = join(staging, 'password');
  await makeFolder(staging, runner);
  try {
    const password = randomBytes(24).toString('base64url');
    // The folder around it is closed to others.
    await writeFile(passwordPath, password, { mode: runner.ids ? 0o644 : 0o600 });
    // This provider is part of PostgreSQL: text sorts the same on every system, whatever libraries it has.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = [`--username=${clusterUser}`, `--pwfile=${passwordPath}`, '--auth=scram-sha-256'];
    await runToEnd(runner, initdb, ['-D', made, ...locale, ...access]);
    await writeFile(passwordFile(made), password, { mode: 0o600, flush: true });
    if (runner.ids) await chown(passwordFile(made), runner.ids.uid, runner.ids.gid);
    await rename(made, cluster);
    await syncFolder(dirname(cluster));
  } catch (error) {
    if (!(await clusterExists(cluster))) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** @throws DatabaseError when the folder can't be read, is not a cluster, or is one of another version */
export async function refuseForeignCluster(cluster: string): Promise<void> {
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '';
    throw unusable(cluster, error);
  });
  if (version.trim() === major) return;
  throw new DatabaseError(
    version.trim() === ''
      ? `${cluster} is not a folder of PostgreSQL. Restore it from a backup, or set DATA_DIR to another folder.`
      : `The data in ${cluster} was made by PostgreSQL ${version.trim()}, and this Flowkeep brings PostgreSQL ${major}. Start the Flowkeep that made it, or set DATA_DIR to another folder.`,
  );
}

/** The address of a database of the cluster's server. @throws DatabaseError when the password can't be read */
export async function clusterUrl(cluster: string, port: number, database: string): Promise<string> {
  const password = await readFile(passwordFile(cluster), 'utf8').catch((error: unknown) => {
    throw unusable(passwordFile(cluster), error);
  });
  return `postgresql://${clusterUser}:${password.trim()}@127.0.0.1:${port}/${database}`;
}
