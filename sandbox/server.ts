/** The sandbox: a stand-in for graph.facebook.com on loopback, for demonstrations and tests. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer } from './admission.ts';
import { collectBody, readParameters } from './answer/body.ts';
import type { Answer } from './answer/graph-answer.ts';
import { misbehave } from './answer/misbehaviour.ts';
import type { Parameters } from './answer/parameters.ts';
import { findFile } from './flow/flow-assets.ts';
import { listenOnLoopback } from './loopback.ts';
import { beginState, type State } from './state.ts';
import { findToken } from './tokens.ts';

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

interface Running {
  startedAt: number;
  requests: SandboxRequest[];
  state: State;
}

/** Starts the sandbox; port 0 takes any free one. */
export async function startSandbox({ port = 0, host = '127.0.0.1' } = {}): Promise<Sandbox> {
  const startedAt = Math.floor(Date.now() / 1000);
  const running: Running = { startedAt, requests: [], state: beginState() };
  const server = await listenOnLoopback(
    (request, response) => {
      if (sendFile(request, response, running.state)) return;
      answerRequest(request, response, running).catch(() => response.destroy());
    },
    { port, host },
  );
  return { ...server, requests: running.requests };
}

function readToken(request: IncomingMessage, query: URLSearchParams) {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const token = bearer ?? query.get('access_token');
  const tokenIn: SandboxRequest['tokenIn'] = bearer ? 'header' : token ? 'query' : 'nowhere';
  return { token, tokenIn };
}

/** Serves an uploaded file, as Meta's servers for files do; false for another request. */
function sendFile(request: IncomingMessage, response: ServerResponse, state: State): boolean {
  const file = request.method === 'GET' ? findFile(state, request.url ?? '') : null;
  if (file === null) return false;
  response.writeHead(200, { 'content-type': 'application/json' }).end(file);
  return true;
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { startedAt, requests, state }: Running,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const { token, tokenIn } = readToken(request, url.searchParams);
  const known = token ? findToken(token) : null;
  const method = request.method ?? 'GET';
  requests.push({
    method,
    path: url.pathname,
    queryNames: [...url.searchParams.keys()],
    tokenId: known?.id ?? null,
    tokenIn,
  });
  if (requests.length > remembered) requests.shift();
  const body = collectBody(request);

  const script = known?.script ?? null;
  if (script?.misbehaviour && (await misbehave(script.misbehaviour, response))) return;
  const origin = `http://${request.headers.host}`;
  const read = async (): Promise<Parameters> =>
    method === 'GET'
      ? new Map(url.searchParams)
      : readParameters(url.searchParams, request.headers['content-type'], await body);
  send(
    response,
    await answer({ method, url, token, script, state, origin, startedAt, readParameters: read }),
  );
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}
