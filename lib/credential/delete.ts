/** Deleting a credential without breaking anybody in silence: what uses it is moved, detached, or keeps it alive. */
import { type Caller, demand, reaches } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import type { AuditEvent } from '../audit/event.ts';
import { appendAuditEvent } from '../audit/store.ts';
import type { DatabaseClient } from '../db.ts';
import { Problem } from '../errors.ts';
import { isSameName } from '../name/key.ts';
import { type Expected, type LockedRow, lockRow, versionConflict } from './change.ts';
import { readCredential } from './look/read.ts';
import { type Dependant, dependantsOf } from './look/used-by.ts';
import { credentialMissing, tokenMissing } from './missing.ts';
import type { Deletion } from './schema.ts';

const permission = 'credential.delete';
/** How many dependants a refusal lists. */
const listed = 100;

function inUse(name: string, usedBy: Dependant[], usedByTotal: number): Problem {
  const many =
    usedByTotal === 1
      ? '1 data source or destination uses'
      : `${usedByTotal} data sources and destinations use`;
  return new Problem(
    'credential_in_use',
    `${many} "${name}". Put another credential in its place, or detach them.`,
    { extra: { usedBy, usedByTotal } },
  );
}

function unfit(message: string): Problem {
  return new Problem('replacement_unfit', message, {
    errors: [{ field: 'replaceWith', code: 'replacement_unfit', message }],
  });
}

function refuseUnfit(caller: Caller, row: LockedRow, target: LockedRow | null, deletion: Deletion): void {
  const { replaceWith } = deletion;
  if (!replaceWith) return;
  if (target?.id === row.id) throw unfit('A credential can not take its own place. Choose another one.');
  if (!target || !reaches(caller.actor, replaceWith))
    throw unfit('There is no such credential any more. Choose another one.');
  if (target.connector !== row.connector) throw unfit('This credential belongs to another connector.');
  if (target.reason === tokenMissing) {
    throw unfit('This credential has no token. Choose another one, or give it a new token first.');
  }
}

function refuseUnconfirmed(row: LockedRow, { detach, confirm }: Deletion): void {
  if (!detach || isSameName(confirm ?? '', row.name)) return;
  const message = 'To delete it all the same, type the name of the credential.';
  throw new Problem('confirmation_required', message, {
    errors: [{ field: 'confirm', code: 'confirmation_required', message }],
  });
}

type Locked = { row: LockedRow; target: LockedRow | null } | null;

/** Locks both rows in the order of their ids, so that two deletions that name each other can't wait for each other. */
async function lockBoth(client: DatabaseClient, id: string, targetId: string | undefined): Promise<Locked> {
  const rows = new Map<string, LockedRow>();
  for (const each of [...new Set(targetId ? [id, targetId] : [id])].sort()) {
    const row = await lockRow(client, each);
    if (row) rows.set(each, row);
  }
  const row = rows.get(id);
  return row ? { row, target: (targetId && rows.get(targetId)) || null } : null;
}

/** Moves or detaches everything that uses a credential. @returns the events that tell of it */
async function moveDependants(
  client: DatabaseClient,
  row: LockedRow,
  target: LockedRow | null,
): Promise<AuditEvent[]> {
  const moved = await client.dataResource.updateManyAndReturn({
    where: { credentialId: row.id },
    data: { credentialId: target?.id ?? null, version: { increment: 1 }, updatedAt: new Date() },
    select: { kind: true, id: true, name: true },
  });
  const from = { id: row.id, name: row.name };
  const to = target && { id: target.id, name: target.name };
  return moved.map(({ kind, id, name }) => ({
    action: 'resource.credential_changed',
    outcome: 'done',
    target: { kind, id, name },
    details: { from, to },
  }));
}

/** Takes a credential out of use and destroys its secrets; the record stays for a time. */
async function bury(client: DatabaseClient, { id }: LockedRow, byName: string): Promise<void> {
  await client.sealedSecret.deleteMany({ where: { credentialId: id } });
  await client.retiredToken.deleteMany({ where: { credentialId: id } });
  await client.credential.update({
    where: { id },
    data: {
      deletedAt: new Date(),
      deletedByName: byName,
      // Keys of names are folded to small letters, so no name can have this one, and the name is free from now on.
      nameKey: `Deleted:${id}`,
      version: { increment: 1 },
    },
    select: { id: true },
  });
}

type Outcome = 'missing' | 'stale' | 'deleted' | Problem;

async function deleteLocked(
  client: DatabaseClient,
  caller: Caller,
  id: string,
  deletion: Deletion,
  expected: Expected,
): Promise<Outcome> {
  const locked = await lockBoth(client, id, deletion.replaceWith);
  if (!locked) return 'missing';
  const { row, target } = locked;
  if (expected && !expected.includes(row.version)) return 'stale';
  refuseUnfit(caller, row, target, deletion);
  const { dependants, total } = await dependantsOf(client, id, listed);
  const isDecided = deletion.replaceWith !== undefined || deletion.detach === true;
  if (total > 0 && !isDecided) return inUse(row.name, dependants, total);
  refuseUnconfirmed(row, deletion);
  const events = total > 0 ? await moveDependants(client, row, target) : [];
  await bury(client, row, caller.actor.name);
  await appendAuditEvent(client, caller, ...events, {
    action: 'credential.deleted',
    outcome: 'done',
    target: { kind: 'credential', id, name: row.name },
    details: {
      usedBy: total,
      replacedWith: target && { id: target.id, name: target.name },
      detached: total > 0 && target === null,
    },
  });
  return 'deleted';
}

/**
 * Deletes a credential. Its envelopes are destroyed at once; name, history and audit trail stay, and the record can
 * be brought back for `deletedKeptDays`.
 * @throws Problem `forbidden`, `not_found`, `version_conflict`, `credential_in_use` with what uses it,
 * `replacement_unfit` or `confirmation_required`; nothing is changed then
 */
export async function deleteCredential(
  caller: Caller,
  id: string,
  deletion: Deletion,
  expected: Expected,
): Promise<void> {
  demand(caller.actor, permission);
  await readCredential(caller.actor, id);
  const outcome = await authorizedTransaction(caller.actor, permission, (client) =>
    deleteLocked(client, caller, id, deletion, expected),
  );
  if (outcome === 'missing') throw credentialMissing();
  if (outcome === 'stale') throw await versionConflict(caller.actor, id);
  if (outcome instanceof Problem) throw outcome;
}
