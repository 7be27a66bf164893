/** What somebody with the app's own role can do to the audit trail, and what of it shows. */
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deriveMacKeys } from '../../vault/mac-keys.ts';
import { readChain } from '../chain.ts';
import { makeAnchor } from './anchor.ts';
import { checkpoint } from './checkpoint.ts';
import { cut, keys, nothing, openTrail, rewrite, sealingKey, type Trail } from './trail-testing.ts';
import { verifyTrail } from './verify.ts';

let trail: Trail;

beforeAll(async () => {
  trail = await openTrail();
});
beforeEach(() => trail.empty());
afterAll(() => trail.close());

const chainAlone = async () => (await readChain(() => undefined)).firstBreak;
const kindNow = async () => (await verifyTrail(trail.place)).kind;

describe('after a checkpoint it shows, where the chain alone says nothing, that', () => {
  test.each([
    ['the last 20 events were cut off', cut(10), 'it ends with event 10, but event 30'],
    ['the last event was cut off', cut(29), 'it ends with event 29, but event 30'],
    ['all events were cut off', nothing, 'it ends with event 0'],
    ['the last 6 were rewritten', rewrite(25), 'event 30 is not the one that was anchored'],
    ['the last one was rewritten', rewrite(30), 'event 30 is not the one that was anchored'],
    [
      'the first one was rewritten, and all after it',
      rewrite(1),
      'event 30 is not the one that was anchored',
    ],
  ])('%s', async (_, tampering, said) => {
    await trail.append(30);
    expect(await checkpoint(trail.place)).toBe(true);
    await trail.tamper(tampering);
    expect(await chainAlone()).toBeNull();
    const { kind, sentences } = await verifyTrail(trail.place);
    expect(kind).toBe('changed');
    expect(sentences.join()).toContain(said);
    // Without the anchors there is nothing to find it by.
    await rm(trail.place.path);
    expect(await kindNow()).toBe('unanchored');
  });

  test('it was cut off and went on, past where it was anchored', async () => {
    await trail.append(30);
    await checkpoint(trail.place);
    await trail.tamper(cut(10));
    await trail.append(40, 'Nobody');
    expect(await chainAlone()).toBeNull();
    expect(await kindNow()).toBe('changed');
  });

  test('somebody replaced the head', async () => {
    await trail.append(3);
    await checkpoint(trail.place);
    await trail.tamper("UPDATE audit_head SET hash = repeat('f', 64)");
    expect(await kindNow()).toBe('changed');
    expect(await checkpoint(trail.place)).toBe(false);
  });
});

test('where it broke is told between two anchors', async () => {
  for (const count of [10, 10, 10]) {
    await trail.append(count);
    await checkpoint(trail.place);
  }
  await trail.tamper(rewrite(15));
  const { sentences } = await verifyTrail(trail.place);
  expect(sentences[0]).toContain('event 20 is not the one');
  expect(sentences[0]).toContain('Up to event 10 it fits');
});

test('what came after the last checkpoint is told to be chained only', async () => {
  await trail.append(5);
  await checkpoint(trail.place);
  await trail.append(3);
  const { kind, sentences } = await verifyTrail(trail.place);
  expect(kind).toBe('whole');
  expect(sentences[0]).toMatch(/the last of event 5 .* The 3 since then are chained, but not anchored yet\./);
});

