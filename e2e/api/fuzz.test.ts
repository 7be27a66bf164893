/**
 * Whatever is sent, Flowkeep answers, and never that it failed: every page and every method of every route, with
 * unreadable texts in path, query, cookies, headers and body. The examples are what was found this way.
 */
import { readFile } from 'node:fs/promises';
import { Agent, type IncomingMessage, request as open } from 'node:http';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { z } from 'zod';
import { pages, readRoutes } from '../../lib/http/app-files-testing.ts';
import { admin, printedFile } from '../world.ts';
import { addTile, call, fromPage, signIn, withKey } from './client.ts';

interface Sent {
  method: string;
  target: string;
  headers?: Record<string, string>;
  body?: string;
}

const agent = new Agent({ keepAlive: true });
const requestIds = new Set<string>();
let session: Record<string, string>;
let credentialId: string;

beforeAll(async () => {
  session = fromPage((await signIn(admin)).jar);
  credentialId = (await addTile()).id;
});

afterAll(() => agent.destroy());

function once({ method, target, headers, body }: Sent): Promise<IncomingMessage> {
  const { hostname, port } = new URL(inject('world').url);
  return new Promise((resolve, reject) => {
    const options = { agent, hostname, port, method, path: target, headers: { ...headers } };
    open(options, resolve).once('error', reject).end(body);
  });
}

/** Sends a request, and again where Next wants its own parameter in the address. @returns the status */
async function send(sent: Sent): Promise<number> {
  const answer = await once(sent);
  await text(answer);
  requestIds.add(String(answer.headers['x-request-id']));
  const { location } = answer.headers;
  const again = location !== undefined && /^\/.*[?&]_rsc/.test(location) && !/[?&]_rsc/.test(sent.target);
  return again ? send({ ...sent, target: location }) : (answer.statusCode ?? 0);
}

const from = (names: string) => fc.constantFrom(...names.split(' '));
const escapes = from('% %z %00 %ff %c3 %ed%a0%80 %0d%0a %2500 %2f..%2f %E2%80%A8 %5b %u0000');
const word = fc.string({ unit: fc.constantFrom(...'aZ09-_.~!*\'()[]{}|^"<>\\:;,@=&+$'), maxLength: 6 });
/** What stands in a path or query, escaped rightly, wrongly or not at all. */
const unreadable = fc.oneof(
  escapes,
  fc.tuple(word, escapes, word).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 6 }).map((any) => encodeURIComponent(any.toWellFormed())),
  fc.constantFrom('', '..', '__proto__', 'x'.repeat(3000)),
);
/** What a header can carry. */
const headerValue = fc.oneof(
  unreadable,
  fc.string({ unit: fc.constantFrom(...'\u00ff\u0080{}[]"%,;= 1a/:'), maxLength: 12 }),
);

const parameterNames =
  'next credential person action cursor q status limit of name id code error callbackUrl _rsc nxtPid';
const headerNames =
  'rsc next-router-state-tree next-router-prefetch next-router-segment-prefetch next-url next-action next-resume ' +
  'next-hmr-refresh x-nextjs-data x-next-cache-tags x-matched-path x-now-route-matches x-forwarded-host ' +
  'x-forwarded-proto forwarded host origin referer accept accept-language accept-encoding authorization ' +
  'content-type content-encoding if-match if-none-match range purpose user-agent traceparent sec-fetch-dest';
const cookieNames =
  'theme next-auth.callback-url next-auth.csrf-token next-auth.session-token __prerender_bypass ' +
  '__next_preview_data next-instant-navigation-testing';

const query = fc.array(fc.tuple(fc.oneof(from(parameterNames), unreadable), unreadable), { maxLength: 3 });
const headers = fc.oneof(
  fc.dictionary(from(headerNames), headerValue, { maxKeys: 3 }),
  from(headerNames).chain((name) => headerValue.map((value) => ({ rsc: '1', [name]: value }))),
);
const cookies = fc.array(fc.tuple(fc.oneof(from(cookieNames), word), headerValue), { maxLength: 2 });

/** JSON whose texts hold NUL and halves of pairs, under the names that a route knows. */
function bodyOf(names: string[]): fc.Arbitrary<string> {
  const value = fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' });
  const strange = fc.constantFrom('\0', '\ud800', 'a\udfffb', '\u202e');
  const known = fc.dictionary(fc.constantFrom('id', ...names), fc.oneof(strange, value));
  return fc.oneof(
    known.map((any) => JSON.stringify(any)),
    word,
  );
}

