/** Background work: removes the records of credentials that can't be brought back any more. */
import { appendAuditEvent } from '../../audit/store.ts';
import { systemCaller } from '../../audit/system.ts';
import { inTransaction } from '../../transaction.ts';
import { goneBefore } from '../look/deleted.ts';

const batch = 100;

async function purgeBatch(): Promise<number> {
  return inTransaction(async (client) => {
    const rows = await client.$queryRaw<{ id: string; name: string }[]>`
      DELETE FROM credential WHERE id IN (
        SELECT id FROM credential WHERE deleted_at <= ${goneBefore(new Date())}
        ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED
      ) RETURNING id, name`;
    if (rows.length === 0) return 0;
    await appendAuditEvent(
      client,
      systemCaller,
      ...rows.map(({ id, name }) => ({
        action: 'credential.purged' as const,
        outcome: 'done' as const,
        target: { kind: 'credential' as const, id, name },
        details: {},
      })),
    );
    return rows.length;
  });
}

/** Removes every record that is past its time; the audit trail keeps what was done. @returns how many */
export async function purgeDeletedCredentials(): Promise<number> {
  let total = 0;
  for (let last = await purgeBatch(); last > 0; last = await purgeBatch()) total += last;
  return total;
}
