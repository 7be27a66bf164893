/** When anchors are kept, when none is, and how a trail is accepted as it stands. */
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { acceptTrail, BrokenChainError } from './accept.ts';
import { makeAnchor } from './anchor.ts';
import { AnchorFileError } from './anchor-file.ts';
import { checkpoint, startAnchoring } from './checkpoint.ts';
import { cut, openTrail, rewrite, type Trail } from './trail-testing.ts';
import { verifyTrail } from './verify.ts';

const operator = {
  actor: { kind: 'operator' as const, id: null, name: 'operator' },
  requestId: null,
  address: null,
};

let trail: Trail;

beforeAll(async () => {
  trail = await openTrail();
});
beforeEach(() => trail.empty());
afterAll(() => trail.close());

const kindNow = async () => (await verifyTrail(trail.place)).kind;

test('a start keeps an anchor, and so does the end; a file that can not be kept is told at the start', async () => {
  await trail.append(2);
  const anchoring = await startAnchoring(trail.place);
  await trail.append(2);
  await anchoring.stop();
  expect((await trail.lines()).map((line) => JSON.parse(line).seq)).toEqual([2, 4]);
  await expect(startAnchoring({ ...trail.place, path: join(trail.folder, 'nowhere', 'x') })).rejects.toThrow(
    AnchorFileError,
  );
});

test('no anchor is kept of what does not fit the last one', async () => {
  await trail.append(30);
  await checkpoint(trail.place);
  const before = await trail.lines();
  await trail.tamper(cut(10));
  expect(await checkpoint(trail.place)).toBe(false);
  await trail.append(40);
  expect(await checkpoint(trail.place)).toBe(false);
  expect(await trail.lines()).toEqual(before);
});

test('many checkpoints at once keep one anchor of each state, in order', async () => {
  await trail.append(1);
  await Promise.all(Array.from({ length: 8 }, () => checkpoint(trail.place)));
  await trail.append(1);
  await Promise.all([trail.append(1), ...Array.from({ length: 8 }, () => checkpoint(trail.place))]);
  await checkpoint(trail.place);
  const seqs = (await trail.lines()).map((line) => JSON.parse(line).seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  expect(seqs.at(-1)).toBe(3);
  expect(await kindNow()).toBe('whole');
});

test('a restored backup is accepted for a reason, and what is changed after that shows again', async () => {
  await trail.append(30);
  await checkpoint(trail.place);
  await trail.tamper(cut(10));
  expect((await verifyTrail(trail.place)).sentences.join()).toContain(
    'npm run flowkeep -- audit accept --reason',
  );
  await acceptTrail(trail.place, operator, 'restored the backup of Monday');
  expect(await kindNow()).toBe('whole');
  const { rows } = await trail.client.query(
    'SELECT seq::int AS seq, action, details FROM audit_event ORDER BY seq DESC LIMIT 1',
  );
  expect(rows).toEqual([
    { seq: 11, action: 'audit.accepted', details: { reason: 'restored the backup of Monday' } },
  ]);
  await trail.append(25);
  expect(await checkpoint(trail.place)).toBe(true);
  expect(await kindNow()).toBe('whole');
  await trail.tamper(rewrite(9));
  expect(await kindNow()).toBe('changed');
});

/** An anchor of the trail as it stands, by a clock that is hours ahead. */
async function anchorAhead(hours: number): Promise<string> {
  const { rows } = await trail.client.query('SELECT seq::int AS seq, hash FROM audit_head');
  const at = new Date(Date.now() + hours * 3_600_000).toISOString();
  return JSON.stringify(makeAnchor(trail.place.keys, { ...rows[0], at }));
}

test('what was accepted counts also where a clock was ahead, and so does what is kept after it', async () => {
  await trail.append(20);
  const log = join(trail.folder, 'log');
  const [further, ahead] = [await anchorAhead(2), await anchorAhead(1)];
  await writeFile(trail.place.path, `${further}\n${ahead}\n`);
  await writeFile(log, `{"anchor":${further}}\n{"anchor":${ahead}}\n`);
  await trail.tamper(cut(10));
  await trail.append(10, 'Mo');
  expect((await verifyTrail(trail.place, log)).kind).toBe('changed');
  await acceptTrail(trail.place, operator, 'restored');
  expect(await kindNow()).toBe('whole');
  // Of the log nothing counts any more: it is not told to be compared with.
  const verdict = await verifyTrail(trail.place, log);
  expect(verdict.kind).toBe('unanchored');
  expect(verdict.sentences.at(-1)).toContain('2 of them are from before it was last accepted');
  await trail.append(5);
  expect(await checkpoint(trail.place)).toBe(true);
  const newest = (await trail.lines()).at(-1) ?? '';
  await appendFile(log, `{"anchor":${newest}}\n`);
  expect((await verifyTrail(trail.place, log)).kind).toBe('whole');
  await trail.tamper(rewrite(26));
  expect((await verifyTrail(trail.place, log)).kind).toBe('changed');
});

test('in the file the order of the lines tells what was accepted, whatever their times', async () => {
  await trail.append(20);
  const ahead = await anchorAhead(1);
  await trail.tamper(cut(10));
  await acceptTrail(trail.place, operator, 'restored');
  await writeFile(trail.place.path, [ahead, ...(await trail.lines()), ''].join('\n'));
  expect(await kindNow()).toBe('whole');
});

test('a chain that is broken in itself can not be accepted, and nothing is written', async () => {
  await trail.append(5);
  await checkpoint(trail.place);
  const before = await trail.lines();
  await trail.tamper("UPDATE audit_event SET outcome = 'other' WHERE seq = 3");
  await expect(acceptTrail(trail.place, operator, 'it will be fine')).rejects.toThrow(
    new BrokenChainError(
      "Event 3 does not fit the chain itself, which no backup explains. That can't be accepted.",
    ),
  );
  expect(await trail.lines()).toEqual(before);
  expect((await trail.client.query('SELECT 1 FROM audit_event')).rowCount).toBe(5);
});
