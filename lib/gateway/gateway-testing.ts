/** For tests: the gateway over real HTTP, behind the front, before an upstream of the test's own. */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { UseFacts } from '../credential/use-store.ts';
import { createFront } from '../http/front.ts';
import { Secret } from '../vault/secret.ts';
import { createLimits } from './admit/limits.ts';
import { createUpstream } from './exchange/upstream.ts';
import { createGateway, defaultTimes, type GatewayParts } from './gateway.ts';
import type { Seen } from './record/notice.ts';
import type { Use } from './record/use.ts';
import { Redaction } from './redact/redactor.ts';

// One line per request would bury the names of the tests.
process.env.LOG_LEVEL = 'silent';

export const credentialId = '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21';
export const key = `fk_${'k'.repeat(43)}`;
export const token = `EAADemo${'aB3'.repeat(60)}ZD`;
export const proof = 'c0ffee'.repeat(10).concat('beef');
/** Short, so that tests need not wait; long enough for a busy machine. */
export const shortTimes = { connectMs: 400, headersMs: 400, idleMs: 400, callerMs: 400 };

/** The facts of a use that may be. */
export function goodFacts(changes: Partial<NonNullable<UseFacts['credential']>> = {}): UseFacts {
  return {
    actor: { kind: 'api_key', id: '1', name: 'pipeline', scopes: ['use'], credentialIds: 'all' },
    credential: {
      id: credentialId,
      name: 'Lucky',
      wabaId: '104996122399160',
      apiVersion: 'v26.0',
      tokenVersion: 1,
      version: 1,
      reason: 'ok',
      verdict: 'valid',
      usableUntil: null,
      deletedAt: null,
      pausedSeconds: 0,
      token: 'sealed',
      appSecret: null,
      ...changes,
    },
    fitsResource: true,
  };
}

export interface TestGateway {
  url: string;
  /** What a path of the credential is answered. */
  call(path: string, init?: RequestInit): Promise<Response>;
  uses: Use[];
  seen: Seen[];
  /** Waits until so many uses were recorded. */
  recorded(count: number): Promise<Use[]>;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Starts a gateway before an upstream: a listener of HTTP, or what becomes of each raw connection. */
export async function startTestGateway(
  upstream: { http: RequestListener } | { raw: (socket: Socket) => void },
  parts: Partial<GatewayParts> & { withProof?: boolean } = {},
): Promise<TestGateway> {
  const graph = 'http' in upstream ? createHttpServer(upstream.http) : createServer(upstream.raw);
  const sockets = new Set<Socket>();
  graph.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  const graphBaseUrl = new URL(await listen(graph));
  const connections = createUpstream(graphBaseUrl);
  const uses: Use[] = [];
  const seen: Seen[] = [];
  const secret = new Secret(token);
  const opened = {
    token: secret,
    proof: parts.withProof ? new Secret(proof) : null,
    redaction: new Redaction([secret, new Secret(proof)]),
  };
  const gateway = createGateway({
    graphBaseUrl,
    appUrl: 'https://flowkeep.example.com',
    // No database answers at once, and what the caller sends meanwhile comes in behind the question.
    lookup: async (question) => {
      await new Promise((resolve) => setTimeout(resolve, 3));
      return question.key === key ? goodFacts() : null;
    },
    open: async () => opened,
    upstream: connections,
    limits: createLimits(),
    sharePause: () => undefined,
    journal: { ready: async () => true, add: (use) => uses.push(use) },
    notice: (one) => seen.push(one),
    refused: () => undefined,
    times: defaultTimes,
    ...parts,
  });
  const front = createFront((_request, response) => void response.writeHead(404).end(), { gateway });
  const url = await listen(front);
  return {
    url,
    uses,
    seen,
    call: (path, { headers, ...init } = {}) =>
      fetch(`${url}/graph/${credentialId}${path}`, {
        redirect: 'manual',
        ...init,
        headers: { authorization: `Bearer ${key}`, ...(headers as Record<string, string>) },
      }),
    async recorded(count) {
      for (let tries = 0; uses.length < count && tries < 300; tries++) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return uses;
    },
    async close() {
      connections.close();
      for (const socket of sockets) socket.destroy();
      front.closeAllConnections();
      await Promise.all([front, graph].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** A caller that does as it likes with its connection. */
export function rawCaller({ url }: TestGateway, method: string, headers: string[]) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const lines = [
    `${method} /graph/${credentialId}/1/media HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${key}`,
  ];
  socket.write([...lines, ...headers, '', ''].join('\r\n'));
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  const answer = new Promise<string>((resolve) => {
    socket.on('error', () => undefined).on('close', () => resolve(text));
  });
  return { socket, answer };
}

/** An upstream that tells when a request began and how it ended. */
export function watched(body: (request: IncomingMessage, response: ServerResponse) => void) {
  const began = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<'whole' | 'cut off'>();
  return {
    began: began.promise,
    ended: ended.promise,
    http: (request: IncomingMessage, response: ServerResponse) => {
      began.resolve();
      response.on('close', () => ended.resolve(response.writableFinished ? 'whole' : 'cut off'));
      request.on('error', () => undefined);
      body(request, response);
    },
  };
}

/** A request as the upstream got it. */
export interface Got {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** An upstream that keeps what it gets and answers as told. */
export function answering(got: Got[], answer: RequestListener): { http: RequestListener } {
  return {
    http: (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        got.push({ method, url, headers, body: Buffer.concat(chunks) });
        answer(request, response);
      });
    },
  };
}

/** An upstream that answers with a short body and some headers. */
export const plain = (got: Got[]) =>
  answering(got, (_request, response) => {
    response
      .writeHead(200, {
        'content-type': 'application/json; charset=UTF-8',
        'facebook-api-version': 'v26.0',
        'x-fb-trace-id': 'x',
        'set-cookie': 'a=b',
        'x-business-use-case-usage': '{}',
      })
      .end('{"id":"1"}');
  });

/** A raw request to the gateway; answers everything that came. */
export function rawRequest({ url }: TestGateway, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setEncoding('utf8').setTimeout(3_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => undefined).on('close', () => resolve(answer));
  });
}
