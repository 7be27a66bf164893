/** API keys that open nothing any more. Whoever brings one holds it whole, and so may know what became of it. */
import { Problem } from '../errors.ts';

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** The problem `key_revoked` or `key_expired`, which knows the key, for the audit trail. */
export class EndedKeyProblem extends Problem {
  readonly key: { id: string; name: string; why: 'revoked' | 'expired' };

  constructor({ id, name, why, at }: EndedKeyProblem['key'] & { at: Date }, more = '') {
    const what = why === 'revoked' ? 'was revoked' : 'ended';
    const message = `This API key ${what} on ${moment.format(at)} UTC.${more} Ask an admin of this Flowkeep for a new one.`;
    super(why === 'revoked' ? 'key_revoked' : 'key_expired', message);
    this.key = { id, name, why };
  }
}

/**
 * @param more a sentence about what became of the request
 * @returns the problem of a key that was revoked or is past its end; null for one that stands
 */
export function endOfKey(
  key: { id: string; name: string; revokedAt: Date | null; expiresAt: Date | null },
  now: Date,
  more?: string,
): EndedKeyProblem | null {
  const { id, name, revokedAt, expiresAt } = key;
  if (revokedAt) return new EndedKeyProblem({ id, name, why: 'revoked', at: revokedAt }, more);
  if (!expiresAt || expiresAt > now) return null;
  return new EndedKeyProblem({ id, name, why: 'expired', at: expiresAt }, more);
}
