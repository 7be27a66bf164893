/** Deleting a data source or destination. Its credential stays. */
import { type Caller, demand } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { versionConflict } from './edit.ts';
import { readResource, resourceMissing, whereResources } from './list.ts';
import type { ResourceKind } from './schema.ts';

const permission = 'resource.edit';

/** @throws Problem `forbidden`, `not_found` or `version_conflict` */
export async function deleteResource(
  caller: Caller,
  kind: ResourceKind,
  id: string,
  expected: readonly number[] | null,
): Promise<void> {
  demand(caller.actor, permission);
  const { name, credentialId, version } = await readResource(caller.actor, kind, id);
  if (expected && !expected.includes(version)) throw await versionConflict(caller, kind, id);
  const gone = await authorizedTransaction(caller.actor, permission, async (client) => {
    const seen = whereResources(caller.actor, kind, undefined);
    const where = { AND: [seen, { id, ...(expected ? { version } : {}) }] };
    if ((await client.dataResource.deleteMany({ where })).count === 0) return false;
    await appendAuditEvent(client, caller, {
      action: 'resource.deleted',
      outcome: 'done',
      target: { kind, id, name },
      details: { credentialId },
    });
    return true;
  });
  if (gone) return;
  if (expected) throw await versionConflict(caller, kind, id);
  throw resourceMissing(kind);
}
