/** Bringing a deleted credential's record back. Its token was destroyed: it asks for a new one. */
import { z } from 'zod';
import { type Caller, demand, reaches } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { type DatabaseClient, database } from '../db.ts';
import { nameKey } from '../name/key.ts';
import { goneBefore } from './look/deleted.ts';
import { type TileRow, tileColumns } from './look/present.ts';
import { tileOf } from './look/store.ts';
import type { Tile } from './look/tile.ts';
import { credentialMissing, tokenMissing } from './missing.ts';
import { storingName } from './name.ts';
import type { Restoration } from './schema.ts';

const permission = 'credential.delete';

async function lockDeleted(client: DatabaseClient, id: string): Promise<{ name: string } | null> {
  const [row] = await client.$queryRaw<{ name: string }[]>`
    SELECT name FROM credential WHERE id = ${id}::uuid AND deleted_at > ${goneBefore(new Date())} FOR UPDATE`;
  return row ?? null;
}

async function restoreLocked(
  client: DatabaseClient,
  caller: Caller,
  id: string,
  name: string,
): Promise<TileRow> {
  const row = await client.credential.update({
    where: { id },
    data: {
      deletedAt: null,
      deletedByName: null,
      name,
      nameKey: nameKey(name),
      verdict: 'invalid',
      reason: tokenMissing,
      hasAppSecret: false,
      usableUntil: null,
      version: { increment: 1 },
      updatedAt: new Date(),
    },
    select: tileColumns,
  });
  await appendAuditEvent(client, caller, {
    action: 'credential.restored',
    outcome: 'done',
    target: { kind: 'credential', id, name },
    details: {},
  });
  return row;
}

/**
 * Brings back a credential within `deletedKeptDays` of its deletion, under another name where the old one was taken.
 * @throws Problem `forbidden`, `not_found` or `name_taken`
 */
export async function restoreCredential(caller: Caller, id: string, { name }: Restoration): Promise<Tile> {
  demand(caller.actor, permission);
  const known = z.uuid().safeParse(id).success && reaches(caller.actor, id);
  const stored = known
    ? await database().credential.findUnique({ where: { id }, select: { name: true } })
    : null;
  if (!stored) throw credentialMissing();
  const wanted = name ?? stored.name;
  const row = await storingName(caller.actor, wanted, () =>
    authorizedTransaction(caller.actor, permission, async (client) => {
      if (!(await lockDeleted(client, id))) return null;
      return restoreLocked(client, caller, id, wanted);
    }),
  );
  if (!row) throw credentialMissing();
  return tileOf(caller.actor, row);
}
