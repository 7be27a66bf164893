/** The credential that a data source or destination is about to use. */
import { type Actor, reaches } from '../access/actor.ts';
import { tokenMissing } from '../credential/missing.ts';
import type { DatabaseClient } from '../db.ts';
import { Problem, type ProblemCode } from '../errors.ts';

function unfit(code: ProblemCode, message: string): Problem {
  return new Problem(code, message, { errors: [{ field: 'credentialId', code, message }] });
}

/**
 * Holds the credential against deletion until the transaction ends.
 * @throws Problem `credential_not_found`, `connector_mismatch` or `token_missing`
 */
export async function lockCredential(
  client: DatabaseClient,
  actor: Actor,
  { credentialId, connector }: { credentialId: string; connector: string },
): Promise<{ name: string }> {
  const [row] = reaches(actor, credentialId)
    ? await client.$queryRaw<{ connector: string; name: string; reason: string }[]>`
        SELECT connector, name, reason FROM credential
        WHERE id = ${credentialId}::uuid AND deleted_at IS NULL FOR KEY SHARE`
    : [];
  if (!row) throw unfit('credential_not_found', 'There is no such credential any more. Choose another one.');
  if (row.connector !== connector) {
    throw unfit(
      'connector_mismatch',
      'This credential belongs to another connector. Choose one of this connector.',
    );
  }
  if (row.reason === tokenMissing) {
    throw unfit(
      'token_missing',
      'This credential has no token. Choose another one, or give it a new token first.',
    );
  }
  return row;
}
