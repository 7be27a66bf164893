import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../prisma/test-database.ts';

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
