/** PgBouncer before a database, for tests: Debian's own, with its defaults, in transaction mode. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './world.ts';

const program = 'pgbouncer';
const asRoot = process.getuid?.() === 0;

function isThere(): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Gets PgBouncer where that can be done without asking. @returns null when it is there, else why not */
export function whyNoPgBouncer(): string | null {
  if (isThere()) return null;
  if (!asRoot) return 'pgbouncer is not installed, and only root can install it';
  try {
    execFileSync('apt-get', ['update'], { stdio: 'ignore', timeout: 120_000 });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', program], {
      stdio: 'ignore',
      timeout: 120_000,
      // Debian's package starts a service of its own unless it is told that it may not.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    });
  } catch {
    return 'pgbouncer is not installed, and the package could not be had';
  }
  return isThere() ? null : 'pgbouncer is not installed';
}

async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await pause(50);
  }
  throw new Error('pgbouncer did not start');
}

/**
 * Starts a PgBouncer before one database.
 * @param options.connections how many connections of the server all its clients share
 */
export async function startPgBouncer(databaseUrl: string, { connections = 20 } = {}) {
  const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl);
  const name = pathname.slice(1);
  const folder = await mkdtemp(join(tmpdir(), 'flowkeep-pgbouncer-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const settings = join(folder, 'pgbouncer.ini');
  await writeFile(
    settings,
    `[databases]
${name} = host=${hostname} port=${serverPort} dbname=${name} user=${username} password=${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${connections}
${asRoot ? 'user = nobody' : ''}
`,
  );
  const child = spawn(program, [settings], { stdio: 'ignore' });
  await untilItListens(port, child);
  const url = new URL(databaseUrl);
  url.port = String(port);
  return {
    url: url.href,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
