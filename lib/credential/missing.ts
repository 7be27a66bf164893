/** What is said where a credential, or its token, is not there. */
import { Problem } from '../errors.ts';

/** The reason of a credential that was brought back after its token had been destroyed. */
export const tokenMissing = 'token_missing';

/** The same answer for an id that never was, one that is gone, and one the actor may not know of. */
export function credentialMissing(): Problem {
  return new Problem('not_found', 'There is no credential with this id. It may have been deleted.');
}
