/**
 * What the gateway is measured against: a reverse proxy of node:http and pg that does the same lookup, opens the
 * same envelope and inserts the same audit event, once per call, and nothing else: no rules, no limits, nothing
 * taken out of answers. Reads DATABASE_URL, VAULT_KEYS_FILE, GRAPH_BASE_URL.
 */
import { createHash } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, request as open, type ServerResponse } from 'node:http';
import pg from 'pg';
import { secretBinding } from '../lib/vault/binding.ts';
import { openEnvelope } from '../lib/vault/envelope.ts';
import { readKeyFile } from '../lib/vault/key-file.ts';
import { createKeyRing } from '../lib/vault/key-ring.ts';

const { DATABASE_URL, VAULT_KEYS_FILE = '', GRAPH_BASE_URL = '' } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
const ring = await createKeyRing(await readKeyFile(VAULT_KEYS_FILE));
const { hostname, port } = new URL(GRAPH_BASE_URL);
const agent = new Agent({ keepAlive: true, maxSockets: 600 });

const lookup = `SELECT k.id AS "keyId", k.name AS "keyName", c.id, c.name, c.api_version AS version, c.token_version, t.envelope
  FROM api_key k
  JOIN credential c ON c.id = $2 AND c.deleted_at IS NULL
  JOIN sealed_secret t ON t.credential_id = c.id AND t.version = c.token_version AND t.purpose = 'token'
  WHERE k.key_hash = $1 AND k.revoked_at IS NULL`;
const insert = `INSERT INTO audit_event (actor_kind, actor_id, actor_name, action, outcome, target_kind, target_id, target_name, details)
  VALUES ('api_key', $1, $2, 'credential.used', 'done', 'credential', $3, $4, $5)`;

async function answerTo(request: IncomingMessage, response: ServerResponse) {
  const started = performance.now();
  const [, , id, ...rest] = (request.url ?? '').split('/');
  const key = (request.headers.authorization ?? '').slice(7);
  const { rows } = await pool.query(lookup, [createHash('sha256').update(key).digest('hex'), id]);
  const [row] = rows;
  if (!row) return response.writeHead(401).end();
  const token = await openEnvelope(ring, row.envelope, secretBinding(row.id, 'token', row.token_version));
  const headers = {
    ...request.headers,
    host: hostname,
    authorization: token.use((text) => `Bearer ${text}`),
  };
  const path = `/${row.version}/${rest.join('/')}`;
  const call = open({ hostname, port, agent, path, method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
    answer.once('end', () => {
      const details = {
        method: request.method,
        path,
        status: answer.statusCode,
        milliseconds: performance.now() - started,
      };
      pool.query(insert, [row.keyId, row.keyName, row.id, row.name, details]).catch(console.error);
    });
  });
  call.on('error', () => response.destroy());
  request.pipe(call);
}

const server = createServer((request, response) => {
  answerTo(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('bare proxy ready'));
process.on('SIGTERM', () => process.exit(0));
