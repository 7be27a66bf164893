/** Creating a data source or destination that uses a credential. */
import { v7 as uuidv7 } from 'uuid';
import { Prisma } from '../../prisma/generated/client.ts';
import { type Caller, credentialConfinement, demand } from '../access/actor.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { firstFreeName, nameKey } from '../credential/name.ts';
import { type DatabaseClient, database } from '../db.ts';
import { type FieldError, Problem, type ProblemCode } from '../errors.ts';
import { resourceColumns, toResourceView } from './present.ts';
import type { ResourceInput, ResourceKind } from './schema.ts';
import type { ResourceView } from './view.ts';

function fieldProblem(
  code: ProblemCode,
  field: string,
  message: string,
  extra?: Record<string, unknown>,
): Problem {
  const errors: FieldError[] = [{ field, code, message }];
  return new Problem(code, message, { errors, ...(extra ? { extra } : {}) });
}

/** Holds the credential against deletion until the transaction ends. */
async function lockCredential(client: DatabaseClient, caller: Caller, input: ResourceInput) {
  const confinement = credentialConfinement(caller.actor);
  const [row] =
    confinement && !confinement.includes(input.credentialId)
      ? []
      : await client.$queryRaw<{ connector: string; name: string }[]>`
          SELECT connector, name FROM credential WHERE id = ${input.credentialId}::uuid FOR KEY SHARE`;
  if (!row) {
    const message = 'There is no such credential any more. Choose another one.';
    throw fieldProblem('credential_not_found', 'credentialId', message);
  }
  if (row.connector !== input.connector) {
    const message = 'This credential belongs to another connector. Choose one of this connector.';
    throw fieldProblem('connector_mismatch', 'credentialId', message);
  }
  return row;
}

async function nameTaken(kind: ResourceKind, name: string): Promise<Problem> {
  const base = name.replace(/ \d+$/, '');
  const rows = await database().dataResource.findMany({
    where: { kind, nameKey: { startsWith: nameKey(base.slice(0, 60)) } },
    select: { nameKey: true },
    take: 10_000,
  });
  const taken = new Set(rows.map((row) => row.nameKey));
  const suggestion = firstFreeName(base, (key) => taken.has(key));
  const message = `A data ${kind} named "${name}" exists already. "${suggestion}" is free.`;
  return fieldProblem('name_taken', 'name', message, { suggestion });
}

/** @throws Problem `forbidden`, `name_taken`, `credential_not_found` or `connector_mismatch` */
export async function createResource(
  caller: Caller,
  kind: ResourceKind,
  input: ResourceInput,
): Promise<ResourceView> {
  demand(caller.actor, 'resource.create');
  const { name, description, connector, credentialId } = input;
  const id = uuidv7();
  try {
    const row = await database().$transaction(async (client) => {
      const credential = await lockCredential(client, caller, input);
      const created = await client.dataResource.create({
        data: {
          id,
          kind,
          name,
          nameKey: nameKey(name),
          description,
          connector,
          credentialId,
          createdById: caller.actor.kind === 'person' ? caller.actor.id : null,
          createdByName: caller.actor.name,
        },
        select: resourceColumns,
      });
      await appendAuditEvent(client, caller, {
        action: 'resource.created',
        outcome: 'done',
        target: { kind, id, name },
        details: { credentialId, credentialName: credential.name },
      });
      return created;
    });
    return toResourceView(row, new Date());
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw await nameTaken(kind, name);
    }
    throw error;
  }
}
