/**
 * What the product is measured against: node:http and pg, the same statements, the same sealing, and nothing
 * else. No framework, no schema, no limits, no checks. Reads DATABASE_URL, VAULT_KEYS_FILE, GRAPH_BASE_URL.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { inspectToken } from '../lib/graph/inspection/inspection.ts';
import { secretBinding, serverBinding } from '../lib/vault/binding.ts';
import { openEnvelope, sealText } from '../lib/vault/envelope.ts';
import { fingerprintToken } from '../lib/vault/fingerprint.ts';
import { readKeyFile } from '../lib/vault/key-file.ts';
import { createKeyRing } from '../lib/vault/key-ring.ts';
import { Secret } from '../lib/vault/secret.ts';

const { DATABASE_URL, VAULT_KEYS_FILE = '', GRAPH_BASE_URL = '' } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
const ring = await createKeyRing(await readKeyFile(VAULT_KEYS_FILE));
const fingerprintKey = await loadFingerprintKey();
const keys = ring.ids;

async function loadFingerprintKey(): Promise<Buffer> {
  const { rows } = await pool.query("SELECT envelope FROM vault_secret WHERE name = 'fingerprint'");
  const secret = await openEnvelope(ring, rows[0].envelope, serverBinding('fingerprint'));
  return secret.use((text) => Buffer.from(text, 'base64'));
}

const columns = `id, connector, name, description, waba_id, waba_name, api_version, served_version, verdict, reason,
  checked_at, attempted_at, attempt_reason, token_kind, token_last_four, token_fingerprint, token_expires_at,
  token_never_expires, data_access_expires_at, usable_until, scopes, app_id, app_name, has_app_secret,
  token_set_by_name, token_set_at, created_by_name, created_at, updated_at, version`;

const findKey = 'SELECT id, name, scopes, reach, expires_at, revoked_at FROM api_key WHERE key_hash = $1';
const usage =
  'SELECT credential_id, count(*) FROM data_resource WHERE credential_id = ANY($1) GROUP BY credential_id';
const secretsOf = 'SELECT credential_id, key_id FROM sealed_secret WHERE credential_id = ANY($1)';

async function actorOf(request: IncomingMessage) {
  const key = (request.headers.authorization ?? '').slice(7);
  const { rows } = await pool.query(findKey, [createHash('sha256').update(key).digest('hex')]);
  return rows[0] as { id: string; name: string } | undefined;
}

async function tiles(rows: { id: string }[]) {
  const ids = rows.map(({ id }) => id);
  const [used, sealed] = await Promise.all([pool.query(usage, [ids]), pool.query(secretsOf, [ids])]);
  const counts = new Map(used.rows.map((row) => [row.credential_id, Number(row.count)]));
  const locked = new Set(
    sealed.rows.filter((row) => !keys.includes(row.key_id)).map((row) => row.credential_id),
  );
  return rows.map((row) => ({ ...row, usedBy: counts.get(row.id) ?? 0, locked: locked.has(row.id) }));
}

async function list() {
  const [page, count] = await Promise.all([
    pool.query(`SELECT ${columns} FROM credential WHERE connector = $1 ORDER BY id DESC LIMIT 51`, [
      'whatsapp-flows',
    ]),
    pool.query('SELECT count(*) FROM credential WHERE connector = $1', ['whatsapp-flows']),
  ]);
  return { items: await tiles(page.rows.slice(0, 50)), total: Number(count.rows[0].count) };
}

async function read(id: string) {
  const { rows } = await pool.query(`SELECT ${columns} FROM credential WHERE id = $1`, [id]);
  return (await tiles(rows))[0];
}

async function body(request: IncomingMessage) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return JSON.parse(text) as { name: string; accessToken: string; wabaId: string; apiVersion: string };
}

async function create(request: IncomingMessage, actor: { id: string; name: string }) {
  const input = await body(request);
  const nameKey = input.name.toLowerCase();
  await pool.query('SELECT id FROM credential WHERE name_key = $1', [nameKey]);
  const token = new Secret(input.accessToken);
  const report = await inspectToken({
    baseUrl: new URL(GRAPH_BASE_URL),
    token,
    wabaId: input.wabaId,
    version: input.apiVersion,
  });
  const id = uuidv7();
  const { keyId, envelope } = await sealText(ring, token, secretBinding(id, 'token', 1));
  const client = await pool.connect();
  let rows: { id: string }[];
  try {
    await client.query('BEGIN');
    ({ rows } = await client.query(
      `INSERT INTO credential (id, connector, name, name_key, waba_id, waba_name, api_version, verdict, reason, checked_at,
         token_kind, token_last_four, token_fingerprint, scopes, token_set_by_name, token_set_at, created_by_name)
       VALUES ($1, 'whatsapp-flows', $2, $3, $4, $5, $6, 'valid', 'ok', now(), $7, $8, $9, $10, $11, now(), $11)
       RETURNING ${columns}`,
      [
        id,
        input.name,
        nameKey,
        input.wabaId,
        report.waba.name,
        input.apiVersion,
        report.token.kind,
        token.use((text) => text.slice(-4)),
        fingerprintToken(fingerprintKey, token),
        report.token.scopes ?? [],
        actor.name,
      ],
    ));
    await client.query(
      'INSERT INTO inspection (id, credential_id, token_version, by_name, report) VALUES ($1, $2, 1, $3, $4)',
      [uuidv7(), id, actor.name, report],
    );
    await client.query(
      "INSERT INTO sealed_secret (credential_id, purpose, version, key_id, envelope) VALUES ($1, 'token', 1, $2, $3)",
      [id, keyId, envelope],
    );
    await client.query(
      `INSERT INTO audit_event (actor_kind, actor_id, actor_name, action, outcome, target_kind, target_id, target_name, details)
       VALUES ('api_key', $1, $2, 'credential.added', 'done', 'credential', $3, $4, $5)`,
      [actor.id, actor.name, id, input.name, { wabaId: input.wabaId }],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return (await tiles(rows))[0];
}

const lock = 'SELECT id, name, version FROM credential WHERE id = $1 AND deleted_at IS NULL FOR UPDATE';
const audit = `INSERT INTO audit_event (actor_kind, actor_id, actor_name, action, outcome, target_kind, target_id, target_name, details)
  VALUES ('api_key', $1, $2, $3, 'done', 'credential', $4, $5, $6)`;

/** Runs work in a transaction on one connection. */
async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    client.release();
  }
}