describe('an anchor file', () => {
  const anchorOf = async (by = keys) => {
    const { rows } = await trail.client.query('SELECT seq::int AS seq, hash FROM audit_head');
    return JSON.stringify(makeAnchor(by, { ...rows[0], at: new Date().toISOString() }));
  };

  test('that is not there leaves nothing to compare with', async () => {
    await trail.append(3);
    const { kind, sentences } = await verifyTrail(trail.place);
    expect(kind).toBe('unanchored');
    expect(sentences[0]).toContain('nothing outside the database to compare it with');
  });

  test.each([
    ['a line that is none', async () => 'not an anchor'],
    ['a number exchanged', async () => (await anchorOf()).replace('"seq":3', '"seq":2')],
    ['a reason put in', async () => (await anchorOf()).replace('"key"', '"accepted":"yes","key"')],
    ['a MAC of another key', async () => anchorOf(deriveMacKeys([sealingKey('one', 2)], 'test'))],
    ['a MAC for another purpose', async () => anchorOf(deriveMacKeys([sealingKey('one', 1)], 'other'))],
    ['no MAC', async () => (await anchorOf()).replace(/"mac":"[^"]*"/, '"mac":""')],
  ])('with %s is told to be changed', async (_, line) => {
    await trail.append(3);
    await checkpoint(trail.place);
    await appendFile(trail.place.path, `${await line()}\n`);
    const { kind, sentences } = await verifyTrail(trail.place);
    expect(kind).toBe('changed');
    expect(sentences).toEqual([expect.stringContaining('are not what Flowkeep wrote')]);
  });

  test('of an earlier day still speaks for its own time', async () => {
    await trail.append(10);
    await checkpoint(trail.place);
    const older = await readFile(trail.place.path, 'utf8');
    await trail.append(10);
    await checkpoint(trail.place);
    await writeFile(trail.place.path, older);
    expect((await verifyTrail(trail.place)).sentences[0]).toContain('The 10 since then');
    await trail.tamper(rewrite(10));
    expect(await kindNow()).toBe('changed');
  });

  test('that was removed is made good by the log', async () => {
    await trail.append(10);
    const log = join(trail.folder, 'log');
    await writeFile(
      log,
      `{"level":30,"msg":"ready"}\n{"level":30,"anchor":${await anchorOf()},"msg":"anchored"}\nno json\n`,
    );
    expect((await verifyTrail(trail.place, log)).kind).toBe('whole');
    await trail.tamper(cut(5));
    expect((await verifyTrail(trail.place, log)).kind).toBe('changed');
  });

  test.each([
    ['docker compose', (line: string) => `flowkeep-1  | ${line}`],
    ['journalctl', (line: string) => `Nov 29 10:59:00 host flowkeep[12]: ${line}`],
    ['journald, as JSON', (line: string) => JSON.stringify({ _PID: '12', MESSAGE: line })],
    ["Docker's own files", (line: string) => JSON.stringify({ log: `${line}\n`, stream: 'stdout' })],
    ['nothing but Flowkeep', (line: string) => line],
  ])('is compared with a log as %s keeps it', async (_, wrapped) => {
    await trail.append(10);
    const log = join(trail.folder, 'log');
    const lines = ['{"level":30,"msg":"ready"}', `{"level":30,"anchor":${await anchorOf()},"msg":"x"}`];
    await writeFile(log, lines.map((line) => `${wrapped(line)}\n`).join(''));
    const { kind, sentences } = await verifyTrail(trail.place, log);
    expect(kind).toBe('whole');
    expect(sentences).toContain(`${log} holds 1 good anchors of the trail.`);
    await trail.tamper(cut(5));
    expect((await verifyTrail(trail.place, log)).kind).toBe('changed');
  });

  test.each([
    ['an empty log', async () => ''],
    ['a log of other things', async () => 'flowkeep-1  | {"level":30,"msg":"ready"}\n{ no json\n'],
    [
      'a log under a key that is not loaded',
      async () => `${await anchorOf(deriveMacKeys([sealingKey('x', 9)], 'test'))}\n`,
    ],
  ])('with %s beside it says that nothing was compared with that', async (_, text) => {
    await trail.append(3);
    await checkpoint(trail.place);
    const log = join(trail.folder, 'log');
    await writeFile(log, await text());
    const { kind, sentences } = await verifyTrail(trail.place, log);
    expect(kind).toBe('unanchored');
    expect(sentences.at(-1)).toBe(
      `${log} holds no anchor that can be checked: the trail was not compared with it.`,
    );
  });

  test('is anchored anew under a new sealing key, and old anchors are checked as long as their key is loaded', async () => {
    await trail.append(10);
    await checkpoint(trail.place);
    const rotated = {
      ...trail.place,
      keys: deriveMacKeys([sealingKey('two', 2), sealingKey('one', 1)], 'test'),
    };
    expect(await checkpoint(rotated)).toBe(true);
    expect((await trail.lines()).map((line) => JSON.parse(line).key)).toEqual(['one', 'two']);
    expect(await verifyTrail(rotated)).toMatchObject({
      kind: 'whole',
      sentences: [expect.stringContaining('2 anchors')],
    });
    const retired = { ...trail.place, keys: deriveMacKeys([sealingKey('two', 2)], 'test') };
    const verdict = await verifyTrail(retired);
    expect(verdict.kind).toBe('whole');
    expect(verdict.sentences[1]).toContain("sealing key one can't be checked");
    await trail.tamper(cut(5));
    expect((await verifyTrail(retired)).kind).toBe('changed');
  });
});

test('more events than are read at once are one chain', async () => {
  await trail.append(4_001);
  await checkpoint(trail.place);
  expect(await verifyTrail(trail.place)).toMatchObject({ kind: 'whole' });
  await trail.tamper("UPDATE audit_event SET outcome = 'other' WHERE seq = 2001");
  expect(await chainAlone()).toBe(2001);
});
