// A lock between launches: a file that names its holder, who keeps it fresh.
import { linkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { readStamp } from './stamp.js';

const freshenMs = 2_000;
/** A holder that has not freshened its lock for this long is dead, whatever its number says. */
const staleMs = 30_000;
const pollMs = 200;

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} path @param {string} holder what the lock says */
function isAbandoned(path, holder) {
  const [host, pid] = holder.split(' ');
  if (host === hostname() && !isAlive(Number(pid))) return true;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > staleMs;
}

/** Takes an abandoned lock away; one that somebody else took over meanwhile is put back. @param {string} path @param {string} holder */
function remove(path, holder) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (readStamp(aside) !== holder) linkSync(aside, path);
  } catch (error) {
    // Another waiter was quicker.
    if (!['ENOENT', 'EEXIST'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) throw error;
  }
  rmSync(aside, { force: true });
}

/** @param {string} path @returns {boolean} whether the lock is ours now */
function take(path) {
  try {
    writeFileSync(path, `${hostname()} ${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
  }
  const holder = readStamp(path);
  // Between its making and its writing a lock is empty.
  if (holder && isAbandoned(path, holder)) remove(path, holder);
  return false;
}

/** @param {string} path */
function freshen(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Without a fresh date the others wait less long, no more.
  }
}

/**
 * Runs work while no other launch runs it; waits for one that does.
 * @param {string} path the lock's file
 * @param {() => Promise<void>} work
 */
export async function exclusively(path, work) {
  let told = false;
  while (!take(path)) {
    if (!told) process.stderr.write('Waiting for another start that does the same …\n');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const timer = setInterval(() => freshen(path), freshenMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
    rmSync(path, { force: true });
  }
}
