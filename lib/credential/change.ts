/** The frame of every change of one credential: locked, not stale, still allowed, and told by the audit trail. */
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Actor, Caller } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import type { Permission } from '../access/rights.ts';
import type { AuditEvent } from '../audit/event.ts';
import { lastEvent } from '../audit/history.ts';
import { appendAuditEvent } from '../audit/store.ts';
import type { DatabaseClient } from '../db.ts';
import { Problem } from '../errors.ts';
import { tileColumns } from './look/present.ts';
import { readCredential } from './look/read.ts';
import { tileOf } from './look/store.ts';
import type { Tile } from './look/tile.ts';
import { credentialMissing } from './missing.ts';

/** The versions that the caller has seen and may change; null where the caller need not say. */
export type Expected = readonly number[] | null;

export interface LockedRow {
  id: string;
  name: string;
  connector: string;
  reason: string;
  version: number;
  tokenVersion: number;
  latestTokenVersion: number;
  tokenFingerprint: string;
}

/** Locks a credential's row until the transaction ends; null when there is none or it was deleted. */
export async function lockRow(client: DatabaseClient, id: string): Promise<LockedRow | null> {
  const [row] = await client.$queryRaw<LockedRow[]>`
    SELECT id, name, connector, reason, version, token_version AS "tokenVersion",
           latest_token_version AS "latestTokenVersion", token_fingerprint AS "tokenFingerprint"
    FROM credential WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
  return row ?? null;
}

const changingActions = [
  'credential.edited',
  'credential.token_replaced',
  'credential.rolled_back',
  'credential.restored',
];

/** The problem of a change that was made on an older state: what stands now, and who put it there when. */
export async function versionConflict(actor: Actor, id: string): Promise<Problem> {
  const [current, last] = await Promise.all([readCredential(actor, id), lastEvent(id, changingActions)]);
  const who = last?.actorName ?? current.createdBy;
  const message = `${who} changed this credential in the meantime. Look at what stands there now, then decide.`;
  return new Problem('version_conflict', message, {
    extra: { current, changedBy: who, changedAt: last?.at.toISOString() ?? current.createdAt },
  });
}

/** @throws Problem `version_conflict` */
export async function refuseStale(actor: Actor, tile: Tile, expected: Expected): Promise<void> {
  if (expected && !expected.includes(tile.version)) throw await versionConflict(actor, tile.id);
}

export interface Change {
  data: Prisma.CredentialUpdateInput;
  event: AuditEvent;
}

/**
 * Changes a credential in one transaction. `make` gets the locked row and answers what is to be written.
 * @returns the tile as this change left it
 * @throws Problem `not_found`, `version_conflict`, `forbidden`, or what `make` throws; nothing is changed then
 */
export async function changeCredential(
  caller: Caller,
  subject: { id: string; permission: Permission; expected: Expected },
  make: (client: DatabaseClient, row: LockedRow) => Promise<Change>,
): Promise<Tile> {
  const { id, permission, expected } = subject;
  const outcome = await authorizedTransaction(caller.actor, permission, async (client) => {
    const row = await lockRow(client, id);
    if (!row) return 'missing';
    if (expected && !expected.includes(row.version)) return 'stale';
    const { data, event } = await make(client, row);
    const changed = await client.credential.update({
      where: { id },
      data: { ...data, version: { increment: 1 }, updatedAt: new Date() },
      select: tileColumns,
    });
    await appendAuditEvent(client, caller, event);
    return changed;
  });
  if (outcome === 'missing') throw credentialMissing();
  if (outcome === 'stale') throw await versionConflict(caller.actor, id);
  return tileOf(caller.actor, outcome);
}
