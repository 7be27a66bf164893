/** What single calls found: Graph's answers, read as findings about the credential. */

import type { GraphResult, GraphSecrets } from '../call/transport.ts';
import { displayName, integer, isObject, type JsonObject } from '../call/untrusted.ts';
import {
  type GraphError,
  judgeError,
  type RefusedVerdict,
  readGraphError,
  type UndecidedVerdict,
  undecided,
} from '../errors/errors.ts';
import type { TokenFacts } from './report.ts';
import { readTokenFacts } from './token-facts.ts';

interface Answered {
  /** Graph's error, where it sent one. */
  error: GraphError | null;
  /** The version that Meta answered with, where it said so. */
  served: string | null;
}

export type Refused = RefusedVerdict & Answered;
export type Undecided = UndecidedVerdict & Answered;
export type Usable<Found> = { verdict: 'usable'; found: Found } & Answered;

/** What a call says about the credential; `Found` is what a success held. */
export type Finding<Found = unknown> = Usable<Found> | Refused | Undecided;

export interface NodeFound {
  name: string | null;
}

export interface TokenDetails {
  facts: TokenFacts;
  isValid: boolean;
  /** Why the token is dead, by debug_token's own codes. */
  reason: { code: number; subcode: number | null; message: string } | null;
}

const codesWithoutAnswer = {
  timeout: 'graph_timeout',
  cancelled: 'graph_timeout',
  unreachable: 'graph_unreachable',
} as const;

function withoutAnswer(result: Exclude<GraphResult, { kind: 'answer' | 'limited' }>): UndecidedVerdict {
  if (result.kind !== 'nonsense') return undecided(codesWithoutAnswer[result.kind]);
  const faulty = result.status !== null && result.status >= 500;
  return undecided(faulty ? 'graph_error' : 'graph_nonsense');
}

/** What is said of the App Secret, put right by whether one was sent with the call. */
function weighedBySecret<Verdict extends { code: string; message: string }>(
  verdict: Verdict,
  sent: boolean,
): Verdict {
  if (verdict.code === 'app_secret_required' && sent) {
    const message =
      'Meta asks for the App Secret although one was sent. Copy it again from App settings, Basic, of the app of this token.';
    return { ...verdict, message };
  }
  if (verdict.code === 'app_secret_wrong' && !sent) {
    const message =
      'The app of this token demands its App Secret with each call. Copy it from App settings, Basic, and enter it under App Secret.';
    return { ...verdict, code: 'app_secret_required', message };
  }
  return verdict;
}

/** Reads a call's result. `accept` reads the body of a success; null for a body that such a call never has. */
export function readFinding<Found>(
  result: GraphResult,
  secrets: GraphSecrets,
  accept: (body: JsonObject) => Found | null,
): Finding<Found> {
  if (result.kind !== 'answer' && result.kind !== 'limited') {
    return { ...withoutAnswer(result), error: null, served: null };
  }
  const { headers, body } = result;
  const { servedVersion: served, traceId, retryAfterSeconds } = headers;
  const status = result.kind === 'limited' ? 429 : result.status;
  const error = body && readGraphError({ status, body, traceId }, secrets);
  if (error) {
    const judged = weighedBySecret(judgeError(error, retryAfterSeconds), secrets.appSecret !== undefined);
    return { ...judged, error, served };
  }
  if (status === 429) return { ...undecided('graph_limited', retryAfterSeconds), error, served };
  if (status >= 500) return { ...undecided('graph_error'), error, served };
  const found = body && status === 200 ? accept(body) : null;
  return found === null
    ? { ...undecided('graph_nonsense'), error, served }
    : { verdict: 'usable', found, error, served };
}

/** A node answers with the id that was asked for, as text; any other body is not about it. */
export function acceptNode(id: string): (body: JsonObject) => NodeFound | null {
  return (body) => (body.id === id ? { name: displayName(body.name) } : null);
}

/** `me` answers with the id of whoever the token belongs to. */
export function acceptMe(body: JsonObject): NodeFound | null {
  return typeof body.id === 'string' ? { name: null } : null;
}

/** An edge answers with a list, which may be empty. */
export function acceptList(body: JsonObject): unknown[] | null {
  return Array.isArray(body.data) ? body.data : null;
}

/** debug_token answers with 200 about dead tokens too, and says so inside. */
export function acceptTokenDetails({ data }: JsonObject): TokenDetails | null {
  if (!isObject(data) || typeof data.is_valid !== 'boolean') return null;
  return { facts: readTokenFacts(data), isValid: data.is_valid, reason: readReason(data.error) };
}

/** The error inside debug_token's answer, which names its members unlike any other error of Graph. */
function readReason(error: unknown): TokenDetails['reason'] {
  const code = isObject(error) ? integer(error.code) : null;
  if (!isObject(error) || code === null) return null;
  const message = typeof error.message === 'string' ? error.message : '';
  return { code, subcode: integer(error.subcode), message };
}

/** Whether Meta keeps details of this token from itself, which proves nothing about the token. */
export function mayNotLook(details: Finding<TokenDetails>): boolean {
  return (
    details.verdict === 'refused' && (details.error?.code === 100 || details.code === 'permission_missing')
  );
}
