/** The file that keeps sealing keys where the operator gives none: one owner, mode 0600, never overwritten. */
import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, link, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { KeyBytes } from './key.ts';
import { keyLength } from './key.ts';
import { KeyRingError } from './key-ring.ts';
import { formatKey, parseKeys } from './key-text.ts';

const maxBytes = 64 * 1024;
/** Owners, modes and the syncing of folders are POSIX's; absent on Windows. */
const posix = process.getuid !== undefined;

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

function openingFault(code: string): string {
  if (code === 'ELOOP') return 'is a symbolic link: give the file itself';
  if (code === 'ENXIO') return 'is not a regular file';
  if (code === 'ENOENT') return 'does not exist';
  return `cannot be opened (${code})`;
}

/** Neither follows a link at the path itself nor waits for the other end of a pipe. */
async function openKeyFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    throw new KeyRingError(`The key file ${path} ${openingFault(errorCode(error))}.`);
  }
}

function statFault(stats: Stats): string | null {
  if (!stats.isFile()) return 'is not a regular file';
  if (posix && stats.uid !== process.getuid?.())
    return 'belongs to another user: make it your own with chown';
  if (posix && (stats.mode & 0o077) !== 0) return 'is open to other users: run chmod 600 on it';
  if (stats.size > maxBytes) return `is larger than ${maxBytes / 1024} KB`;
  return null;
}

async function readChecked(path: string): Promise<string> {
  const file = await openKeyFile(path);
  try {
    // The open descriptor is asked, not the path: the file could be exchanged in between.
    const fault = statFault(await file.stat());
    if (fault) throw new KeyRingError(`The key file ${path} ${fault}.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/**
 * Reads the keys of a file, the active one first.
 * @throws KeyRingError that names the file and says what is wrong with it.
 */
export async function readKeyFile(path: string): Promise<KeyBytes[]> {
  const text = await readChecked(path);
  try {
    return parseKeys(text);
  } catch (error) {
    if (!(error instanceof KeyRingError)) throw error;
    throw new KeyRingError(`The key file ${path} cannot be used. ${error.message}`);
  }
}

/** @returns a new random key whose id tells the day (UTC) it was made. */
function generateKey(): KeyBytes {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
  return { id: `k-${day}-${randomBytes(2).toString('hex')}`, bytes: randomBytes(keyLength) };
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Only when the folder is on the disk too does the file's name survive a power cut. */
async function syncFolder(path: string): Promise<void> {
  if (!posix) return;
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** @returns whether `to` is now this file; false when a file was there already. */
async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Makes a key file with one new key, in a folder that exists. The file appears whole or not at all, and one that is
 * there already stays as it is, so of many starts at once all read the same key afterwards.
 * @returns whether this call made the file.
 * @throws KeyRingError that names the file when the folder does not let it be written.
 */
export async function createKeyFile(path: string): Promise<boolean> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(8).toString('hex')}`);
  try {
    try {
      await writeSynced(temporary, `${formatKey(generateKey())}\n`);
      return await linkNew(temporary, path);
    } finally {
      await rm(temporary, { force: true });
      await syncFolder(folder);
    }
  } catch (error) {
    throw new KeyRingError(`The key file ${path} cannot be made (${errorCode(error)}).`);
  }
}
