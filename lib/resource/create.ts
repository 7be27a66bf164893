/** Creating a data source or destination that uses a credential. */
import { v7 as uuidv7 } from 'uuid';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type Caller, demand } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { nameKey } from '../name/key.ts';
import { storingName } from './name.ts';
import { toResourceView, wholeResourceColumns } from './present.ts';
import type { ResourceInput, ResourceKind } from './schema.ts';
import { lockCredential } from './target.ts';
import type { ResourceView } from './view.ts';

const permission = 'resource.create';

/** @throws Problem `forbidden`, `name_taken`, `credential_not_found`, `connector_mismatch` or `token_missing` */
export async function createResource(
  caller: Caller,
  kind: ResourceKind,
  input: ResourceInput,
): Promise<ResourceView> {
  demand(caller.actor, permission);
  const { name, description, connector, credentialId, endpoint = null, parameters = {} } = input;
  const id = uuidv7();
  return storingName(caller.actor, kind, name, () =>
    authorizedTransaction(caller.actor, permission, async (client) => {
      const credential = await lockCredential(client, caller.actor, input);
      const created = await client.dataResource.create({
        data: {
          id,
          kind,
          name,
          nameKey: nameKey(name),
          description,
          connector,
          credentialId,
          endpoint,
          parameters: parameters as Prisma.InputJsonObject,
          createdById: caller.actor.kind === 'person' ? caller.actor.id : null,
          createdByName: caller.actor.name,
        },
        select: wholeResourceColumns,
      });
      await appendAuditEvent(client, caller, {
        action: 'resource.created',
        outcome: 'done',
        target: { kind, id, name },
        details: { credentialId, credentialName: credential.name, endpoint },
      });
      const view = toResourceView(created, new Date());
      await caller.keep?.(client, view);
      return view;
    }),
  );
}
