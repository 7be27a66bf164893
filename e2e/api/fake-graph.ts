/** A Graph of the test's own: proves credentials as Meta does, and answers everything else as the test wants. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const fakeWaba = '104996122399160';

export interface FakeGraph {
  url: string;
  /** Tokens that Graph does not accept any more. */
  dead: Set<string>;
  /** Answers what is neither an inspection nor asked with a dead token. */
  answer: RequestListener;
  /** The paths that were asked, with their tokens. */
  asked: { path: string; token: string }[];
  close(): Promise<void>;
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=UTF-8',
      'content-length': Buffer.byteLength(text),
      'facebook-api-version': 'v26.0',
    })
    .end(text);
}

const deadError = {
  error: {
    message: 'Error validating access token: The session was invalidated explicitly using an API call.',
    type: 'OAuthException',
    code: 190,
    error_subcode: 466,
    fbtrace_id: 'AbcdefghijklmnopqrstuvW',
  },
};

function tokenFacts(dead: boolean) {
  const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'];
  return {
    app_id: '634974688087057',
    type: 'SYSTEM_USER',
    application: 'Fake',
    is_valid: !dead,
    expires_at: 0,
    data_access_expires_at: 0,
    issued_at: 1_700_000_000,
    scopes: dead ? [] : scopes,
    ...(dead ? { error: { code: 190, subcode: 466, message: deadError.error.message } } : {}),
  };
}

export async function startFakeGraph(): Promise<FakeGraph> {
  const graph: FakeGraph = {
    url: '',
    dead: new Set(),
    answer: (_request, response) => sendJson(response, 200, { data: [] }),
    asked: [],
    close: async () => undefined,
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://x.test');
    const token = (request.headers.authorization ?? '').slice(7);
    const dead = graph.dead.has(token);
    graph.asked.push({ path: url.pathname, token });
    if (url.pathname === '/v26.0/debug_token') return sendJson(response, 200, { data: tokenFacts(dead) });
    if (dead) return sendJson(response, 401, deadError);
    if (url.pathname === `/v26.0/${fakeWaba}` && url.searchParams.get('fields') === 'id,name') {
      return sendJson(response, 200, { id: fakeWaba, name: 'Lucky Shrub' });
    }
    if (url.pathname === `/v26.0/${fakeWaba}/flows` && url.search === '?fields=id&limit=1') {
      return sendJson(response, 200, { data: [] });
    }
    return graph.answer(request, response);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  graph.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  graph.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return graph;
}
