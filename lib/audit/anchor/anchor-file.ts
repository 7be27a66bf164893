/** The file that keeps anchors, one a line: appended to and synced; of a long one the newest lines that matter are kept. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** With a line a minute, a day and a half; the last line alone speaks for all events, the others say where it broke. */
const mostLines = 2_000;
const keptLines = 1_000;

/** The anchors can't be read or kept: one sentence for the operator. */
export class AnchorFileError extends Error {
  override name = 'AnchorFileError';
}

function fault(path: string, error: unknown): AnchorFileError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  return new AnchorFileError(
    `The anchors of the audit trail can't be kept in ${path} (${code}). Set AUDIT_ANCHOR_FILE to a file that can be written.`,
  );
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw fault(path, error);
  });
}

/** The lines of the file; none where there is no file. A line that a power cut left unfinished is no line. */
export async function readAnchorLines(path: string): Promise<string[]> {
  return (await textOf(path)).split('\n').slice(0, -1);
}

async function writeSynced(path: string, flags: 'a' | 'wx', text: string): Promise<void> {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new file takes the old one's place at once: whoever reads meanwhile sees the one or the other. */
async function rewrite(path: string, text: string): Promise<void> {
  const made = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeSynced(made, 'wx', text);
    await rename(made, path);
  } finally {
    await rm(made, { force: true });
  }
}

/**
 * The newest lines, and before them the newest that accepted the trail as it stood: without it, anchors from before,
 * which a log elsewhere may still hold, would count again.
 */
function worthKeeping(lines: string[]): string[] {
  const newest = lines.slice(-keptLines);
  const accepted = lines.findLast((line) => line.includes('"accepted":'));
  return accepted === undefined || newest.includes(accepted) ? newest : [accepted, ...newest];
}

async function syncFolder(path: string): Promise<void> {
  // Folders can't be opened on Windows.
  if (!process.getuid) return;
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

/** Appends a line, and sees it on the disk. @throws AnchorFileError that names the file */
export async function appendAnchorLine(path: string, line: string): Promise<void> {
  const text = await textOf(path);
  const lines = text.split('\n');
  const unfinished = lines.pop() !== '';
  try {
    if (unfinished || lines.length >= mostLines) {
      await rewrite(path, [...worthKeeping(lines), line, ''].join('\n'));
    } else {
      await writeSynced(path, 'a', `${line}\n`);
    }
    if (unfinished || lines.length === 0 || lines.length >= mostLines) await syncFolder(path);
  } catch (error) {
    throw fault(path, error);
  }
}
