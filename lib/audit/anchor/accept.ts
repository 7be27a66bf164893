/** Letting the trail count as it stands, after a backup was restored. */
import { database } from '../../db.ts';
import { readChain } from '../chain.ts';
import type { AuditCaller } from '../event.ts';
import { appendAuditEvent } from '../store.ts';
import { type AnchorPlace, acceptAsItStands } from './checkpoint.ts';

/** The chain is broken in itself, which no restored backup is: one sentence for the operator. */
export class BrokenChainError extends Error {
  override name = 'BrokenChainError';
}

/**
 * Records in the trail why it counts as it stands, and keeps an anchor that says so: earlier ones count no more.
 * @throws BrokenChainError, AnchorFileError, or an error of the database
 */
export async function acceptTrail(place: AnchorPlace, caller: AuditCaller, reason: string): Promise<void> {
  const { firstBreak } = await readChain(() => undefined);
  if (firstBreak !== null) {
    throw new BrokenChainError(
      `Event ${firstBreak} does not fit the chain itself, which no backup explains. That can't be accepted.`,
    );
  }
  await appendAuditEvent(database(), caller, {
    action: 'audit.accepted',
    outcome: 'done',
    target: null,
    details: { reason },
  });
  await acceptAsItStands(place, reason);
}
