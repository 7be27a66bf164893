/** The sandbox: a stand-in for graph.facebook.com on loopback, for demonstrations and tests. */
import { createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describeVersion, newestVersion, oldestUsable } from '../lib/graph/versions.ts';
import { deathOf } from './debug-token.ts';
import { type Answer, failure, type Served } from './graph-answer.ts';
import { listenOnLoopback } from './loopback.ts';
import { misbehave } from './misbehaviour.ts';
import { noSuchObject, routes } from './routes.ts';
import type { TokenScript } from './token-script.ts';
import { findToken, sandboxAppSecret } from './tokens.ts';

/** A request as it came, without anything that could be a secret. */
export interface SandboxRequest {
  method: string;
  path: string;
  queryNames: string[];
  /** The scripted token's id, `wildcard`, or null for none or an unknown one. */
  tokenId: string | null;
  tokenIn: 'header' | 'query' | 'nowhere';
}

export interface Sandbox {
  url: string;
  /** The latest requests, oldest first, at most 200. */
  requests: SandboxRequest[];
  close(): Promise<void>;
}

const remembered = 200;

/** Starts the sandbox; port 0 takes any free one. */
export async function startSandbox({ port = 0, host = '127.0.0.1' } = {}): Promise<Sandbox> {
  const startedAt = seconds();
  const requests: SandboxRequest[] = [];
  const server = await listenOnLoopback(
    (request, response) => {
      answerRequest(request, response, { startedAt, requests }).catch(() => response.destroy());
    },
    { port, host },
  );
  return { ...server, requests };
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** The version that Meta answers with: the asked one, a newer one for a retired one; null for one that never was. */
function serve(asked: string): Served {
  const { state } = describeVersion(asked, new Date());
  if (state === 'unknown' || state === 'newer_than_known') return null;
  return { asked, version: state === 'expired' ? oldestUsable(new Date()) : asked };
}

function readToken(request: IncomingMessage, query: URLSearchParams) {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const text = bearer ?? query.get('access_token');
  const tokenIn: SandboxRequest['tokenIn'] = bearer ? 'header' : text ? 'query' : 'nowhere';
  return { text, tokenIn };
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { startedAt, requests }: { startedAt: number; requests: SandboxRequest[] },
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const { text, tokenIn } = readToken(request, url.searchParams);
  const token = text ? findToken(text) : null;
  const method = request.method ?? 'GET';
  requests.push({
    method,
    path: url.pathname,
    queryNames: [...url.searchParams.keys()],
    tokenId: token?.id ?? null,
    tokenIn,
  });
  if (requests.length > remembered) requests.shift();
  request.resume();

  const misbehaviour = token?.script.misbehaviour;
  if (misbehaviour && (await misbehave(misbehaviour, response))) return;
  send(response, route({ method, url, text, token: token?.script ?? null, startedAt }));
}

interface Call {
  method: string;
  url: URL;
  text: string | null;
  token: TokenScript | null;
  startedAt: number;
}

/** Finds the answer in the order in which Graph looks: version, token, its session, its proof, the object. */
function route({ method, url, text, token, startedAt }: Call): Answer {
  const [, asked = newestVersion, path = '/'] = /^(?:\/(v[0-9]+\.[0-9]+))?(\/.*)?$/.exec(url.pathname) ?? [];
  const served = serve(asked);
  if (!served) return failure({ code: 2500, message: `Unknown path components: ${path}` }, null);
  if (!text) return missingToken(path, served);
  if (!token) {
    return failure({ code: 190, message: 'Invalid OAuth access token - Cannot parse access token' }, null);
  }
  const found = routes.find((candidate) => candidate.method === method && candidate.pattern.test(path));
  const now = seconds();
  const death = found?.forDeadTokens ? null : deathOf(token, startedAt, now);
  if (death) return failure(death, served);
  const refused = checkProof(token, text, url.searchParams, served);
  if (refused) return refused;
  if (!found) return noSuchObject(path.split('/')[1] ?? '', served, method.toLowerCase());
  const groups = found.pattern.exec(path)?.slice(1) ?? [];
  return found.answer({ script: token, groups, query: url.searchParams, served, startedAt, now });
}

function missingToken(path: string, served: Served): Answer {
  return path === '/me'
    ? failure(
        {
          code: 2500,
          message: 'An active access token must be used to query information about the current user.',
        },
        served,
      )
    : failure({ code: 104, message: 'An access token is required to request this resource.' }, served);
}

/** A proof that is sent is checked, whether or not the token's app demands one. */
function checkProof(token: TokenScript, text: string, query: URLSearchParams, served: Served): Answer | null {
  const proof = query.get('appsecret_proof');
  if (proof === null && !token.needsProof) return null;
  if (proof === createHmac('sha256', sandboxAppSecret).update(text).digest('hex')) return null;
  const message =
    proof === null
      ? 'API calls from the server require an appsecret_proof argument'
      : 'Invalid appsecret_proof provided in the API argument';
  return failure({ code: 100, message, type: 'GraphMethodException' }, served);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}
