/** A world of its own for the gateway: a Graph of the test's, a credential, and keys. */
import pg from 'pg';
import { z } from 'zod';
import { tileSchema } from '../../lib/credential/look/tile.ts';
import { databaseUrlOf, operate, type RunningWorld, startWorld } from '../world.ts';
import { type FakeGraph, fakeWaba, startFakeGraph } from './fake-graph.ts';

export interface GatewayWorld {
  graph: FakeGraph;
  world: RunningWorld;
  /** A client of the database, behind the API. */
  db: pg.Client;
  manage: string;
  use: string;
  /** With both scopes. */
  both: string;
  /** Adds a credential. @returns its id and token */
  add(): Promise<{ id: string; token: string }>;
  /** Confines the keys of a name to a credential: the operator's command makes none that are. */
  confine(keyName: string, credentialId: string): Promise<void>;
  /** Calls a path below the world's address with a key. */
  call(path: string, key: string, init?: RequestInit): Promise<Response>;
  tile(id: string): Promise<z.infer<typeof tileSchema>>;
  /** The uses of a credential that are recorded, oldest first. */
  uses(id: string): Promise<UseRow[]>;
  stop(): Promise<void>;
}

export interface UseRow {
  outcome: string;
  actor_name: string;
  request_id: string;
  address: string;
  details: Record<string, unknown>;
}

let tokens = 0;

export function freshToken(): string {
  tokens += 1;
  return `EAAfake${'x'.repeat(100)}${process.pid}n${tokens}${Math.random().toString(36).slice(2)}`;
}

export async function startGatewayWorld(
  env: Record<string, string> = {},
  databaseUrl?: string,
): Promise<GatewayWorld> {
  const graph = await startFakeGraph();
  const world = await startWorld({ GRAPH_BASE_URL: graph.url, LOG_LEVEL: 'info', ...env });
  const manage = await operate(world, ['key', 'create', '--name', 'tests', '--scope', 'manage']);
  const use = await operate(world, ['key', 'create', '--name', 'pipeline', '--scope', 'use']);
  const scopes = ['--scope', 'manage', '--scope', 'use'];
  const both = await operate(world, ['key', 'create', '--name', 'both', ...scopes]);
  const db = new pg.Client({ connectionString: databaseUrl ?? (await databaseUrlOf(world.dataDir)) });
  db.on('error', () => undefined);
  await db.connect();
  const call: GatewayWorld['call'] = (path, key, { headers, ...init } = {}) =>
    fetch(`${world.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { authorization: `Bearer ${key}`, ...(headers as Record<string, string>) },
    });
  return {
    graph,
    world,
    db,
    manage,
    use,
    both,
    call,
    async add() {
      const token = freshToken();
      const body = JSON.stringify({
        connector: 'whatsapp-flows',
        name: `Gateway ${token.slice(-12)}`,
        accessToken: token,
        wabaId: fakeWaba,
        apiVersion: 'v26.0',
      });
      const headers = { 'content-type': 'application/json' };
      const answer = await call('/api/credentials', manage, { method: 'POST', headers, body });
      const { id } = z.object({ id: z.string() }).parse(await answer.json());
      return { id, token };
    },
    async confine(keyName, credentialId) {
      const named = "UPDATE api_key SET reach = 'listed' WHERE name = $1 RETURNING id";
      const listed = 'INSERT INTO api_key_credential (key_id, credential_id) VALUES ($1, $2)';
      for (const { id } of (await db.query(named, [keyName])).rows)
        await db.query(listed, [id, credentialId]);
    },
    async tile(id) {
      return tileSchema.parse(await (await call(`/api/credentials/${id}`, manage)).json());
    },
    async uses(id) {
      const { rows } = await db.query(
        "SELECT * FROM audit_event WHERE action = 'credential.used' AND target_id = $1 ORDER BY seq",
        [id],
      );
      return rows;
    },
    async stop() {
      await db.end().catch(() => undefined);
      await world.stop();
      await graph.close();
    },
  };
}

/** Asks again until something holds, for some seconds. */
export async function eventually<T>(
  ask: () => Promise<T>,
  holds: (value: T) => boolean,
  seconds = 5,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (holds(value) || Date.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
