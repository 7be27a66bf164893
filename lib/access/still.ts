/** Asking for a permission once more inside the transaction that uses it: a right taken away counts at once. */
import type { DatabaseClient } from '../db.ts';
import { Problem } from '../errors.ts';
import { type Actor, demand, type Permission, type PersonActor } from './actor.ts';

/** The role of a person who may still act; held until the transaction ends, so that it can't change under it. */
export async function roleNow(client: DatabaseClient, id: string): Promise<PersonActor['role'] | null> {
  const [row] = await client.$queryRaw<{ role: PersonActor['role'] }[]>`
    SELECT role::text AS role FROM person WHERE id = ${id}::uuid AND disabled_at IS NULL FOR SHARE`;
  return row?.role ?? null;
}

async function keyStands(client: DatabaseClient, id: string): Promise<boolean> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT 1 FROM api_key WHERE id = ${id}::uuid AND revoked_at IS NULL
      AND (expires_at IS NULL OR expires_at > now()) FOR SHARE`;
  return rows.length > 0;
}

/**
 * Reads the actor's rights anew and holds them until the transaction ends.
 * @throws Problem `unauthenticated` when the person was disabled or removed, or the key revoked; `forbidden`
 */
export async function demandStill(
  client: DatabaseClient,
  actor: Actor,
  permission: Permission,
): Promise<void> {
  if (actor.kind === 'person') {
    const role = await roleNow(client, actor.id);
    if (role) return demand({ ...actor, role }, permission);
  } else if (await keyStands(client, actor.id)) {
    return demand(actor, permission);
  }
  throw new Problem('unauthenticated', 'Your access has ended in the meantime. Nothing was changed.');
}
