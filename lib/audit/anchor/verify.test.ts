/** What somebody with the app's own role can do to the audit trail, and what of it shows. */
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import { deriveMacKeys } from '../../vault/mac-keys.ts';
import { readChain } from '../chain.ts';
import { makeAnchor } from './anchor.ts';
import { type AnchorPlace, acceptAsItStands, checkpoint } from './checkpoint.ts';
import { verifyTrail } from './verify.ts';

const sealingKey = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });
const keys = deriveMacKeys([sealingKey('one', 1)], 'test');

let base: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;
let folder: string;
let place: AnchorPlace;

beforeAll(async () => {
  base = await createTestDatabase();
  completeEnvironment({ DATABASE_URL: base.url, LOG_LEVEL: 'silent' });
  client = new pg.Client({ connectionString: base.url });
  await client.connect();
  folder = await mkdtemp(join(tmpdir(), 'flowkeep-anchors-'));
  place = { path: join(folder, 'audit-anchors'), keys };
});

beforeEach(async () => {
  await tamper(nothing);
  await rm(place.path, { force: true });
});

afterAll(async () => {
  await closeDatabase();
  await client.end();
  await base.drop();
  await rm(folder, { recursive: true });
});

const nothing = "DELETE FROM audit_event; UPDATE audit_head SET seq = 0, hash = repeat('0', 64)";

async function append(count: number, actor = 'Ada'): Promise<void> {
  await client.query(
    `INSERT INTO audit_event (actor_kind, actor_name, action, outcome, details)
     SELECT 'person', $1, 'tested', 'done', jsonb_build_object('n', n) FROM generate_series(1, $2::int) n`,
    [actor, count],
  );
}

/** Does what the owner of the tables may do: the triggers are off meanwhile. */
async function tamper(sql: string): Promise<void> {
  await client.query(
    `BEGIN; ALTER TABLE audit_event DISABLE TRIGGER ALL; ${sql}; ALTER TABLE audit_event ENABLE TRIGGER ALL; COMMIT`,
  );
}

/** Cuts off the end, and lets the head say so. */
const cut = (last: number) => `DELETE FROM audit_event WHERE seq > ${last};
  UPDATE audit_head SET seq = ${last}, hash = (SELECT hash FROM audit_event WHERE seq = ${last})`;

/** Lets somebody else have done all from an event on, and forms every hash again. */
const rewrite = (first: number) => `DO $$
  DECLARE
    e audit_event;
    before text := (SELECT previous_hash FROM audit_event WHERE seq = ${first});
  BEGIN
    FOR e IN SELECT * FROM audit_event WHERE seq >= ${first} ORDER BY seq LOOP
      e.actor_name := 'Nobody';
      e.previous_hash := before;
      e.hash := audit_event_hash(e);
      before := e.hash;
      UPDATE audit_event SET actor_name = e.actor_name, previous_hash = e.previous_hash, hash = e.hash
      WHERE seq = e.seq;
    END LOOP;
    UPDATE audit_head SET hash = before;
  END $$`;

const chainAlone = async () => (await readChain(() => undefined)).firstBreak;
const lines = async () => (await readFile(place.path, 'utf8')).split('\n').slice(0, -1);
const kindNow = async () => (await verifyTrail(place)).kind;

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
    await append(30);
    expect(await checkpoint(place)).toBe(true);
    await tamper(tampering);
    expect(await chainAlone()).toBeNull();
    const { kind, sentences } = await verifyTrail(place);
    expect(kind).toBe('changed');
    expect(sentences.join()).toContain(said);
    // Without the anchors there is nothing to find it by.
    await rm(place.path);
    expect(await kindNow()).toBe('unanchored');
  });

  test('it was cut off and went on, past where it was anchored', async () => {
    await append(30);
    await checkpoint(place);
    await tamper(cut(10));
    await append(40, 'Nobody');
    expect(await chainAlone()).toBeNull();
    expect(await kindNow()).toBe('changed');
  });

  test('somebody replaced the head', async () => {
    await append(3);
    await checkpoint(place);
    await tamper("UPDATE audit_head SET hash = repeat('f', 64)");
    expect(await kindNow()).toBe('changed');
    expect(await checkpoint(place)).toBe(false);
  });
});

test('where it broke is told between two anchors', async () => {
  for (const count of [10, 10, 10]) {
    await append(count);
    await checkpoint(place);
  }
  await tamper(rewrite(15));
  const { sentences } = await verifyTrail(place);
  expect(sentences[0]).toContain('event 20 is not the one');
  expect(sentences[0]).toContain('Up to event 10 it fits');
});

