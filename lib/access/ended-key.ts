/** API keys that open nothing any more. Whoever brings one holds it whole, and so may know what became of it. */
import { Problem } from '../errors.ts';
import { type KeyEnd, type KeyState, keyStateOf } from './key-state.ts';

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
  readonly key: { id: string; name: string; why: Exclude<KeyState, 'active'> };

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
  key: KeyEnd & { id: string; name: string },
  now: Date,
  more?: string,
): EndedKeyProblem | null {
  const { id, name } = key;
  const why = keyStateOf(key, now);
  const at = why === 'revoked' ? key.revokedAt : key.expiresAt;
  return why === 'active' || !at ? null : new EndedKeyProblem({ id, name, why, at }, more);
}
