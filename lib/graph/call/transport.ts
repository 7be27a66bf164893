/** One call to Graph: what comes out is always a value, never an exception, and never holds an address. */
import { type GraphTarget, graphUrl } from './address.ts';
import { type Nonsense, readJsonObject } from './body-reader.ts';
import { Limiter } from './limiter.ts';
import { appSecretProof } from './proof.ts';
import { reachOf } from './reach.ts';
import { reachingFetch } from './reaching-fetch.ts';
import type { LentSecret } from './secret.ts';
import { isObject, type JsonObject, word } from './untrusted.ts';
import { pauseSeconds, retryAfterSeconds } from './usage.ts';

/** The token, and the secret of its app where that app demands proofs. */
export interface GraphSecrets {
  token: LentSecret;
  appSecret?: LentSecret;
}

interface Exchange extends GraphSecrets {
  /** Ends waiting and the call; a reason named TimeoutError counts as a time limit, any other as the caller's wish. */
  signal: AbortSignal;
  /** For the whole exchange from its first byte to its last, and its one retry. */
  timeoutMs?: number;
  maxBytes?: number;
}

/** A call that reads, at an address that this room makes. */
export interface GraphCall extends Exchange, GraphTarget {
  baseUrl: URL;
  /** Parameters of the address. `input_token` is added by `inspectedToken`, so that it is read only here. */
  query: Record<string, string>;
  /** Sends the token also as `input_token`, as debug_token wants it. */
  inspectedToken?: boolean;
}

/** A call of any kind, at an address that the caller has proven to be Graph's, proof included. */
export interface GraphSend extends Exchange {
  url: URL;
  method: 'GET' | 'POST' | 'DELETE';
  body: { type: string; bytes: Uint8Array<ArrayBuffer> } | null;
}

/** The headers of Graph that matter, each null where absent or not of its form. */
export interface GraphHeaders {
  /** The version that Meta answered with, which may be newer than the one asked for. */
  servedVersion: string | null;
  traceId: string | null;
  /** From the usage header or Retry-After, 1 to 3600. */
  retryAfterSeconds: number | null;
  /** For how long nothing more is to be asked for the same account, in seconds; 0 where Meta says nothing of it. */
  pauseSeconds: number;
}

export type GraphResult =
  | { kind: 'answer'; status: number; body: JsonObject; headers: GraphHeaders }
  /** HTTP 429, whatever came with it. */
  | { kind: 'limited'; body: JsonObject | null; headers: GraphHeaders }
  | { kind: 'nonsense'; status: number | null; reason: Nonsense }
  | { kind: 'timeout' }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'cancelled' };

const callsAtOnce = new Limiter(64);
const versionPattern = /^v[1-9][0-9]{0,2}\.[0-9]$/;
const resetCodes = ['ECONNRESET', 'EPIPE'];
const malformedCodes = /^(?:HPE_|Z_|ERR_)/;

/**
 * Reads from Graph, see graphSend.
 * @throws TypeError before anything is sent if base, version or node is malformed (see graphUrl)
 */
export async function graphGet(call: GraphCall): Promise<GraphResult> {
  const url = graphUrl(call.baseUrl, call, fullQuery(call));
  return graphSend({ ...call, url, method: 'GET', body: null });
}

/**
 * Asks Graph: the token in the header only, no redirect followed, at most `maxBytes` of body after decompression,
 * and at most `timeoutMs` in all. Waits for a free place as long as `signal` allows.
 */
export async function graphSend(call: GraphSend): Promise<GraphResult> {
  const release = await callsAtOnce.enter(call.signal);
  if (!release) return stopped(call.signal);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new DOMException('', 'TimeoutError')), call.timeoutMs ?? 10_000);
  const signal = AbortSignal.any([call.signal, limit.signal]);
  try {
    const response = await send(call, signal);
    return await readAnswer(response, call.maxBytes ?? 65_536);
  } catch (error) {
    return signal.aborted ? stopped(signal) : failed(error);
  } finally {
    clearTimeout(timer);
    release();
  }
}

function fullQuery(call: GraphCall): Record<string, string> {
  return {
    ...call.query,
    ...(call.inspectedToken ? { input_token: call.token.use((text) => text) } : {}),
    ...(call.appSecret ? { appsecret_proof: appSecretProof(call.token, call.appSecret) } : {}),
  };
}

/**
 * Sends, and once more if the connection was reset before any answer: so looks a kept-alive connection that the
 * other side had just closed, and the runtime does not tell it from a fresh one. Reading twice does no harm;
 * writing twice may.
 */
async function send(call: GraphSend, signal: AbortSignal): Promise<Response> {
  const { url, method, body } = call;
  const once = () =>
    call.token.use((token) =>
      reachingFetch(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(body ? { 'content-type': body.type } : {}),
        },
        body: body?.bytes,
        signal,
        reach: reachOf(url),
      }),
    );
  try {
    return await once();
  } catch (error) {
    if (method !== 'GET' || !resetCodes.includes(causeCode(error))) throw error;
    return once();
  }
}

async function readAnswer(response: Response, maxBytes: number): Promise<GraphResult> {
  const { status } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    return { kind: 'nonsense', status, reason: 'redirect' };
  }
  const body = await readJsonObject(response, maxBytes);
  const headers = readHeaders(response.headers);
  if (status === 429) return { kind: 'limited', body: isObject(body) ? body : null, headers };
  return isObject(body)
    ? { kind: 'answer', status, body, headers }
    : { kind: 'nonsense', status, reason: body };
}

function readHeaders(headers: Headers): GraphHeaders {
  const upgrade = /auto-upgraded to (v[0-9.]{3,6}?)(?= |$)/.exec(
    headers.get('x-ad-api-version-warning') ?? '',
  );
  return {
    servedVersion:
      word(headers.get('facebook-api-version'), versionPattern) ?? word(upgrade?.[1], versionPattern),
    traceId: word(headers.get('x-fb-request-id'), /^[A-Za-z0-9_-]{1,64}$/),
    retryAfterSeconds: retryAfterSeconds(headers),
    pauseSeconds: pauseSeconds({
      business: headers.get('x-business-use-case-usage') ?? undefined,
      app: headers.get('x-app-usage') ?? undefined,
      adAccount: headers.get('x-ad-account-usage') ?? undefined,
    }),
  };
}

function stopped(signal: AbortSignal): GraphResult {
  const reason: unknown = signal.reason;
  return reason instanceof Error && reason.name === 'TimeoutError'
    ? { kind: 'timeout' }
    : { kind: 'cancelled' };
}

/** The code of what went wrong in the network; an error's own message may hold an address, so it stays unread. */
function causeCode(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : undefined;
  const code = isObject(cause) && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : 'UNKNOWN';
}

function failed(error: unknown): GraphResult {
  const reason = causeCode(error);
  return malformedCodes.test(reason)
    ? { kind: 'nonsense', status: null, reason: 'broken_transfer' }
    : { kind: 'unreachable', reason };
}
