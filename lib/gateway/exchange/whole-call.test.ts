import type { IncomingMessage, RequestListener } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from '../../../sandbox/loopback.ts';
import type { OpenedCredential } from '../../credential/sealed/open.ts';
import { completeEnvironment } from '../../env.ts';
import { Problem } from '../../errors.ts';
import { Secret } from '../../vault/secret.ts';
import { sendWhole, type WholeAnswer, type WholeCall } from './whole-call.ts';

const token = `EAADemo${'NotARealToken'.repeat(4)}`;
const appSecret = 'Jefe';
const wabaId = '104996122399160';

const servers: LoopbackServer[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const opened = (changes: Partial<OpenedCredential> = {}): OpenedCredential => ({
  id: '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21',
  name: 'Lucky',
  wabaId,
  apiVersion: 'v26.0',
  tokenVersion: 1,
  version: 1,
  pausedSeconds: 0,
  token: new Secret(token),
  appSecret: null,
  ...changes,
});

const get: WholeCall = { method: 'GET', path: `/${wabaId}/flows`, query: 'fields=id', body: null };
const bytes = new TextEncoder().encode('{}');
const post: WholeCall = {
  method: 'POST',
  path: '/1/publish',
  query: '',
  body: { type: 'application/json', bytes },
};

const written = (text: string) => ({
  type: 'application/json',
  bytes: new TextEncoder().encode(text),
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
};

interface Sent {
  call?: WholeCall;
  credential?: Partial<OpenedCredential>;
  signal?: AbortSignal;
}

/** Starts a Graph and asks it. */
async function begin(listener: RequestListener, { call = get, credential, signal }: Sent = {}) {
  const asked: IncomingMessage[] = [];
  const server = await listenOnLoopback((request, response) => {
    asked.push(request);
    listener(request, response);
  });
  servers.push(server);
  completeEnvironment({ GRAPH_BASE_URL: server.url, APP_URL: 'https://flowkeep.example.com' });
  return { asked, result: sendWhole(opened(credential), call, signal ?? new AbortController().signal) };
}

async function send(listener: RequestListener, sent: Sent = {}) {
  const { asked, result } = await begin(listener, sent);
  return { asked, result: await result };
}

function whole(result: WholeAnswer | Problem): WholeAnswer {
  if (result instanceof Problem) throw new Error(`a problem: ${result.code}`);
  return result;
}

describe('a call', () => {
  test('goes below the version of the credential, with its token in the header only', async () => {
    const { asked, result } = await send(
      json(200, { data: [] }, { 'facebook-api-version': 'v26.0', 'x-fb-request-id': 'AbC' }),
    );
    expect(asked.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([
      ['GET', `/v26.0/${wabaId}/flows?fields=id`, `Bearer ${token}`],
    ]);
    expect(result).toEqual({
      status: 200,
      body: { data: [] },
      error: null,
      errorDetails: null,
      retryAfterSeconds: null,
      pauseSeconds: 0,
      servedVersion: 'v26.0',
      traceId: 'AbC',
      warnings: new Set(),
    });
  });

  test('carries a proof where there is an App Secret, and the answer loses both', async () => {
    const proofOf = (url = '') => new URL(url, 'http://x.test').searchParams.get('appsecret_proof') ?? '';
    const listener: RequestListener = (request, response) =>
      json(200, { text: `x${proofOf(request.url)}x${appSecret}x` })(request, response);
    const { asked, result } = await send(listener, { credential: { appSecret: new Secret(appSecret) } });
    const proof = proofOf(asked[0]?.url);
    expect(proof).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(whole(result).body)).not.toContain(proof);
    expect(JSON.stringify(whole(result).body)).not.toContain(appSecret);
  });

  test.each([
    [{ ...get, path: '/debug_token' }, 'call_refused'],
    [{ ...get, query: 'fields=access_token' }, 'call_refused'],
    [{ ...post, body: written('{"batch":"[]"}') }, 'call_refused'],
    [{ ...post, body: written('{"fields":["access_token"]}') }, 'call_refused'],
    [{ ...post, body: written('{"a":1,"a":2}') }, 'invalid_input'],
    [{ ...post, body: written(`{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`) }, 'invalid_input'],
    [{ ...get, path: '/1/../me' }, 'invalid_input'],
    [{ ...get, path: '///evil.test/me' }, 'invalid_input'],
    [{ ...get, path: '/1%2fme' }, 'invalid_input'],
    [{ ...get, query: 'a=1#b' }, 'invalid_input'],
  ] as [WholeCall, string][])('that the gateway would refuse is not sent: %j', async (call, code) => {
    const { asked, result } = await begin(json(200, {}), { call });
    await expect(result).rejects.toMatchObject({ code });
    expect(asked).toEqual([]);
  });
});

describe('an answer', () => {
  test('loses the token wherever it stands, and its links lead through the gateway', async () => {
    const next = `https://graph.facebook.com/v26.0/${wabaId}/flows?access_token=${token}&limit=25&after=QVF`;
    const body = {
      data: [{ id: '1', name: `a ${token} b`, page: { access_token: 'EAAother' } }],
      [`key ${token}`]: 1,
      paging: { cursors: { before: 'QVA', after: 'QVF' }, next },
    };
    const answer = whole((await send(json(200, body))).result);
    const text = JSON.stringify(answer);
    expect(text).not.toContain(token);
    expect(text).not.toContain('EAAother');
    expect(answer.body).toMatchObject({
      paging: {
        cursors: { before: 'QVA', after: 'QVF' },
        next: `https://flowkeep.example.com/graph/${opened().id}/v26.0/${wabaId}/flows?limit=25&after=QVF`,
      },
    });
  });

  test('that is an error is read, without the token', async () => {
    const error = {
      message: `Invalid parameter ${token}`,
      type: 'OAuthException',
      code: 131009,
      error_subcode: 5,
      fbtrace_id: 'AbcdefghijklmnopqrstuvW',
      error_data: { messaging_product: 'whatsapp', details: `Parameter ${token} is wrong.` },
    };
    const answer = whole((await send(json(400, { error }))).result);
    expect(answer).toMatchObject({
      status: 400,
      error: { httpStatus: 400, code: 131009, subcode: 5, traceId: 'AbcdefghijklmnopqrstuvW' },
      errorDetails: 'Parameter [token] is wrong.',
    });
    expect(JSON.stringify(answer)).not.toContain(token);
  });

  test('that asks to wait is an error, with or without Graph’s words for it', async () => {
    const error = { message: 'Slow', type: 'OAuthException', code: 80008 };
    const said = whole((await send(json(429, { error }, { 'retry-after': '60' }))).result);
    expect(said).toMatchObject({ status: 429, error: { code: 80008 }, retryAfterSeconds: 60 });
    const unsaid = whole(
      (await send((_request, response) => void response.writeHead(429, { 'retry-after': '60' }).end('<p>')))
        .result,
    );
    expect(unsaid).toMatchObject({ status: 429, body: {}, retryAfterSeconds: 60 });
    expect(unsaid.error).toMatchObject({ httpStatus: 429, code: null });
  });

  test('that only looks like an error of a proxy is none', async () => {
    expect(whole((await send(json(404, { nothing: 1 }))).result)).toMatchObject({ status: 404, error: null });
  });
});

describe('no answer', () => {
  const page: RequestListener = (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
  const faults: Record<string, [RequestListener, string]> = {
    reset: [(_request, response) => void response.socket?.resetAndDestroy(), 'graph_unreachable'],
    html: [page, 'graph_nonsense'],
    list: [json(200, [1]), 'graph_nonsense'],
    redirect: [
      (_request, response) => void response.writeHead(302, { location: '/x' }).end(),
      'graph_nonsense',
    ],
    truncated: [
      (_request, response) => {
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '99' })
          .write('{"a":');
        setTimeout(() => response.socket?.resetAndDestroy(), 20);
      },
      'graph_unreachable',
    ],
  };

  test.each(Object.entries(faults))('for %s is the problem that it is', async (_name, [listener, code]) => {
    const { result } = await send(listener);
    expect(result).toBeInstanceOf(Problem);
    expect(result).toMatchObject({ code, message: expect.stringContaining('Try again') });
  });

  test.each(Object.entries(faults))(
    'for %s to a call that writes says that it may have happened',
    async (_name, [listener, code]) => {
      const { asked, result } = await send(listener, { call: post });
      expect(result).toMatchObject({ code, message: expect.stringContaining('look whether it did') });
      expect(asked).toHaveLength(1);
    },
  );

  test('of more than 2 MB is too much to show, and one of just 2 MB is not', async () => {
    const most = 2 * 1024 * 1024;
    const filled = (length: number) => json(200, { x: 'y'.repeat(length - '{"x":""}'.length) });
    expect(whole((await send(filled(most))).result).status).toBe(200);
    const { result } = await send(filled(most + 1));
    expect(result).toMatchObject({ code: 'graph_nonsense', message: expect.stringContaining('2 MB') });
  });

  test('because the caller left is one', async () => {
    const gone = new AbortController();
    const { result } = await begin(() => gone.abort(), { signal: gone.signal });
    expect(await result).toMatchObject({ code: 'graph_unreachable' });
  });

  test('for 30 seconds is not waited for any longer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let ended = false;
    const { asked, result } = await begin(() => undefined);
    void result.then(() => {
      ended = true;
    });
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(29_900);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(await result).toMatchObject({ code: 'graph_timeout' });
  });
});
