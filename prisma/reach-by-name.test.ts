/** What the migration `reach_by_name` makes of keys and invitations that were there before it. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationFiles } from './migration-files.ts';
import { createTestDatabase } from './test-database.ts';

const migration = '20261129104000_reach_by_name';
let server: Awaited<ReturnType<typeof createTestDatabase>>;
let db: pg.Client;

async function apply(wanted: (name: string) => boolean): Promise<void> {
  for (const { name, sql } of await migrationFiles()) if (wanted(name)) await db.query(sql);
}

beforeAll(async () => {
  server = await createTestDatabase();
  db = new pg.Client({ connectionString: server.url });
  await db.connect();
  await db.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await apply((name) => name < migration);
});
afterAll(async () => {
  await db.end();
  await server.drop();
});

async function person(role: string, disabled = false): Promise<string> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO person (id, email, name, role, password_hash, disabled_at)
     VALUES ($1::uuid, $1::uuid::text, 'P', $2::role, 'x', CASE WHEN $3 THEN now() END)`,
    [id, role, disabled],
  );
  return id;
}

async function credential(): Promise<string> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO credential (id, connector, name, name_key, waba_id, api_version, verdict, reason, token_last_four,
                             token_fingerprint, token_set_by_name, token_set_at, created_by_name)
     VALUES ($1::uuid, 'whatsapp-flows', $1::uuid::text, $1::uuid::text, '104996122399160', 'v26.0', 'valid', 'ok', 'xxxx', 'x', 'P', now(), 'P')`,
    [id],
  );
  return id;
}

/** A key as the version before stored it, with the event that tells what it was made for. */
async function key(ids: string[] | null, madeFor: string[] | null, by: string | null): Promise<string> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO api_key (id, name, key_hash, last_four, scopes, credential_ids, created_by_name)
     VALUES ($1::uuid, 'k', $1::uuid::text, 'xxxx', '{use}', $2, 'P')`,
    [id, ids],
  );
  await db.query(
    `INSERT INTO audit_event (actor_kind, actor_id, actor_name, action, outcome, target_kind, target_id, target_name, details)
     VALUES ($1, $2, 'P', 'api_key.created', 'done', 'api_key', $3, 'k', $4)`,
    [by ? 'person' : 'operator', by, id, { scopes: ['use'], credentialIds: madeFor, expiresAt: null }],
  );
  return id;
}

async function invitation(by: string): Promise<string> {
  const id = randomUUID();
  await db.query(
    `INSERT INTO invitation (id, email, role, code_hash, created_by_id, created_by_name, expires_at)
     VALUES ($1::uuid, $1::uuid::text, 'admin', $1::uuid::text, $2, 'P', now() + interval '1 day')`,
    [id, by],
  );
  return id;
}

test('keys keep exactly their reach, and invitations of those without the right go', async () => {
  const [admin, member, disabled] = [
    await person('admin'),
    await person('member'),
    await person('admin', true),
  ];
  const [one, other, purged] = [await credential(), await credential(), randomUUID()];
  const keys = {
    all: await key([], null, admin),
    without: await key(null, null, null),
    listed: await key([other, one, one, purged], [one, other, purged], admin),
    gone: await key([purged], [purged], member),
    pruned: await key([], [one], null),
  };
  const open = await invitation(admin);
  const closed = [await invitation(member), await invitation(disabled), await invitation(randomUUID())];

  await apply((name) => name === migration);

  const { rows } = await db.query(
    `SELECT k.id, k.reach, k.created_by_id AS by,
            ARRAY(SELECT l.credential_id::text FROM api_key_credential l WHERE l.key_id = k.id) AS ids FROM api_key k`,
  );
  const after = new Map(rows.map(({ id, ids, ...row }) => [id, { ...row, ids: ids.sort() }]));
  expect(after.get(keys.all)).toEqual({ reach: 'all', by: admin, ids: [] });
  expect(after.get(keys.without)).toEqual({ reach: 'all', by: null, ids: [] });
  expect(after.get(keys.listed)).toEqual({ reach: 'listed', by: admin, ids: [one, other].sort() });
  expect(after.get(keys.gone)).toEqual({ reach: 'listed', by: member, ids: [] });
  expect(after.get(keys.pruned)).toEqual({ reach: 'listed', by: null, ids: [] });

  expect((await db.query('SELECT id FROM invitation')).rows).toEqual([{ id: open }]);
  const told = await db.query("SELECT target_id AS id FROM audit_event WHERE action = 'invitation.revoked'");
  expect(told.rows.map(({ id }) => id).sort()).toEqual(closed.sort());
  expect((await db.query('SELECT audit_chain_first_break() AS seq')).rows).toEqual([{ seq: null }]);
});
