/** Whether there is room for one more use: among those under way, and in the audit trail. */
import { Problem } from '../../errors.ts';
import { maxConcurrentUses } from './limits.ts';

const retryAfterSeconds = 1;

/**
 * @param underWay how many uses are, this one included
 * @throws Problem `too_many_requests`, or `audit_unavailable` where it could not be recorded
 */
export async function demandRoom(underWay: number, journal: { ready(): Promise<boolean> }): Promise<void> {
  if (underWay > maxConcurrentUses) {
    throw new Problem('too_many_requests', 'Too many uses are under way. Try again in a second.', {
      retryAfterSeconds,
      extra: { limit: 'instance' },
    });
  }
  if (!(await journal.ready())) {
    throw new Problem(
      'audit_unavailable',
      'Flowkeep can not record uses at the moment, so it allows none. Try again soon.',
      { retryAfterSeconds },
    );
  }
}
