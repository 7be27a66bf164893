/** For tests of anchors: a trail on a real database, a file beside it, and what somebody with every right could do. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import { deriveMacKeys } from '../../vault/mac-keys.ts';
import type { AnchorPlace } from './checkpoint.ts';

export const sealingKey = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) });
export const keys = deriveMacKeys([sealingKey('one', 1)], 'test');

/** Takes everything away, and lets the head say so. */
export const nothing = "DELETE FROM audit_event; UPDATE audit_head SET seq = 0, hash = repeat('0', 64)";

/** Cuts off the end, and lets the head say so. */
export const cut = (last: number) => `DELETE FROM audit_event WHERE seq > ${last};
  UPDATE audit_head SET seq = ${last}, hash = (SELECT hash FROM audit_event WHERE seq = ${last})`;

/** Lets somebody else have done all from an event on, and forms every hash again. */
export const rewrite = (first: number) => `DO $$
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

export interface Trail {
  client: pg.Client;
  folder: string;
  place: AnchorPlace;
  append(count: number, actor?: string): Promise<void>;
  /** Does what the owner of the tables may do: the triggers are off meanwhile. */
  tamper(sql: string): Promise<void>;
  /** The lines of the anchor file. */
  lines(): Promise<string[]>;
  /** An empty trail without anchors. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openTrail(): Promise<Trail> {
  const base = await createTestDatabase();
  completeEnvironment({ DATABASE_URL: base.url, LOG_LEVEL: 'silent' });
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  const folder = await mkdtemp(join(tmpdir(), 'flowkeep-anchors-'));
  const place = { path: join(folder, 'audit-anchors'), keys };
  const tamper = async (sql: string) => {
    await client.query(
      `BEGIN; ALTER TABLE audit_event DISABLE TRIGGER ALL; ${sql}; ALTER TABLE audit_event ENABLE TRIGGER ALL; COMMIT`,
    );
  };
  return {
    client,
    folder,
    place,
    tamper,
    async append(count, actor = 'Ada') {
      await client.query(
        `INSERT INTO audit_event (actor_kind, actor_name, action, outcome, details)
         SELECT 'person', $1, 'tested', 'done', jsonb_build_object('n', n) FROM generate_series(1, $2::int) n`,
        [actor, count],
      );
    },
    lines: async () => (await readFile(place.path, 'utf8')).split('\n').slice(0, -1),
    async empty() {
      await tamper(nothing);
      await rm(place.path, { force: true });
    },
    async close() {
      await closeDatabase();
      await client.end();
      await base.drop();
      await rm(folder, { recursive: true });
    },
  };
}