async function update(request: IncomingMessage, actor: { id: string; name: string }, id: string) {
  const { name } = await body(request);
  const version = Number((request.headers['if-match'] ?? '').replaceAll('"', ''));
  const rows = await inTransaction(async (client) => {
    await client.query('SELECT 1 FROM api_key WHERE id = $1 FOR SHARE', [actor.id]);
    const locked = await client.query(lock, [id]);
    if (locked.rows[0].version !== version) throw new Error('stale');
    const updated = await client.query(
      `UPDATE credential SET name = $2, name_key = $3, version = version + 1, updated_at = now() WHERE id = $1 RETURNING ${columns}`,
      [id, name, name.toLowerCase()],
    );
    const changes = [{ field: 'name', from: locked.rows[0].name, to: name }];
    await client.query(audit, [actor.id, actor.name, 'credential.edited', id, name, { changes }]);
    return updated.rows;
  });
  return (await tiles(rows))[0];
}

async function remove(actor: { id: string; name: string }, id: string) {
  await inTransaction(async (client) => {
    await client.query('SELECT 1 FROM api_key WHERE id = $1 FOR SHARE', [actor.id]);
    const { rows } = await client.query(lock, [id]);
    const used = await client.query('SELECT id FROM data_resource WHERE credential_id = $1 LIMIT 100', [id]);
    if (used.rows.length > 0) throw new Error('in use');
    await client.query('DELETE FROM sealed_secret WHERE credential_id = $1', [id]);
    await client.query('DELETE FROM retired_token WHERE credential_id = $1', [id]);
    await client.query(
      "UPDATE credential SET deleted_at = now(), deleted_by_name = $2, name_key = 'Deleted:' || id, version = version + 1 WHERE id = $1",
      [id, actor.name],
    );
    await client.query(audit, [actor.id, actor.name, 'credential.deleted', id, rows[0].name, { usedBy: 0 }]);
  });
  return null;
}

function work(request: IncomingMessage, actor: { id: string; name: string }, id: string | undefined) {
  switch (request.method) {
    case 'POST':
      return create(request, actor);
    case 'PATCH':
      return update(request, actor, id ?? '');
    case 'DELETE':
      return remove(actor, id ?? '');
    default:
      return id ? read(id) : list();
  }
}

async function answerTo(request: IncomingMessage, response: ServerResponse) {
  const actor = await actorOf(request);
  if (!actor) return response.writeHead(401).end();
  const [, , , id] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  const answer = await work(request, actor, id);
  if (answer === null) return response.writeHead(204).end();
  response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
}

const server = createServer((request, response) => {
  answerTo(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
});

server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('bare server ready'));
process.on('SIGTERM', () => process.exit(0));
