/** For the tests of the transport: one call to a server that answers as the test says. */

import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from '../../../sandbox/loopback.ts';
import { lend } from './lent-secret-testing.ts';
import { type GraphCall, graphGet } from './transport.ts';

export const token = `EAADemo${'NotARealToken'.repeat(4)}`;
export const json = { 'content-type': 'application/json; charset=UTF-8' };
export const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

interface Seen {
  url: string;
  authorization: string | undefined;
}

export async function ask(listener: RequestListener, call: Partial<GraphCall> = {}) {
  const seen: Seen[] = [];
  const server = await listenOnLoopback((request, response) => {
    seen.push({ url: request.url ?? '', authorization: request.headers.authorization });
    listener(request, response);
  });
  servers.push(server);
  const result = await graphGet({
    baseUrl: new URL(server.url),
    token: lend(token),
    version: 'v26.0',
    node: { id: '104996122399160' },
    query: { fields: 'id,name' },
    signal: new AbortController().signal,
    timeoutMs: 300,
    ...call,
  });
  return { result, seen };
}

export const answer = (body: string | Buffer, headers: Record<string, string> = json) => {
  return (_request: unknown, response: ServerResponse) => void response.writeHead(200, headers).end(body);
};
