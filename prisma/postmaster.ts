/** The running server of a cluster, as its postmaster.pid tells it. */
import { execFile } from 'node:child_process';
import { readFile, realpath, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

export interface Postmaster {
  pid: number;
  port: number;
  /** False while it starts, recovers or stops. */
  ready: boolean;
}

const pidFile = (cluster: string) => join(cluster, 'postmaster.pid');

/** The process on the first line, the port on the fourth, the state on the last; null without a (whole) file. */
export async function readPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The words a process was started with; none for one that is dead but not buried. */
async function wordsOf(pid: number): Promise<string[]> {
  if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return stdout.trim().split(' ');
}

/** In doubt it is a server: a file removed under a running one would stop it. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  const words = await wordsOf(pid).catch(() => null);
  if (!words) return true;
  if (!words.some((word) => basename(word).startsWith('postgres'))) return false;
  const folder = await realpath(words[words.indexOf('-D') + 1] ?? '').catch(() => null);
  return folder === null || folder === (await realpath(cluster));
}

/**
 * Whether the process that the file names is alive and really the server: after a restart of the machine or the
 * container, the number may be somebody else's.
 */
export async function isServing({ pid }: Postmaster, cluster: string): Promise<boolean> {
  return isAlive(pid) && (await isServerOf(pid, cluster));
}

/**
 * Removes the file of a server that died without removing it, where PostgreSQL itself would not dare because the
 * number lives on. Should processes of the dead server still run, PostgreSQL finds the memory they share and refuses.
 */
export async function removeStaleFile(stale: Postmaster, cluster: string): Promise<void> {
  const now = await readPostmaster(cluster);
  if (now?.pid === stale.pid && isAlive(stale.pid)) await rm(pidFile(cluster), { force: true });
}
