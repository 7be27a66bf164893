/** What a credential can list, for whoever fills in the parameters of an endpoint. */
import { type Caller, demand } from '../../access/actor.ts';
import type { Permission } from '../../access/rights.ts';
import type { ListedKind } from '../../connector/endpoint.ts';
import { type Choice, listings } from '../../connector/whatsapp-listing.ts';
import { readCredential } from '../../credential/look/read.ts';
import { callOnce } from '../../gateway/call-once.ts';
import { isObject } from '../../graph/call/untrusted.ts';
import { graphProblem } from './graph-problem.ts';
import { encodeCall, onPage } from './planned-call.ts';
import type { Choices } from './sample-view.ts';

const permission: Permission = 'resource.test';
const pageSize = 200;
const maxPages = 5;

/**
 * Asks Graph for all of a kind, a thousand at most.
 * @throws Problem `forbidden`, `not_found`, what Graph refused, or as callOnce does
 */
export async function listChoices(
  caller: Caller,
  credentialId: string,
  kind: ListedKind,
  signal: AbortSignal,
): Promise<Choices> {
  demand(caller.actor, permission);
  const credential = await readCredential(caller.actor, credentialId);
  const { wabaId, status } = credential;
  const thoughtInvalid = status === 'invalid';
  const circumstances = { permission, credential, resourceId: null, thoughtInvalid, signal };
  const { request, read } = listings[kind];
  const items: Choice[] = [];
  let after: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const call = await encodeCall(onPage(request({ wabaId }), { after }, pageSize));
    const answer = await callOnce(caller, call, circumstances);
    const { body } = answer;
    if (answer.error || answer.status >= 400 || !Array.isArray(body.data)) {
      throw graphProblem(answer, {
        permission: 'whatsapp_business_management',
        scopes: credential.scopes,
      });
    }
    items.push(...body.data.map(read).filter((choice) => choice !== null));
    after = nextCursor(body);
    // An empty list proves nothing: Meta answers with one where the token lacks the permission, too.
    if (!after) return { items, complete: items.length > 0 };
  }
  return { items, complete: false };
}

function nextCursor({ paging }: Record<string, unknown>): string | undefined {
  if (!isObject(paging) || paging.next === undefined || !isObject(paging.cursors)) return undefined;
  const { after } = paging.cursors;
  return typeof after === 'string' && after !== '' ? after : undefined;
}
