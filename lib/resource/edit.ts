/** Editing a data source or destination, its credential included. */
import { isDeepStrictEqual } from 'node:util';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type Caller, demand } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import type { AuditEvent } from '../audit/event.ts';
import { appendAuditEvent } from '../audit/store.ts';
import type { DatabaseClient } from '../db.ts';
import { Problem } from '../errors.ts';
import { nameKey } from '../name/key.ts';
import { readResource } from './list.ts';
import { storingName } from './name.ts';
import { type ResourceRow, toResourceView, wholeResourceColumns } from './present.ts';
import type { ParameterValues, ResourceEdit, ResourceKind } from './schema.ts';
import { lockCredential } from './target.ts';
import type { ResourceView } from './view.ts';

const permission = 'resource.edit';

type Ref = { id: string; name: string } | null;

/** The names of what differs between two sets of values. */
function changedNames(one: ParameterValues, other: ParameterValues): string[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.filter((name) => !isDeepStrictEqual(one[name], other[name])).sort();
}

/** The events that tell of an edit: one of the words, one of the credential. */
function eventsOf(before: ResourceView, edit: ResourceEdit, to: Ref): AuditEvent[] {
  const { kind, id, credential: from } = before;
  const after = edit.endpoint === undefined ? before.parameters : (edit.parameters ?? {});
  const parameters = changedNames(before.parameters, after);
  const target = { kind, id, name: edit.name ?? before.name };
  const changes = (['name', 'description', 'endpoint'] as const).flatMap((field) => {
    const [was, is] = [before[field], edit[field]];
    return is === undefined || is === was ? [] : [{ field, from: was ?? '', to: is ?? '' }];
  });
  const edited: AuditEvent = {
    action: 'resource.edited',
    outcome: 'done',
    target,
    details: { changes, parameters },
  };
  const moved: AuditEvent = {
    action: 'resource.credential_changed',
    outcome: 'done',
    target,
    details: { from: from && { id: from.id, name: from.name }, to },
  };
  return [...(changes.length > 0 || parameters.length > 0 ? [edited] : []), ...(to ? [moved] : [])];
}

function endpointColumns({ endpoint = null, parameters = {} }: ResourceEdit) {
  return { endpoint, parameters: parameters as Prisma.InputJsonObject };
}

async function store(
  client: DatabaseClient,
  caller: Caller,
  before: ResourceView,
  edit: ResourceEdit,
): Promise<ResourceRow | null> {
  const { id, connector } = before;
  const { name, description } = edit;
  const credentialId = edit.credentialId === before.credentialId ? undefined : edit.credentialId;
  const credential = credentialId
    ? await lockCredential(client, caller.actor, { credentialId, connector })
    : null;
  const { count } = await client.dataResource.updateMany({
    where: { id, version: before.version },
    data: {
      ...(name === undefined || name === before.name ? {} : { name, nameKey: nameKey(name) }),
      ...(description === undefined ? {} : { description }),
      ...(credentialId ? { credentialId } : {}),
      ...(edit.endpoint === undefined ? {} : endpointColumns(edit)),
      version: { increment: 1 },
      updatedAt: new Date(),
    },
  });
  if (count === 0) return null;
  const row = await client.dataResource.findUniqueOrThrow({ where: { id }, select: wholeResourceColumns });
  const to = credential && credentialId ? { id: credentialId, name: credential.name } : null;
  await appendAuditEvent(client, caller, ...eventsOf(before, edit, to));
  return row;
}

/** The problem of a change that was made on an older state, with what stands now. */
export async function versionConflict(caller: Caller, kind: ResourceKind, id: string): Promise<Problem> {
  const current = await readResource(caller.actor, kind, id);
  const message = `Somebody changed this data ${kind} in the meantime. Look at what stands there now, then decide.`;
  return new Problem('version_conflict', message, { extra: { current } });
}

/**
 * Changes what is given and keeps the rest.
 * @throws Problem `forbidden`, `not_found`, `version_conflict`, `name_taken`, `credential_not_found`,
 * `connector_mismatch` or `token_missing`
 */
export async function editResource(
  caller: Caller,
  kind: ResourceKind,
  id: string,
  edit: ResourceEdit,
  expected: readonly number[],
): Promise<ResourceView> {
  demand(caller.actor, permission);
  const before = await readResource(caller.actor, kind, id);
  if (!expected.includes(before.version)) throw await versionConflict(caller, kind, id);
  const same = (Object.keys(edit) as (keyof ResourceEdit)[]).every(
    (field) => edit[field] === undefined || isDeepStrictEqual(edit[field], before[field]),
  );
  if (same) return before;
  const row = await storingName(caller.actor, kind, edit.name ?? before.name, () =>
    authorizedTransaction(caller.actor, permission, (client) => store(client, caller, before, edit)),
  );
  if (!row) throw await versionConflict(caller, kind, id);
  return toResourceView(row, new Date());
}
