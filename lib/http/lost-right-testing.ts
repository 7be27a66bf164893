/**
 * For tests of requests whose right is lost while they are under way: people and keys, and the ways in which each loses
 * its right. A loss is begun before the request, so that the request still sees the right, and is finished once the
 * request waits for it: a request that does not wait for it has not asked again.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { randomId, sha256 } from '../access/random.ts';
import { sessionCookieName } from '../access/sign-in/cookie.ts';
import { startSession } from '../access/sign-in/session-store.ts';
import { encodeSessionToken } from '../access/sign-in/session-token.ts';
import { database } from '../db.ts';
import { environment } from '../env.ts';

/** Somebody who may do everything that their kind may, with the headers of their requests. */
export interface Somebody {
  id: string;
  headers: Record<string, string>;
}

/** A signed-in admin, made for one request. */
export async function newAdmin(): Promise<Somebody> {
  const id = uuidv7();
  await database().person.create({
    data: { id, name: 'Soon gone', email: `${id}@example.com`, role: 'admin', passwordHash: 'none' },
  });
  const cookie = `${sessionCookieName()}=${await encodeSessionToken(await startSession(id))}`;
  return { id, headers: { cookie, origin: environment().appUrl } };
}

/** A key of both scopes, used a moment ago: its next use has nothing to write. */
export async function newKey(): Promise<Somebody> {
  const [id, key] = [uuidv7(), `fk_${randomId()}`];
  await database().apiKey.create({
    data: {
      id,
      name: 'Soon gone',
      scopes: ['manage', 'use'],
      keyHash: sha256(key),
      reach: 'all',
      lastFour: key.slice(-4),
      createdByName: 'tests',
      lastUsedAt: new Date(),
    },
  });
  return { id, headers: { authorization: `Bearer ${key}` } };
}

export interface Loss {
  of: 'person' | 'key';
  sql: string;
  status: 401 | 403;
  /** Whether it takes only what admins have: a member may still do the rest. */
  ofRole?: true;
}

export const losses: Record<string, Loss> = {
  disabled: { of: 'person', sql: 'UPDATE person SET disabled_at = now() WHERE id = $1', status: 401 },
  removed: { of: 'person', sql: 'DELETE FROM person WHERE id = $1', status: 401 },
  'signed out': { of: 'person', sql: 'DELETE FROM session WHERE person_id = $1', status: 401 },
  demoted: {
    of: 'person',
    sql: "UPDATE person SET role = 'member' WHERE id = $1",
    status: 403,
    ofRole: true,
  },
  revoked: { of: 'key', sql: 'UPDATE api_key SET revoked_at = now() WHERE id = $1', status: 401 },
  'past its end': { of: 'key', sql: 'UPDATE api_key SET expires_at = now() WHERE id = $1', status: 401 },
  'deprived of its scopes': {
    of: 'key',
    sql: "UPDATE api_key SET scopes = '{}' WHERE id = $1",
    status: 403,
  },
};

const snapshots = {
  credential: 'true',
  sealed_secret: 'true',
  retired_token: 'true',
  inspection: 'true',
  data_resource: 'true',
  invitation: 'true',
  person: 'id::text <> $1',
  api_key: 'id::text <> $1',
  audit_event: "outcome <> 'refused' AND coalesce(target_id, '') <> $1",
};

/** All that a change could have changed, but for what is lost: as one text per table. */
async function everything(client: pg.Client, but: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [table, where] of Object.entries(snapshots)) {
    const { rows } = await client.query(
      `SELECT coalesce(string_agg(md5(t::text), ' ' ORDER BY t::text), '') AS text FROM ${table} t
       WHERE ${where} AND $1::text IS NOT NULL`,
      [but],
    );
    found[table] = rows[0].text;
  }
  return found;
}

export interface Observed {
  response: Response;
  /** Whether the request waited for the loss before it went on. */
  waited: boolean;
  changed: string[];
}

/** Two connections of their own: one that holds the loss, one that looks. */
export class LostRights {
  readonly #holder = new pg.Client({ connectionString: environment().databaseUrl ?? '' });
  readonly #watcher = new pg.Client({ connectionString: environment().databaseUrl ?? '' });

  async open(): Promise<void> {
    await Promise.all([this.#holder.connect(), this.#watcher.connect()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#holder.end(), this.#watcher.end()]);
  }

  async #waitsForHolder(pid: number): Promise<boolean> {
    const { rows } = await this.#watcher.query(
      'SELECT 1 FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid)) LIMIT 1',
      [pid],
    );
    return rows.length > 0;
  }

  /** Sends a request while somebody is losing their right. */
  async during({ sql }: Loss, id: string, send: () => Promise<Response>): Promise<Observed> {
    const before = await everything(this.#watcher, id);
    const { rows } = await this.#holder.query('SELECT pg_backend_pid() AS pid');
    await this.#holder.query('BEGIN');
    await this.#holder.query(sql, [id]);
    let ended = false;
    const answer = send().finally(() => {
      ended = true;
    });
    let waited = false;
    while (!ended && !waited) {
      waited = await this.#waitsForHolder(rows[0].pid);
      await sleep(2);
    }
    await this.#holder.query('COMMIT');
    const response = await answer;
    return { response, waited, changed: await this.#changes(before, id) };
  }

  /** Sends a request with its right untouched. */
  async undisturbed(id: string, send: () => Promise<Response>): Promise<Observed> {
    const before = await everything(this.#watcher, id);
    const response = await send();
    return { response, waited: false, changed: await this.#changes(before, id) };
  }

  async #changes(before: Record<string, string>, id: string): Promise<string[]> {
    const after = await everything(this.#watcher, id);
    return Object.keys(after).filter((table) => after[table] !== before[table]);
  }
}
