/** What a use of a credential needs to know, in one statement: the key, the credential, its envelopes, the resource. */
import { type ApiKeyActor, demand, reaches } from '../access/actor.ts';
import { EndedKeyProblem } from '../access/ended-key.ts';
import { systemClock } from '../access/key-state.ts';
import { type ApiKeyRow, actorOfKey, apiKeyColumns } from '../access/keys/api-key-store.ts';
import { sha256 } from '../access/random.ts';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import { credentialMissing } from './missing.ts';
import type { SealedRow } from './sealed/open.ts';

/** What a caller of the gateway says. */
export interface UseQuestion {
  key: string;
  /** Null for a text that is no id. */
  credentialId: string | null;
  /** The source or destination for which the credential is used, where the caller names one. */
  resourceId: string | null;
}

interface UseRow extends ApiKeyRow {
  place: number;
  credential: (SealedRow & { verdict: string; usableUntil: string | null; deletedAt: string | null }) | null;
  fitsResource: boolean;
}

/** What is known of a use: who asks, and the credential as far as it exists, whether or not he may use it. */
export interface UseFacts {
  actor: ApiKeyActor;
  credential: UseRow['credential'];
  fitsResource: boolean;
}

/** What is known of a use; the problem of a key that has ended, and null for one that never was. */
export type UseAnswer = UseFacts | EndedKeyProblem | null;

/**
 * Answers questions that came at about the same time, each as of now.
 * @returns in their order; null for a key that is unknown, and the problem of one that was revoked or is past its end
 */
export async function readUses(questions: readonly UseQuestion[], clock = systemClock): Promise<UseAnswer[]> {
  const hashes = questions.map(({ key }) => sha256(key));
  const credentialIds = questions.map(({ credentialId }) => credentialId);
  const resourceIds = questions.map(({ resourceId }) => resourceId);
  const rows = await database().$queryRaw<UseRow[]>`
    SELECT q.place::int AS place, ${apiKeyColumns},
           CASE WHEN c.id IS NULL THEN NULL ELSE json_build_object(
             'id', c.id, 'name', c.name, 'wabaId', c.waba_id, 'apiVersion', c.api_version,
             'tokenVersion', c.token_version, 'version', c.version, 'reason', c.reason, 'verdict', c.verdict,
             'usableUntil', c.usable_until, 'deletedAt', c.deleted_at,
             'pausedSeconds', greatest(0, extract(epoch FROM c.paused_until - now())), 'token', t.envelope, 'appSecret', a.envelope
           ) END AS credential,
           (q.resource_id IS NULL OR r.id IS NOT NULL) AS "fitsResource"
    FROM unnest(${hashes}::text[], ${credentialIds}::uuid[], ${resourceIds}::uuid[])
      WITH ORDINALITY AS q(key_hash, credential_id, resource_id, place)
    JOIN api_key k ON k.key_hash = q.key_hash
    LEFT JOIN credential c ON c.id = q.credential_id
    LEFT JOIN sealed_secret t ON t.credential_id = c.id AND t.version = c.token_version AND t.purpose = 'token'
    LEFT JOIN sealed_secret a ON a.credential_id = c.id AND a.version = c.token_version AND a.purpose = 'app_secret'
    LEFT JOIN data_resource r ON r.id = q.resource_id AND r.credential_id = c.id`;
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  const now = clock();
  return questions.map((_question, index) => {
    const row = byPlace.get(index + 1);
    if (!row) return null;
    const actor = actorOfKey(row, now);
    if (actor instanceof EndedKeyProblem) return actor;
    return { actor, credential: row.credential, fitsResource: row.fitsResource };
  });
}

/** A credential that its caller may use. */
export type UsableRow = NonNullable<UseFacts['credential']>;

/**
 * The credential of a use, if it may be.
 * @throws Problem `forbidden`; `not_found`, the same for one that never was, is gone, or is not the key's to use;
 * `invalid_input` for a resource that does not use it
 */
export function demandUse({ actor, credential, fitsResource }: UseFacts): UsableRow {
  demand(actor, 'credential.use');
  if (!credential || credential.deletedAt || !reaches(actor, credential.id)) throw credentialMissing();
  if (!fitsResource) {
    throw new Problem(
      'invalid_input',
      'X-Flowkeep-Resource names no source or destination that uses this credential. Name its id, or leave it out.',
    );
  }
  return credential;
}

/** Whether Flowkeep believes, at a time, that Graph will not accept the token. */
export function isThoughtInvalid({ verdict, usableUntil }: UsableRow, now: Date): boolean {
  return verdict === 'invalid' || (usableUntil !== null && new Date(usableUntil) <= now);
}
