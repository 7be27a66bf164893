/**
 * The server in front of Next, in the same process: what must hold for every answer, whoever makes it. Next's own
 * proxy would see fewer answers (none of its own errors) and cost a second run per request.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { environment } from '../env.ts';
import { Problem } from '../errors.ts';
import { log } from '../log.ts';
import { type RequestScope, requestScope } from '../request-scope.ts';
import { languageOf } from '../words/language.ts';
import { bodyMaxBytes } from './body.ts';
import { clientAddress } from './client-address.ts';
import { apiMethodsOf } from './description/addresses.ts';
import { closing, dropRest, endAnswer } from './early-answer.ts';
import { letContinue } from './expect.ts';
import { legibleCookies, malformedRouterState, malformedTarget } from './malformed.ts';
import { graphErrorOf, problemBody } from './problem-response.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
/** What answers below /graph/ (see lib/gateway); it gets the requests as they came, with bodies of any size. */
type Gateway = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

const apiMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
const pageMethods = new Set(['GET', 'HEAD']);
const graphMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
const graphPrefix = '/graph/';
/** What begins like an address of Graph, or of the gateway without its prefix: no page does, nor the API. */
const lostCall =
  /^\/(?:v?[0-9]{1,3}\.[0-9]+|[0-9]{5,}|upload:[^/]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i;
/** Next's own address of the page that says so. */
const notFoundPath = '/_not-found';

/** For a whole request to arrive: as long as the gateway's largest body takes over a slow line. */
const longestArrivalMs = 10 * 60_000;
/** The same for bodies of up to 64 KB. */
const arrivalMs = 30_000;

/** Longer than balancers keep connections (a minute): else one sends a call just when this end closes, and it is lost. */
const idleMs = 65_000;

/** Headers by which a caller could pretend to be this server, or reach into Next's routing. */
const internalHeaders =
  /^(?:x-(flowkeep|middleware|request-id|nextjs|invoke|forwarded|matched-path)|forwarded$)/;
/** Next's development client waits for an answer under the id that it sent. */
const developmentHeader = 'x-nextjs-request-id';

/** The one style attribute that pages are served with: by it Base UI hides the input behind a combobox. */
const hiddenInputStyle = "'unsafe-hashes' 'sha256-5F9GrKBhqyaNOeYUtJnXqF6zx18El+yIK5QJdjPDOus='";

function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // Live reloading puts styles into the page.
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self'; style-src-attr ${hiddenInputStyle}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function setSecurityHeaders(response: ServerResponse, policy: string): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  if (environment().appUrl.startsWith('https:')) {
    response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  }
}

/** Answers without Next. `more` stands beside the members of the problem. */
function refuse(response: ServerResponse, problem: Problem, more: Record<string, unknown> = {}): void {
  const requestId = String(response.getHeader('X-Request-Id'));
  const body = Buffer.from(JSON.stringify({ ...problemBody(problem, requestId), ...more }));
  response.writeHead(problem.status, {
    ...closing(response.req),
    'content-type': 'application/problem+json',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-flowkeep': 'problem',
  });
  endAnswer(response, body);
}

function pathOf(request: IncomingMessage): string {
  const target = request.url ?? '/';
  const cut = target.indexOf('?');
  return cut === -1 ? target : target.slice(0, cut);
}

/** Gives the request what later code trusts: its id, its sender's address, its path and the page's nonce. */
function mark(request: IncomingMessage, requestId: string, policy: string, dev: boolean): void {
  const address = clientAddress(request);
  for (const name of Object.keys(request.headers)) {
    if (internalHeaders.test(name) && !(dev && name === developmentHeader)) delete request.headers[name];
  }
  request.headers['x-request-id'] = requestId;
  request.headers['x-flowkeep-address'] = address;
  // One that is cut could end within an escape.
  request.headers['x-flowkeep-path'] = request.url && request.url.length <= 500 ? request.url : '/';
  const cookies = legibleCookies(request.headers.cookie);
  if (cookies === undefined) delete request.headers.cookie;
  else request.headers.cookie = cookies;
  // Next takes the nonce for its own scripts from here.
  request.headers['content-security-policy'] = policy;
}

function logWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  path: string,
): void {
  const started = performance.now();
  const address = clientAddress(request);
  response.once('close', () => {
    // Closing a connection on which bytes wait unread sends a reset, and callers who write 4 MB before they read lost
    // their 401 or 413 to it.
    if (!request.complete && !request.destroyed)
      dropRest(request, (whole) => void (whole || request.destroy()));
    if (path.startsWith('/_next/')) return;
    const ms = Math.round((performance.now() - started) * 10) / 10;
    const aborted = !response.writableFinished;
    log().info({
      requestId,
      method: request.method,
      path,
      address,
      status: response.statusCode,
      ms,
      ...(aborted ? { aborted } : {}),
    });
  });
}

function methodsOf(path: string): ReadonlySet<string> {
  if (path.startsWith(graphPrefix)) return graphMethods;
  return path === '/api' || path.startsWith('/api/') ? apiMethods : pageMethods;
}

/** RFC 9110, section 15.5.6. */
function refuseMethod(response: ServerResponse, methods: ReadonlySet<string>): void {
  response.setHeader('Allow', [...methods].join(', '));
  const sentence = `This address does not offer this method, only ${[...methods].join(', ')}.`;
  const { appUrl } = environment();
  const elsewhere = ` It is for people: the API is below ${appUrl}/api/, and calls to Meta go to ${appUrl}/graph/{credentialId}/….`;
  const forPeople = methods === pageMethods;
  refuse(response, new Problem('method_not_allowed', forPeople ? sentence + elsewhere : sentence));
}

