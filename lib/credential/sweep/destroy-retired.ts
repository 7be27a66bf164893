/** Background work: destroys the secrets of retired tokens whose grace time is over. */
import { appendAuditEvent } from '../../audit/store.ts';
import { systemCaller } from '../../audit/system.ts';
import type { DatabaseClient } from '../../db.ts';
import { inTransaction } from '../../transaction.ts';
import { destroyVersions } from '../retire.ts';

/** How many credentials one transaction looks after. */
const batch = 50;

interface DueRow {
  id: string;
  name: string;
  tokenVersion: number;
}

/** Locks credentials that have something due, as every change of them does; those being changed now are left for later. */
function lockDue(client: DatabaseClient): Promise<DueRow[]> {
  return client.$queryRaw<DueRow[]>`
    SELECT id, name, token_version AS "tokenVersion" FROM credential
    WHERE id IN (SELECT credential_id FROM retired_token WHERE destroy_after <= now())
    ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED`;
}

async function destroyBatch(): Promise<number> {
  return inTransaction(async (client) => {
    const rows = await lockDue(client);
    let destroyed = 0;
    for (const { id, name, tokenVersion } of rows) {
      const due = await client.retiredToken.findMany({
        where: { credentialId: id, destroyAfter: { lte: new Date() }, version: { not: tokenVersion } },
        orderBy: { version: 'asc' },
        select: { version: true },
      });
      const versions = due.map(({ version }) => version);
      if (versions.length === 0) continue;
      await destroyVersions(client, id, versions);
      await appendAuditEvent(client, systemCaller, {
        action: 'credential.token_destroyed',
        outcome: 'done',
        target: { kind: 'credential', id, name },
        details: { versions },
      });
      destroyed += versions.length;
    }
    return destroyed;
  });
}

/** Destroys everything that is due. Safe to be cut short and to run in several places at once. @returns how many tokens */
export async function destroyRetiredTokens(): Promise<number> {
  let total = 0;
  for (let last = await destroyBatch(); last > 0; last = await destroyBatch()) total += last;
  return total;
}
