import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../prisma/test-database.ts';
import { closeDatabase } from '../db.ts';
import { completeEnvironment } from '../env.ts';
import { readTrail } from './trail.ts';

test('who looks for anything but uses does not read past all uses', async () => {
  const base = await createTestDatabase();
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO audit_event (actor_kind, actor_name, action, outcome, details, seq, at, hash, previous_hash)
       SELECT 'operator', 'tests', CASE WHEN n <= 5 THEN 'person.signed_in' ELSE 'credential.used' END, 'done', '{}', n, now(), '', ''
       FROM generate_series(1, 3000) n`,
    );
    await client.query('ANALYZE audit_event');
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM audit_event WHERE action <> 'credential.used' ORDER BY seq DESC LIMIT 51`,
    );
    const scan = rows[0]['QUERY PLAN'][0].Plan.Plans[0];
    expect(scan).toMatchObject({ 'Index Name': 'audit_event_seq_but_uses_idx', 'Actual Rows': 5 });
  } finally {
    await client.end();
    await base.drop();
  }
});

test('days are found in a trail with gaps, however many events have the same moment', async () => {
  const base = await createTestDatabase();
  const client = new pg.Client({ connectionString: base.url });
  await client.connect();
  completeEnvironment({ DATABASE_URL: base.url });
  const nothing = {};
  const seqs = async (from: string | null, before: string | null, older: bigint | null = null) => {
    const time = { from: from ? new Date(from) : null, before: before ? new Date(before) : null };
    return (await readTrail(nothing, time, older, 100)).map(({ seq }) => Number(seq)).toReversed();
  };
  try {
    expect(await seqs('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z')).toEqual([]);
    await client.query('ALTER TABLE audit_event DISABLE TRIGGER audit_event_append');
    // One an hour from the first of January on, each twice; every seventh is missing, as after a cut.
    await client.query(
      `INSERT INTO audit_event (actor_kind, actor_name, action, outcome, details, seq, at, hash, previous_hash)
       SELECT 'operator', 'tests', 'person.signed_in', 'done', '{}', n,
              '2026-01-01T00:00:00Z'::timestamptz + (n / 2) * interval '1 hour', '', ''
       FROM generate_series(2, 201) n WHERE n % 7 <> 0`,
    );
    const all = Array.from({ length: 200 }, (_, n) => n + 2).filter((n) => n % 7 !== 0);
    const between = (first: number, last: number) => all.filter((n) => n >= first && n <= last);
    expect(await seqs('2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z')).toEqual(between(48, 95));
    expect(await seqs('2026-01-01T03:30:00Z', '2026-01-01T05:00:00Z')).toEqual(between(8, 9));
    expect(await seqs(null, '2026-01-01T05:00:00Z')).toEqual(between(2, 9));
    expect(await seqs('2026-01-05T00:00:00Z', null)).toEqual(between(192, 201));
    expect(await seqs('2027-01-01T00:00:00Z', null)).toEqual([]);
    // Every hour: wherever the halves meet, there may be a gap.
    for (let hour = 0; hour <= 101; hour++) {
      const moment = new Date(Date.UTC(2026, 0, 1, hour)).toISOString();
      expect([hour, await seqs(null, moment)]).toEqual([hour, between(0, 2 * hour - 1).slice(-100)]);
    }
    expect(await seqs(null, '2025-01-01T00:00:00Z')).toEqual([]);
    expect(await seqs('2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z', 60n)).toEqual(between(48, 59));
    expect(await seqs(null, '2026-01-01T05:00:00Z', 5n)).toEqual(between(2, 4));
  } finally {
    await closeDatabase();
    await client.end();
    await base.drop();
  }
});
