/**
 * Changing something under a right that still stands: it is asked for anew in the very transaction that uses it, and
 * held until that ends. Between a request's first look and its write lie Graph's answers and other people's locks.
 */
import type { Database, DatabaseClient } from '../db.ts';
import { Problem } from '../errors.ts';
import { inTransaction } from '../transaction.ts';
import { type Actor, type ApiKeyActor, demand, type PersonActor } from './actor.ts';
import { endOfKey } from './ended-key.ts';
import { type Clock, type KeyEnd, systemClock } from './key-state.ts';
import type { Permission } from './rights.ts';

/** The person as they stand now; null when they were disabled or removed, or this session of theirs has ended. */
async function personNow(client: Database | DatabaseClient, actor: PersonActor): Promise<PersonActor | null> {
  // In this order: whoever disables a person holds the person first, and ends their sessions then.
  const [row] = await client.$queryRaw<Pick<PersonActor, 'role'>[]>`
    SELECT p.role::text AS role FROM person p JOIN session s ON s.person_id = p.id
    WHERE p.id = ${actor.id}::uuid AND p.disabled_at IS NULL AND s.id_hash = ${actor.sessionIdHash}
    FOR SHARE OF p FOR KEY SHARE OF s`;
  return row ? { ...actor, role: row.role } : null;
}

/** The key as it stands now; null when it is gone. @throws Problem `key_revoked` or `key_expired` */
async function keyNow(
  client: Database | DatabaseClient,
  actor: ApiKeyActor,
  clock: Clock,
): Promise<ApiKeyActor | null> {
  const [row] = await client.$queryRaw<(Pick<ApiKeyActor, 'scopes'> & KeyEnd)[]>`
    SELECT scopes::text[] AS scopes, expires_at AS "expiresAt", revoked_at AS "revokedAt" FROM api_key
    WHERE id = ${actor.id}::uuid FOR SHARE`;
  const ended = row && endOfKey({ ...row, id: actor.id, name: actor.name }, clock(), ' Nothing was changed.');
  if (ended) throw ended;
  return row ? { ...actor, scopes: row.scopes } : null;
}

/**
 * Asks for a permission as of now. In a transaction the answer holds until its end; outside, for whoever is about to
 * do what no transaction covers, such as a call to Graph.
 * @throws Problem `unauthenticated` when the person was disabled or removed or has signed out; `key_revoked` or
 * `key_expired`; `forbidden` when the right was taken away
 */
export async function reauthorize(
  client: Database | DatabaseClient,
  actor: Actor,
  permission: Permission,
  clock = systemClock,
): Promise<void> {
  const now = actor.kind === 'person' ? await personNow(client, actor) : await keyNow(client, actor, clock);
  if (!now) {
    throw new Problem('unauthenticated', 'Your access has ended in the meantime. Nothing was changed.');
  }
  demand(now, permission);
}

/**
 * The one way in which a use case writes: a transaction that begins with asking for the right anew.
 * @param lockFirst takes locks that have to be taken before the actor's own
 * @throws Problem as `reauthorize` does, or what `work` throws; nothing is changed then
 */
export function authorizedTransaction<Result>(
  actor: Actor,
  permission: Permission,
  work: (client: DatabaseClient) => Promise<Result>,
  lockFirst?: (client: DatabaseClient) => Promise<unknown>,
): Promise<Result> {
  return inTransaction(async (client) => {
    await lockFirst?.(client);
    await reauthorize(client, actor, permission);
    return work(client);
  });
}