/** The requests that go to one place; `{…}` in its path is filled with what can't be read, or with a real id. */
function requestsTo(method: string, path: string, names: string[] = []): fc.Arbitrary<Sent> {
  const part = fc.oneof({ weight: 3, arbitrary: unreadable }, fc.constant('real'));
  const body = method === 'GET' || method === 'DELETE' ? fc.constant(undefined) : bodyOf(names);
  return fc.record({ part, query, headers, cookies, signedIn: fc.boolean(), body }).map((drawn) => {
    const filled = path.replace(/\{\w+\}/g, () => (drawn.part === 'real' ? credentialId : drawn.part));
    const search = drawn.query.map((pair) => pair.join('=')).join('&');
    const own = drawn.signedIn ? (session.cookie ?? '') : '';
    const pairs = [own, ...drawn.cookies.map((pair) => pair.join('='))].filter(Boolean).join('; ');
    return {
      method,
      target: search ? `${filled}?${search}` : filled,
      headers: {
        ...(drawn.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(session.origin ? { origin: session.origin } : {}),
        ...drawn.headers,
        ...(pairs ? { cookie: pairs } : {}),
      },
      ...(drawn.body === undefined ? {} : { body: drawn.body }),
    };
  });
}

async function neverFails(requests: fc.Arbitrary<Sent>, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(requests, async (sent) => {
      expect(await send(sent)).toBeLessThan(500);
    }),
    { seed: 1012, numRuns },
  );
}

// Guesses are counted per address, for all tests together.
const countsGuesses = (method: string, path: string) =>
  method === 'POST' && /^\/api\/(?:auth|setup|invitations\/acceptance)/.test(path);

const operations = [...(await readRoutes())].flatMap(([path, handlers]) =>
  [...handlers].map(([method, { operation }]) => {
    const schema = operation.body && z.toJSONSchema(operation.body, { io: 'input', unrepresentable: 'any' });
    return { method, path, names: Object.keys(schema?.properties ?? {}) };
  }),
);

test.each(pages)('the page %s never fails', async (path) => {
  await neverFails(requestsTo('GET', path), 16);
});

test.each(operations)('$method $path never fails', async ({ method, path, names }) => {
  await neverFails(requestsTo(method, path, names), countsGuesses(method, path) ? 3 : 9);
});

test('the gateway never fails', async () => {
  const withUse = requestsTo('GET', '/graph/{id}/{path}').map((sent) => ({
    ...sent,
    headers: { ...sent.headers, ...withKey(inject('keys').use) },
  }));
  await neverFails(withUse, 20);
});

describe('what was found', () => {
  const asked: [target: string, status: number, headers?: Record<string, string>][] = [
    ['/credentials/%', 404],
    ['/api/credentials/%', 400],
    ['/api/credentials?q=%00', 400],
    ['/sources', 400, { 'next-router-state-tree': 'x' }],
    ['/sources', 400, { 'next-router-state-tree': '["",{"children":1}]', rsc: '1' }],
    ['/sign-in?next=/a%0d%0a', 307],
    ['/sign-in?next=/a%E2%80%A8', 307],
    ['/audit?credential=%00', 404],
    ['/audit?credential=%ed%a0%80', 404],
    ['/api/auth/error?error=%00', 400],
    ['*', 400],
    ['http://[', 400],
  ];

  test.each(asked)('GET %s is answered %i', async (target, status, sent = {}) => {
    expect(await send({ method: 'GET', target, headers: { ...session, ...sent } })).toBe(status);
  });

  test.each(['abc', '%', 'http%3A%2F%2F', '%00'])(
    'a browser whose callback-url cookie is %j can sign in all the same',
    async (value) => {
      const cookie = `next-auth.callback-url=${value}`;
      const { status } = await call('/api/auth/csrf', { headers: { cookie } });
      expect(status).toBe(200);
    },
  );

  test.each([
    ['NUL', '\0'],
    ['half a pair', '\ud800'],
  ])('%s in a text of JSON is refused under its name', async (_what, bad) => {
    const json = { name: 'x', connector: 'whatsapp-flows', parameters: { flowId: ['1', bad] } };
    const answer = await call('/api/sources', { json, headers: session });
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { code: 'invalid_input', errors: [{ field: 'parameters.flowId.1' }] },
    ]);
  });
});

test('and nothing of this left an error in the log', async () => {
  const last = (await call('/api/health')).headers.get('x-request-id') ?? '';
  const printed = await vi.waitFor(async () => {
    const lines = await readFile(printedFile(inject('world').dataDir), 'utf8');
    expect(lines).toContain(last);
    return lines;
  });
  expect(requestIds.size).toBeGreaterThan(400);
  const errors = printed
    .split('\n')
    .filter(
      (line) => /"level":[56]0/.test(line) && requestIds.has(/"requestId":"([^"]+)"/.exec(line)?.[1] ?? ''),
    );
  expect(errors).toEqual([]);
});
