/** Whether a request may be passed on: who asks, may he, what for, how much. Nothing is sent before all is answered. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { ApiKeyActor } from '../../access/actor.ts';
import { apiKeyOf } from '../../access/authenticate.ts';
import { apiKeyHeader } from '../../api-key.ts';
import {
  demandUse,
  type UsableRow,
  type UseAnswer,
  type UseFacts,
  type UseQuestion,
} from '../../credential/use-store.ts';
import { Problem } from '../../errors.ts';
import { isUuid } from '../../uuid.ts';
import { type GraphAddress, graphAddress, type Target } from './address.ts';
import { demandPlainBody } from './body-form.ts';
import type { Limits } from './limits.ts';
import type { Opened } from './opened.ts';
import type { CallWarning } from './warnings.ts';

export interface AdmissionParts {
  lookup(question: UseQuestion): Promise<UseAnswer>;
  open(row: UsableRow): Promise<Opened>;
  limits: Pick<Limits, 'count' | 'pause'>;
}

/** What admission notes of a request, also of one that it refuses. */
export interface Asked {
  method: string;
  target: Target;
  actor: ApiKeyActor | null;
  /** The credential asked for, if it exists; `row` only once it is clear that it may be used. */
  credential: { id: string; name: string } | null;
  row: UsableRow | null;
  call: GraphAddress | null;
  resourceId: string | null;
  /** What the call is warned of, as far as it was read. */
  warnings: Set<CallWarning>;
}

/** A call that may be sent, and what it is sent with. */
export interface Admitted {
  keyId: string;
  row: UsableRow;
  call: GraphAddress;
  opened: Opened;
}

function unauthenticated(): Problem {
  return new Problem(
    'unauthenticated',
    `Send an API key of Flowkeep with the scope use in the header ${apiKeyHeader}, in the place of a token. As access_token it is not read.`,
  );
}

/** The key of a request. Meta's own examples of resumable uploads, and what was made after them, write OAuth for Bearer. */
export function keyOf({ authorization }: IncomingHttpHeaders): string | null {
  return apiKeyOf(authorization?.replace(/^OAuth /i, 'Bearer '));
}

/** @throws Problem `unauthenticated` for an unknown key; `key_revoked` or `key_expired` */
function demandKey(answer: UseAnswer): asserts answer is UseFacts {
  if (answer instanceof Problem) throw answer;
  if (!answer) throw unauthenticated();
}

function resourceOf(request: IncomingMessage): string | null {
  const named = request.headers['x-flowkeep-resource'];
  if (named === undefined) return null;
  if (typeof named === 'string' && isUuid(named)) return named.toLowerCase();
  throw new Problem(
    'invalid_input',
    'X-Flowkeep-Resource is not the id of a source or destination. Leave it out.',
  );
}

/**
 * Asks all that there is to ask, and notes what becomes known on the way.
 * @throws Problem for whatever speaks against it
 */
export async function admit(
  { lookup, open, limits }: AdmissionParts,
  request: IncomingMessage,
  asked: Asked,
): Promise<Admitted> {
  const key = keyOf(request.headers);
  if (!key) throw unauthenticated();
  const resourceId = resourceOf(request);
  const facts = await lookup({ key, credentialId: asked.target.credentialId, resourceId });
  demandKey(facts);
  const { actor, credential } = facts;
  asked.actor = actor;
  asked.credential = credential && { id: credential.id, name: credential.name };
  const row = demandUse(facts);
  asked.row = row;
  asked.resourceId = resourceId;
  const call = graphAddress(asked.method, asked.target, row.apiVersion, asked.warnings);
  if (request.headers['if-none-match'] !== undefined) asked.warnings.add('if_none_match');
  asked.call = call;
  // What any instance was told by Meta holds for all.
  if (row.pausedSeconds > 0) limits.pause(row.id, row.pausedSeconds);
  await limits.count(actor.id, row.id);
  demandPlainBody(request);
  return { keyId: actor.id, row, call, opened: await open(row) };
}

/**
 * Asks once more for the right to a use that was admitted a while ago, for its body may have been long in coming.
 * @throws Problem `key_revoked`, `key_expired`, `unauthenticated`, `forbidden` or `not_found` where it has ended
 */
export async function readmit(
  { lookup }: Pick<AdmissionParts, 'lookup'>,
  request: IncomingMessage,
  { target: { credentialId }, resourceId }: Asked,
): Promise<void> {
  const key = keyOf(request.headers);
  const facts = key ? await lookup({ key, credentialId, resourceId }) : null;
  demandKey(facts);
  demandUse(facts);
}
