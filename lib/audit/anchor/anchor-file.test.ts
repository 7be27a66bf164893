import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AnchorFileError, appendAnchorLine, readAnchorLines } from './anchor-file.ts';

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowkeep-anchor-file-'));
  path = join(folder, 'anchors');
});
beforeEach(() => rm(path, { force: true }));
afterAll(() => rm(folder, { recursive: true }));

test('lines are appended, and nobody else may read or write them', async () => {
  expect(await readAnchorLines(path)).toEqual([]);
  for (const line of ['a', 'b']) await appendAnchorLine(path, line);
  expect(await readFile(path, 'utf8')).toBe('a\nb\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('a line that a power cut left unfinished is dropped, and the next one is whole', async () => {
  await writeFile(path, 'a\nunfini');
  expect(await readAnchorLines(path)).toEqual(['a']);
  await appendAnchorLine(path, 'b');
  expect(await readAnchorLines(path)).toEqual(['a', 'b']);
});

test('of a long file the newest lines are kept', async () => {
  await writeFile(path, Array.from({ length: 2_000 }, (_, index) => `${index}\n`).join(''));
  await appendAnchorLine(path, 'new');
  const lines = await readAnchorLines(path);
  expect([lines.length, lines[0], ...lines.slice(-2)]).toEqual([1_001, '1000', '1999', 'new']);
  expect(await readdir(folder)).toEqual(['anchors']);
});

test('of a long file the newest line that accepted the trail is kept as well, however old', async () => {
  const accepted = (reason: string) => `{"seq":1,"accepted":"${reason}"}`;
  const others = Array.from({ length: 2_000 }, (_, index) => `${index}`);
  await writeFile(path, [accepted('first'), accepted('then'), ...others, ''].join('\n'));
  await appendAnchorLine(path, 'new');
  expect((await readAnchorLines(path)).slice(0, 2)).toEqual([accepted('then'), '1000']);
  // Once more, when it stands first.
  await writeFile(path, [accepted('then'), ...others, ''].join('\n'));
  await appendAnchorLine(path, 'new');
  const lines = await readAnchorLines(path);
  expect([lines.length, lines[0], lines.at(-1)]).toEqual([1_002, accepted('then'), 'new']);
  expect(lines.filter((line) => line.includes('accepted'))).toHaveLength(1);
});

test('a file that can not be kept is named', async () => {
  const nowhere = join(folder, 'nowhere', 'anchors');
  await expect(appendAnchorLine(nowhere, 'a')).rejects.toThrow(
    new AnchorFileError(
      `The anchors of the audit trail can't be kept in ${nowhere} (ENOENT). Set AUDIT_ANCHOR_FILE to a file that can be written.`,
    ),
  );
  await expect(readAnchorLines(folder)).rejects.toThrow(AnchorFileError);
});
