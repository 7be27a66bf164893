/** pgpool-II before a database, for tests: Debian's own, where it is installed. */
import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './world.ts';

const program = 'pgpool';

/** @returns null when pgpool-II is there, else why not: it is not fetched, for its package starts a service */
export function whyNoPgpool(): string | null {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'pgpool-II is not installed (apt-get install pgpool2)';
  }
}

async function untilItAnswers(url: string, failed: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !failed(); tries += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    const up = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (up) return;
    await pause(50);
  }
  throw new Error('pgpool-II did not start');
}

/** Starts a pgpool-II before one database, which it takes for a primary and a standby. */
export async function startPgpool(databaseUrl: string, { balancing }: { balancing: boolean }) {
  const { hostname, port: serverPort } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'flowkeep-pgpool-'));
  await chmod(folder, 0o700);
  const port = await freePort();
  const settings = join(folder, 'pgpool.conf');
  const backend = (place: number) => `backend_hostname${place} = '${hostname}'
backend_port${place} = ${serverPort}
backend_weight${place} = 1
backend_flag${place} = '${place === 0 ? 'ALWAYS_PRIMARY' : 'DISALLOW_TO_FAILOVER'}'`;
  await writeFile(
    settings,
    `backend_clustering_mode = 'streaming_replication'
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = '${folder}'
pcp_listen_addresses = ''
pcp_socket_dir = '${folder}'
pid_file_name = '${join(folder, 'pid')}'
work_dir = '${folder}'
logdir = '${folder}'
${backend(0)}
${backend(1)}
load_balance_mode = ${balancing ? 'on' : 'off'}
sr_check_period = 0
health_check_period = 0
enable_pool_hba = off
pool_passwd = ''
allow_clear_text_frontend_auth = on
num_init_children = 20
`,
  );
  const child = spawn(program, ['-n', '-f', settings, '-F', '/dev/null', '-a', '/dev/null'], {
    stdio: 'ignore',
  });
  const url = new URL(databaseUrl);
  url.port = String(port);
  await untilItAnswers(url.href, () => child.exitCode !== null);
  return {
    url: url.href,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
