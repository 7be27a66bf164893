/** Whether an API key opens anything: the one place that decides it, on the one clock. */
import type { Prisma } from '../../prisma/generated/client.ts';

export const keyStates = ['active', 'expired', 'revoked'] as const;
export type KeyState = (typeof keyStates)[number];

/** What of a key's row decides. */
export interface KeyEnd {
  /** The first moment at which it opens nothing; null for a key without an end. */
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** Tells the time. Ends are written by this process and so are judged by its clock, never by the database's. */
export type Clock = () => Date;
export const systemClock: Clock = () => new Date();

/** A key that was revoked stays that, whether or not its end has come too. */
export function keyStateOf({ revokedAt, expiresAt }: KeyEnd, now: Date): KeyState {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'active';
}

/** `keyStateOf` is `active`, as a condition for the database. */
export function activeKeys(now: Date): Prisma.ApiKeyWhereInput {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}