function refusedMethod(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const methods = methodsOf(path);
  if (methods.has(request.method ?? '')) return false;
  refuseMethod(response, methods);
  return true;
}

/** Whether this is a call to Meta whose address has lost its beginning: its caller looks for Graph's `error`. */
function refusedLostCall(response: ServerResponse, path: string): boolean {
  if (!lostCall.test(path)) return false;
  const problem = new Problem(
    'not_found',
    `Calls to Meta go to ${environment().appUrl}/graph/{credentialId}/…; this address lacks that beginning. GET /api/credentials lists the ids.`,
  );
  refuse(response, problem, { error: graphErrorOf(problem, String(response.getHeader('X-Request-Id'))) });
  return true;
}

/** Whether it is of the API, and that has no such address, or not with this method. */
function refusedUnknown(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  if (path !== '/api' && !path.startsWith('/api/')) return false;
  const methods = apiMethodsOf(path);
  if (methods?.has(request.method ?? '')) return false;
  if (methods) refuseMethod(response, methods);
  else {
    const sentence = 'The API has no such address. GET /api/openapi.json describes those that it has.';
    refuse(response, new Problem('not_found', sentence));
  }
  return true;
}

/** Whether the front answers what can't be read; of an address for people Next shows that there is no such page. */
function refusedMalformed(request: IncomingMessage, response: ServerResponse, path: string): boolean {
  const target = malformedTarget(request.url ?? '');
  if (target && path.startsWith('/') && !path.startsWith('/api/')) {
    request.url = notFoundPath;
    return false;
  }
  const problem = target ?? malformedRouterState(request.headers);
  if (problem) refuse(response, problem);
  return problem !== null;
}

/** Ends a request whose body takes too long. */
function boundArrival(request: IncomingMessage): void {
  const { headers } = request;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, arrivalMs);
  request.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}

/** Whether the front answers by itself; what it lets through is Next's. */
function refusedBody(request: IncomingMessage, response: ServerResponse): boolean {
  const maxBytes = bodyMaxBytes((request.url ?? '').split('?', 1)[0] ?? '');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    refuse(response, new Problem('body_too_large', `The body is larger than ${maxBytes / 1024} KB.`));
    return true;
  }
  return false;
}

/** Answers what is no HTTP; an answer that is under way to a whole request before it is let go first. */
function refuseNoise(socket: Duplex, underWay: ServerResponse | undefined): void {
  if (underWay && !underWay.writableFinished && !underWay.destroyed) {
    if (underWay.req.complete) underWay.once('close', () => socket.destroy());
    else if (underWay.headersSent) socket.destroy();
    if (underWay.req.complete || underWay.headersSent) return;
  }
  if (socket.writable) {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  }
}

/** Next answers 500 whatever a page failed with; where it was the database, trying again helps (RFC 9110, 15.6.4). */
function tellOfDatabase(response: ServerResponse, scope: RequestScope): void {
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    if (status !== 500 || !scope.databaseAway) return writeHead(status, ...rest);
    response.setHeader('Retry-After', '5');
    return writeHead(503, ...rest);
  };
}

/** Makes the server. `next` answers everything that the front lets through, but for what is the gateway's. */
export function createFront(
  next: Listener,
  { dev = false, gateway }: { dev?: boolean; gateway?: Gateway } = {},
): Server {
  const underWay = new WeakMap<Duplex, ServerResponse>();
  const answer: Listener = (request, response) => {
    underWay.set(request.socket, response);
    const requestId = uuidv7();
    const path = pathOf(request);
    const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), dev);
    setSecurityHeaders(response, policy);
    response.setHeader('X-Request-Id', requestId);
    logWhenDone(request, response, requestId, path);
    if (refusedLostCall(response, path) || refusedMethod(request, response, path)) return;
    if (gateway && path.startsWith(graphPrefix)) {
      gateway(request, response, requestId).catch((error: unknown) => {
        log().error({ requestId, err: error }, 'the gateway failed');
        response.destroy();
      });
      return;
    }
    if (refusedMalformed(request, response, path) || refusedUnknown(request, response, path)) return;
    if (refusedBody(request, response)) return;
    letContinue(request, response);
    boundArrival(request);
    mark(request, requestId, policy, dev);
    const scope: RequestScope = {
      requestId,
      language: languageOf(request.headers.cookie),
      databaseAway: false,
    };
    tellOfDatabase(response, scope);
    void requestScope.run(scope, () => next(request, response));
  };
  const server = createServer(
    {
      requestTimeout: longestArrivalMs,
      headersTimeout: 10_000,
      keepAliveTimeout: idleMs,
      // Java's client offers HTTP/2 with each request; Next, whose pages need this in development only, would take
      // that over and never answer it.
      shouldUpgradeCallback: ({ url }) => dev && url?.startsWith('/_next/') === true,
    },
    answer,
  );
  // Without a listener Node answers `Expect: 100-continue` by itself, and the body comes before anybody was asked who
  // sends it.
  server.on('checkContinue', answer);
  server.on('clientError', (_error, socket) => refuseNoise(socket, underWay.get(socket)));
  return server;
}
