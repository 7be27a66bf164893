/** As much of fetch as is needed here, over connections that stay within their reach. It follows no redirect. */
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { lookupWithin, type Reach } from './reach.ts';

export interface Asked {
  method: string;
  headers: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | undefined;
  signal: AbortSignal;
  reach: Reach;
}

/** Meta closes idle connections after about a minute; one that it has just closed would fail the next call. */
const idleMs = 15_000;
const headerMaxBytes = 32_768;
/** More codings one in the other than anybody has a use for. */
const mostCodings = 5;
const pool = { keepAlive: true, maxFreeSockets: 16, timeout: idleMs };
/** A kept connection serves only calls of the reach that it was made for. */
const agents = {
  loopback: { http: new http.Agent(pool), https: new https.Agent(pool) },
  public: { http: new http.Agent(pool), https: new https.Agent(pool) },
};
/** Statuses whose answers have no body (RFC 9110, section 6.4.1), for which Response takes none. */
const bodyless = new Set([204, 205, 304]);

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The body without its codings, the one that was put on last taken off first (RFC 9110, section 8.4). */
function decoded(head: IncomingMessage): Readable {
  const codings = (head.headers['content-encoding'] ?? '').toLowerCase().split(',');
  const names = codings.map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
  const steps = names.reverse().map((name) => decoders[name]?.());
  const known = steps.filter((step) => step !== undefined);
  if (known.length < steps.length || steps.length > mostCodings) {
    head.destroy();
    throw Object.assign(new Error('The answer is in a coding that was not asked for.'), {
      code: 'ERR_CODING',
    });
  }
  const last = known.at(-1);
  // A failure of any of them is one of the last, which is read.
  return last ? (pipeline([head, ...known], () => undefined) as Transform) : head;
}

function responseOf(head: IncomingMessage): Response {
  const { statusCode: status = 0 } = head;
  const headers = new Headers();
  for (const [name, values] of Object.entries(head.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  if (!bodyless.has(status)) {
    return new Response(Readable.toWeb(decoded(head)) as ReadableStream, { status, headers });
  }
  head.resume();
  return new Response(null, { status, headers });
}

function open(url: URL, { method, headers, signal, reach }: Asked): ClientRequest {
  // URL writes an IPv6 address in brackets; a connection takes it without.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'https:';
  return (secure ? https : http).request(url, {
    method,
    headers: { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'Flowkeep', ...headers },
    agent: agents[reach][secure ? 'https' : 'http'],
    maxHeaderSize: headerMaxBytes,
    signal,
    lookup: lookupWithin(reach, host),
  });
}

/**
 * Sends one request. @returns its answer, whose body is read as it comes. It rejects with the error of the connection,
 * with OutOfReachError, or with the reason of the signal.
 */
export function reachingFetch(url: URL, asked: Asked): Promise<Response> {
  return new Promise((resolve, reject) => {
    asked.signal.throwIfAborted();
    const request = open(url, asked);
    request.on('error', reject);
    request.once('upgrade', (_head, socket) => socket.destroy());
    request.once('response', (head) => {
      try {
        resolve(responseOf(head));
      } catch (error) {
        reject(error);
      }
    });
    request.end(asked.body);
  });
}
