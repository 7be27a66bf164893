/** Background work: removes what has ended by itself and only takes up room. */
import { database } from '../db.ts';
import { sessionAbsoluteMs, sessionIdleMs } from './sign-in/session-token.ts';

/** Removes ended sessions, invitations and limits. They open nothing any more: this only tidies. */
export async function sweepAccess(): Promise<void> {
  const now = Date.now();
  const db = database();
  await db.session.deleteMany({
    where: {
      OR: [
        { lastSeenAt: { lt: new Date(now - sessionIdleMs) } },
        { createdAt: { lt: new Date(now - sessionAbsoluteMs) } },
      ],
    },
  });
  await db.invitation.deleteMany({ where: { expiresAt: { lt: new Date(now) } } });
  await db.rateLimit.deleteMany({ where: { expire: { lt: BigInt(now) } } });
}
