/** Whether a request may be passed on: who asks, may he, what for, how much. Nothing is sent before all is answered. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { apiKeyOf } from '../../access/authenticate.ts';
import { demandUse, type UsableRow, type UseFacts, type UseQuestion } from '../../credential/use-store.ts';
import { Problem } from '../../errors.ts';
import type { Draft } from '../record/draft.ts';
import { type GraphAddress, graphAddress } from './address.ts';
import { demandPlainBody } from './body-form.ts';
import type { Limits } from './limits.ts';
import type { Opened } from './opened.ts';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface AdmissionParts {
  lookup(question: UseQuestion): Promise<UseFacts | null>;
  open(row: UsableRow): Promise<Opened>;
  limits: Pick<Limits, 'count'>;
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
    'Send an API key of Flowkeep with the scope use in the header Authorization: Bearer fk_…, in the place of a token. As access_token it is not read.',
  );
}

/** Meta's own examples of resumable uploads, and what was made after them, write OAuth for Bearer. */
function keyOf({ authorization }: IncomingHttpHeaders): string | null {
  return apiKeyOf(authorization?.replace(/^OAuth /i, 'Bearer '));
}

function resourceOf(request: IncomingMessage): string | null {
  const named = request.headers['x-flowkeep-resource'];
  if (named === undefined) return null;
  if (typeof named === 'string' && uuidPattern.test(named)) return named.toLowerCase();
  throw new Problem(
    'invalid_input',
    'X-Flowkeep-Resource is not the id of a source or destination. Leave it out.',
  );
}

/**
 * Asks all that there is to ask, and notes in the draft what becomes known on the way.
 * @throws Problem for whatever speaks against it
 */
export async function admit(
  { lookup, open, limits }: AdmissionParts,
  request: IncomingMessage,
  draft: Draft,
): Promise<Admitted> {
  const key = keyOf(request.headers);
  if (!key) throw unauthenticated();
  const resourceId = resourceOf(request);
  const facts = await lookup({ key, credentialId: draft.target.credentialId, resourceId });
  if (!facts) throw unauthenticated();
  const { actor, credential } = facts;
  draft.actor = actor;
  draft.credential = credential && { id: credential.id, name: credential.name };
  const row = demandUse(facts);
  draft.row = row;
  draft.resourceId = resourceId;
  const call = graphAddress(draft.method, draft.target, row.apiVersion);
  draft.call = call;
  await limits.count(actor.id, row.id);
  demandPlainBody(request);
  return { keyId: actor.id, row, call, opened: await open(row) };
}