test('no anchor is kept of what does not fit the last one', async () => {
  await append(30);
  await checkpoint(place);
  const before = await lines();
  await tamper(cut(10));
  expect(await checkpoint(place)).toBe(false);
  await append(40);
  expect(await checkpoint(place)).toBe(false);
  expect(await lines()).toEqual(before);
});

test('what came after the last checkpoint is told to be chained only', async () => {
  await append(5);
  await checkpoint(place);
  await append(3);
  const { kind, sentences } = await verifyTrail(place);
  expect(kind).toBe('whole');
  expect(sentences[0]).toMatch(/the last of event 5 .* The 3 since then are chained, but not anchored yet\./);
});

test('many checkpoints at once keep one anchor of each state, in order', async () => {
  await append(1);
  await Promise.all(Array.from({ length: 8 }, () => checkpoint(place)));
  await append(1);
  await Promise.all([append(1), ...Array.from({ length: 8 }, () => checkpoint(place))]);
  await checkpoint(place);
  const seqs = (await lines()).map((line) => JSON.parse(line).seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  expect(seqs.at(-1)).toBe(3);
  expect(await kindNow()).toBe('whole');
});

describe('an anchor file', () => {
  const anchorOf = async (by = keys) => {
    const { rows } = await client.query('SELECT seq::int AS seq, hash FROM audit_head');
    return JSON.stringify(makeAnchor(by, { ...rows[0], at: new Date().toISOString() }));
  };

  test('that is not there leaves nothing to compare with', async () => {
    await append(3);
    const { kind, sentences } = await verifyTrail(place);
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
    await append(3);
    await checkpoint(place);
    await appendFile(place.path, `${await line()}\n`);
    const { kind, sentences } = await verifyTrail(place);
    expect(kind).toBe('changed');
    expect(sentences).toEqual([expect.stringContaining('are not what Flowkeep wrote')]);
  });

  test('of an earlier day still speaks for its own time', async () => {
    await append(10);
    await checkpoint(place);
    const older = await readFile(place.path, 'utf8');
    await append(10);
    await checkpoint(place);
    await writeFile(place.path, older);
    expect((await verifyTrail(place)).sentences[0]).toContain('The 10 since then');
    await tamper(rewrite(10));
    expect(await kindNow()).toBe('changed');
  });

  test('that was removed is made good by the log', async () => {
    await append(10);
    const log = join(folder, 'log');
    await writeFile(
      log,
      `{"level":30,"msg":"ready"}\n{"level":30,"anchor":${await anchorOf()},"msg":"anchored"}\nno json\n`,
    );
    expect((await verifyTrail(place, log)).kind).toBe('whole');
    await tamper(cut(5));
    expect((await verifyTrail(place, log)).kind).toBe('changed');
  });

  test('is anchored anew under a new sealing key, and old anchors are checked as long as their key is loaded', async () => {
    await append(10);
    await checkpoint(place);
    const rotated = { ...place, keys: deriveMacKeys([sealingKey('two', 2), sealingKey('one', 1)], 'test') };
    expect(await checkpoint(rotated)).toBe(true);
    expect((await lines()).map((line) => JSON.parse(line).key)).toEqual(['one', 'two']);
    expect(await verifyTrail(rotated)).toMatchObject({
      kind: 'whole',
      sentences: [expect.stringContaining('2 anchors')],
    });
    const retired = { ...place, keys: deriveMacKeys([sealingKey('two', 2)], 'test') };
    const verdict = await verifyTrail(retired);
    expect(verdict.kind).toBe('whole');
    expect(verdict.sentences[1]).toContain("sealing key one can't be checked");
    await tamper(cut(5));
    expect((await verifyTrail(retired)).kind).toBe('changed');
  });
});

test('a restored backup is accepted for a reason, and what is changed after that shows again', async () => {
  await append(30);
  await checkpoint(place);
  await tamper(cut(10));
  expect((await verifyTrail(place)).sentences.join()).toContain('npm run flowkeep -- audit accept --reason');
  await append(1);
  await acceptAsItStands(place, 'restored the backup of Monday');
  expect(await kindNow()).toBe('whole');
  await append(25);
  expect(await checkpoint(place)).toBe(true);
  expect(await kindNow()).toBe('whole');
  await tamper(rewrite(9));
  expect(await kindNow()).toBe('changed');
});

test('more events than are read at once are one chain', async () => {
  await append(4_001);
  await checkpoint(place);
  expect(await verifyTrail(place)).toMatchObject({ kind: 'whole' });
  await tamper("UPDATE audit_event SET outcome = 'other' WHERE seq = 2001");
  expect(await chainAlone()).toBe(2001);
});
