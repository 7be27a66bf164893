import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { CredentialInput } from '../../../lib/credential/schema.ts';
import type { InspectionStep } from '../../../lib/graph/inspection/report.ts';
import { saveCredential } from './save-credential.ts';

const input: CredentialInput = {
  connector: 'whatsapp-flows',
  name: 'Prod flows',
  description: '',
  accessToken: `EAA${'x'.repeat(120)}`,
  wabaId: '104996122399160',
  apiVersion: 'v26.0',
  unchecked: false,
};
const step: InspectionStep = {
  id: 'token',
  outcome: 'done',
  code: 'ok',
  message: 'Meta läßt den Token gelten 🗝',
  milliseconds: 12,
};
const tile = { id: '01990000-0000-7000-8000-000000000000', name: 'Prod flows 🗝' };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/credentials`;
}

const post = (url: string) => ({ method: 'POST' as const, url, body: input });

function startLines(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

function watch(options: { signal?: AbortSignal; limit?: number } = {}) {
  const steps: InspectionStep[] = [];
  return {
    steps,
    onStep: (found: InspectionStep) => steps.push(found),
    signal: options.signal ?? new AbortController().signal,
    ...(options.limit ? { limit: options.limit } : {}),
  };
}

describe('saveCredential', () => {
  test('sends the version that a change was made on', async () => {
    let seen: unknown;
    const url = await serve((request, response) => {
      seen = { method: request.method, ifMatch: request.headers['if-match'] };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(tile));
    });
    const outcome = await saveCredential({ method: 'PUT', url, body: {}, version: 3 }, watch());
    expect([seen, outcome]).toEqual([
      { method: 'PUT', ifMatch: '"3"' },
      { kind: 'saved', tile },
    ]);
  });

  test('sends JSON and asks for lines', async () => {
    let seen: unknown;
    const url = await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { accept, 'content-type': type } = request.headers;
      seen = { method: request.method, url: request.url, type, accept, body: JSON.parse(body) };
      startLines(response);
      response.end(line({ type: 'result', status: 201, body: tile }));
    });
    await saveCredential(post(url), watch());
    expect(seen).toEqual({
      method: 'POST',
      url: '/api/credentials',
      type: 'application/json',
      accept: 'application/x-ndjson, application/json',
      body: input,
    });
  });

  test('reads lines whose chunks end inside lines and inside characters', async () => {
    const bytes = Buffer.from(
      line({ type: 'step', step }) + line({ type: 'result', status: 201, body: tile }),
    );
    const url = await serve(async (_, response) => {
      startLines(response);
      response.socket?.setNoDelay(true);
      for (let at = 0; at < bytes.length; at += 7) {
        response.write(bytes.subarray(at, at + 7));
        await wait(1);
      }
      response.end();
    });
    const watched = watch();
    expect(await saveCredential(post(url), watched)).toEqual({ kind: 'saved', tile });
    expect(watched.steps).toEqual([step]);
  });

  test('tells a step as soon as its line is there', async () => {
    let told = () => {};
    const afterStep = new Promise<void>((resolve) => {
      told = resolve;
    });
    const url = await serve(async (_, response) => {
      startLines(response);
      response.write(line({ type: 'step', step }));
      await afterStep;
      response.end(line({ type: 'result', status: 201, body: tile }));
    });
    const outcome = await saveCredential(post(url), { ...watch(), onStep: told });
    expect(outcome.kind).toBe('saved');
  });

  test('a connection cut after the result takes nothing away', async () => {
    const url = await serve((_, response) => {
      startLines(response);
      response.write(line({ type: 'result', status: 201, body: tile }), () => response.destroy());
    });
    expect(await saveCredential(post(url), watch())).toEqual({ kind: 'saved', tile });
  });

  test('a problem at the end of lines comes with its report', async () => {
    const problem = { code: 'token_expired', detail: 'Expired.', report: { steps: [step] } };
    const url = await serve((_, response) => {
      startLines(response);
      response.end(line({ type: 'result', status: 422, body: problem }));
    });
    expect(await saveCredential(post(url), watch())).toEqual({ kind: 'problem', problem, retryAfter: null });
  });

  test('a problem at once comes with its fields and the time to wait', async () => {
    const problem = { code: 'too_many_requests', detail: 'Wait.', status: 429 };
    const url = await serve((_, response) => {
      response.writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '17' });
      response.end(JSON.stringify(problem));
    });
    expect(await saveCredential(post(url), watch())).toEqual({ kind: 'problem', problem, retryAfter: 17 });
  });

  test.each([
    [
      'an answer that ends before its result',
      (response: ServerResponse) => {
        startLines(response);
        response.end(line({ type: 'step', step }));
      },
    ],
    [
      'a connection cut inside a line',
      (response: ServerResponse) => {
        startLines(response);
        response.write('{"type":"res', () => response.destroy());
      },
    ],
    [
      'a result cut inside its line',
      (response: ServerResponse) => {
        startLines(response);
        response.end(line({ type: 'result', status: 201, body: tile }).slice(0, -4));
      },
    ],
    [
      'a line that is no JSON',
      (response: ServerResponse) => {
        startLines(response);
        response.end('<html>\n');
      },
    ],
    [
      'a page of something in between',
      (response: ServerResponse) => {
        response.writeHead(502, { 'content-type': 'text/html' });
        response.end('<h1>Bad gateway</h1>');
      },
    ],
    [
      'JSON that is no problem',
      (response: ServerResponse) => {
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end('null');
      },
    ],
  ])('%s is lost, not saved', async (_, answer) => {
    const url = await serve((__, response) => answer(response));
    expect(await saveCredential(post(url), watch())).toEqual({ kind: 'lost' });
  });

  test('a server that is not there is lost', async () => {
    const url = await serve(() => {});
    for (const close of closers.splice(0)) close();
    expect(await saveCredential(post(url), watch())).toEqual({ kind: 'lost' });
  });

  test('cancelling leaves the connection, so that the server can stop', async () => {
    const leaving = new AbortController();
    let left = () => {};
    const gone = new Promise<void>((resolve) => {
      left = resolve;
    });
    const url = await serve((_, response) => {
      startLines(response);
      response.once('close', left);
      response.write(line({ type: 'step', step }));
    });
    const outcome = saveCredential(post(url), {
      ...watch({ signal: leaving.signal }),
      onStep: () => leaving.abort(),
    });
    expect(await outcome).toEqual({ kind: 'cancelled' });
    await gone;
  });

  test('a server that says nothing is given up after the limit', async () => {
    const url = await serve(() => {});
    expect(await saveCredential(post(url), watch({ limit: 50 }))).toEqual({ kind: 'overdue' });
  });
});
