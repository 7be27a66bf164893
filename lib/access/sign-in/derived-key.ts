/** Keys made from the session secret, one for each purpose, so that none can be used for another. */
import { hkdfSync } from 'node:crypto';
import { environment } from '../../env.ts';

/** @returns 256 bits that only this secret and purpose give */
export function derivedKey(purpose: string): Uint8Array {
  const { sessionSecret } = environment();
  if (!sessionSecret) throw new Error('The session secret was asked for before the start made it.');
  return new Uint8Array(hkdfSync('sha256', sessionSecret, '', purpose, 32));
}
