/** What becomes known of a request while it goes through the gateway, and the use that is recorded in the end. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '../../errors.ts';
import { clientAddress } from '../../http/client-address.ts';
import type { Attempt } from '../../http/refusal.ts';
import { cutTarget } from '../admit/address.ts';
import type { Asked } from '../admit/admission.ts';
import type { Outcome } from '../exchange/exchange.ts';
import { type ErrorFacts, readErrorFacts } from './error-facts.ts';
import { namesToKeep, pathToKeep, type Use, warningsToKeep } from './use.ts';

export interface Draft extends Asked {
  requestId: string;
  address: string | null;
  began: Date;
  /** By the clock that nobody sets. */
  started: number;
  outcome: Outcome | null;
}

export function newDraft(request: IncomingMessage, requestId: string): Draft {
  return {
    requestId,
    method: request.method ?? '',
    address: clientAddress(request) || null,
    began: new Date(),
    started: performance.now(),
    target: cutTarget(request.url ?? ''),
    actor: null,
    credential: null,
    row: null,
    call: null,
    resourceId: null,
    warnings: new Set(),
    outcome: null,
  };
}

/** What was tried by somebody without a key that stands: of the address only which credential was meant. */
export function attemptOf({ method, requestId, address, target }: Draft, key: string | null): Attempt {
  const ids = target.credentialId ? [target.credentialId] : [];
  return { method, route: '/graph/{id}', ids, requestId, address, key };
}

/** What Graph's error says, where its answer was one. */
export function errorFactsOf({ outcome }: Draft): ErrorFacts {
  return readErrorFacts(outcome?.errorStart ?? Buffer.alloc(0));
}

function outcomeOf({ outcome }: Draft): Use['outcome'] {
  if (!outcome) return 'refused';
  return outcome.fault ? 'failed' : 'done';
}

/** The use to be recorded; null for a caller without a key, who used nothing. */
export function useOf(draft: Draft, problem: Problem | null, response: ServerResponse): Use | null {
  const { actor, requestId, address, credential, began, outcome, call, row, target } = draft;
  if (!actor) return null;
  const sent = outcome?.sent === true;
  return {
    actor,
    requestId,
    address,
    credential,
    outcome: outcomeOf(draft),
    sent,
    began,
    details: {
      method: draft.method,
      path: pathToKeep(call?.path ?? `/${target.path}`),
      query: namesToKeep(target.query),
      status: response.headersSent ? response.statusCode : null,
      milliseconds: Math.round(performance.now() - draft.started),
      bytesUp: outcome?.bytesUp ?? 0,
      bytesDown: outcome?.bytesDown ?? 0,
      apiVersion: sent && call ? call.version : null,
      tokenVersion: sent && row ? row.tokenVersion : null,
      code: problem?.code ?? (outcome?.fault === 'caller_gone' ? 'caller_gone' : null),
      ...errorFactsOf(draft),
      resourceId: draft.resourceId,
      ...warningsToKeep(draft.warnings),
    },
  };
}
