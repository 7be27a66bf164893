import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { goodFacts, key, proof, startTestGateway, type TestGateway, token } from './gateway-testing.ts';
import { createLimits } from './limits.ts';

interface Got {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

let gateway: TestGateway;
let got: Got[] = [];
afterEach(async () => {
  await gateway.close();
  got = [];
});

/** An upstream that keeps what it gets and answers as told. */
function answering(answer: RequestListener): { http: RequestListener } {
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

const plain = answering((_request, response) => {
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
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url);
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

describe('a call passes', () => {
  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'by %s, with the token in the header alone',
    async (method) => {
      gateway = await startTestGateway(plain);
      const answer = await gateway.call('/v25.0/104996122399160/flows?fields=id&limit=1', { method });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe('{"id":"1"}');
      expect(got).toHaveLength(1);
      expect(got[0]).toMatchObject({ method, url: '/v25.0/104996122399160/flows?fields=id&limit=1' });
      expect(got[0]?.headers.authorization).toBe(`Bearer ${token}`);
      expect(Object.keys(got[0]?.headers ?? {}).sort()).toEqual(
        ['accept', 'accept-encoding', 'accept-language', 'authorization', 'connection', 'host', 'user-agent']
          .concat(method === 'GET' || method === 'DELETE' ? [] : ['content-length'])
          .sort(),
      );
    },
  );

  test('by HEAD, without a body', async () => {
    gateway = await startTestGateway(plain);
    const answer = await gateway.call('/me', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('facebook-api-version')).toBe('v26.0');
    expect(await answer.text()).toBe('');
  });

  test('with the proof, where the credential has an App Secret', async () => {
    gateway = await startTestGateway(plain, { withProof: true });
    await gateway.call('/me?fields=id');
    expect(got[0]?.url).toBe(`/v26.0/me?fields=id&appsecret_proof=${proof}`);
  });

  test('and its answer has the headers that matter, and the front’s', async () => {
    gateway = await startTestGateway(plain);
    const { headers } = await gateway.call('/me');
    expect(headers.get('facebook-api-version')).toBe('v26.0');
    expect(headers.get('x-business-use-case-usage')).toBe('{}');
    expect(headers.get('content-type')).toBe('application/json; charset=UTF-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of ['set-cookie', 'x-fb-trace-id', 'x-flowkeep']) expect(headers.get(name)).toBeNull();
  });

  test.each([200, 201, 204, 304, 400, 401, 404, 429, 500, 503])('with Graph’s status %i', async (status) => {
    gateway = await startTestGateway(answering((_request, response) => response.writeHead(status).end()));
    const answer = await gateway.call('/me');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-flowkeep')).toBeNull();
  });

  test('with JSON, forms and files untouched', async () => {
    gateway = await startTestGateway(plain);
    const form = new FormData();
    form.set('file', new Blob([randomBytes(200_000)]), 'flow.json');
    form.set('name', 'flow.json');
    form.set('asset_type', 'FLOW_JSON');
    const bodies = [
      JSON.stringify({ name: 'é', categories: ['OTHER'], text: 'access_token=mine, batch' }),
      new URLSearchParams({ name: 'a&b=c', flow_json: '{"access_token":"in a value"}' }),
      form,
      randomBytes(300_000),
    ];
    for (const body of bodies) {
      const sent = new Request('http://x.test', { method: 'POST', body });
      const bytes = Buffer.from(await sent.clone().arrayBuffer());
      const type = typeof body === 'string' ? 'application/json' : (sent.headers.get('content-type') ?? '');
      const answer = await gateway.call('/1/assets', {
        method: 'POST',
        body: bytes,
        headers: type ? { 'content-type': type } : {},
      });
      expect(answer.status).toBe(200);
      const last = got.at(-1);
      expect(last?.body.equals(bytes)).toBe(true);
      expect(last?.headers['content-type'] ?? '').toBe(type);
      expect(last?.headers['content-length']).toBe(String(bytes.length));
    }
  });

  test('with a body of unknown length', async () => {
    gateway = await startTestGateway(plain);
    const pieces = [randomBytes(100_000), randomBytes(50_000)];
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    await gateway.call('/1/media', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect(got[0]?.headers['transfer-encoding']).toBe('chunked');
    expect(got[0]?.body.equals(Buffer.concat(pieces))).toBe(true);
  });

  test('after asking whether it may send its body', async () => {
    gateway = await startTestGateway(plain);
    const head = `POST /graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n`;
    const asked = `${head}Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n`;
    expect(await raw(`${asked}{}`)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
    expect(got[0]?.headers.expect).toBeUndefined();
    expect(await raw(asked.replace('/me', '/oauth/access_token'))).toMatch(/^HTTP\/1\.1 403 /);
  });
});

test('a large answer passes byte for byte, also one that is no text', async () => {
  const bytes = randomBytes(3_000_000);
  gateway = await startTestGateway(
    answering((_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(bytes)),
  );
  const answer = await gateway.call('/media');
  const received = Buffer.from(await answer.arrayBuffer());
  expect(createHash('sha256').update(received).digest('hex')).toBe(
    createHash('sha256').update(bytes).digest('hex'),
  );
});

test('neither token nor proof comes back, in headers nor body, in one piece or many', async () => {
  const body = JSON.stringify({
    data: [{ access_token: 'other', text: `your token is ${token}` }],
    paging: {
      next: `https://graph.facebook.com/v26.0/1/flows?access_token=${token}&after=a&appsecret_proof=${proof}`,
    },
  });
  gateway = await startTestGateway(
    answering((request, response) => {
      const headers = { 'content-type': 'application/json', etag: `"${token}"`, 'x-fb-debug': token };
      if (request.url === '/v26.0/whole') {
        response.writeHead(400, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
        return;
      }
      response.writeHead(200, headers);
      for (const letter of body) response.write(letter);
      response.end();
    }),
  );
  for (const path of ['/whole', '/pieces']) {
    const answer = await gateway.call(path);
    const all = JSON.stringify([...answer.headers]) + (await answer.text());
    expect(all).not.toContain(token);
    expect(all).not.toContain(proof);
    expect(all).not.toContain('other');
    expect(all).toContain(
      'https://flowkeep.example.com/graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/v26.0/1/flows?after=a"',
    );
  }
});

describe('nothing is sent', () => {
  const refuses = async (path: string, init: RequestInit, status: number, code: string) => {
    const answer = await gateway.call(path, init);
    expect([answer.status, answer.headers.get('x-flowkeep')]).toEqual([status, 'problem']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code, status });
    expect(got).toEqual([]);
  };

  test.each([
    ['no key', {}],
    ['an unknown key', { authorization: `Bearer fk_${'x'.repeat(43)}` }],
    ['a key in a cookie', { cookie: `authorization=Bearer ${key}; fk=${key}` }],
    ['a key as Basic', { authorization: `Basic ${btoa(`x:${key}`)}` }],
    ['a token of Meta', { authorization: `Bearer ${token}` }],
    ['a session', { cookie: '__Host-session=x' }],
  ])('for %s', async (_what, headers) => {
    gateway = await startTestGateway(plain);
    await refuses('/me', { headers: { authorization: '', ...headers } }, 401, 'unauthenticated');
    expect(gateway.uses).toEqual([]);
  });

  test('for a key in the query', async () => {
    gateway = await startTestGateway(plain);
    await refuses(`/me?access_token=${key}`, { headers: { authorization: '' } }, 401, 'unauthenticated');
  });

  test('for a key without the scope', async () => {
    const { actor, ...rest } = goodFacts();
    gateway = await startTestGateway(plain, {
      lookup: async () => ({ ...rest, actor: { ...actor, scopes: ['manage'] } }),
    });
    await refuses('/me', {}, 403, 'forbidden');
    expect(gateway.uses).toMatchObject([
      { outcome: 'refused', sent: false, details: { code: 'forbidden', status: 403 } },
    ]);
  });

  test('for a credential that is unknown, deleted, or not the key’s: the same answer', async () => {
    const { actor } = goodFacts();
    const bodies: unknown[] = [];
    for (const facts of [
      { ...goodFacts(), credential: null },
      goodFacts({ deletedAt: '2026-11-25T00:00:00Z' }),
      { ...goodFacts(), actor: { ...actor, credentialIds: ['0199d1a2-7c3e-7b11-8a4e-000000000000'] } },
    ]) {
      gateway = await startTestGateway(plain, { lookup: async () => facts });
      const answer = await gateway.call('/me');
      expect(answer.status).toBe(404);
      const { requestId: _id, ...body } = (await answer.json()) as Record<string, unknown>;
      bodies.push(body);
      expect(got).toEqual([]);
      await gateway.close();
    }
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });

  test('for a resource that does not use the credential, or is none', async () => {
    gateway = await startTestGateway(plain, {
      lookup: async () => ({ ...goodFacts(), fitsResource: false }),
    });
    const headers = { 'x-flowkeep-resource': '0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a22' };
    await refuses('/me', { headers }, 400, 'invalid_input');
    await refuses('/me', { headers: { 'x-flowkeep-resource': 'x' } }, 400, 'invalid_input');
  });

  test('while uses can’t be recorded', async () => {
    gateway = await startTestGateway(plain, { journal: { ready: async () => false, add: () => undefined } });
    await refuses('/me', {}, 503, 'audit_unavailable');
  });

  test.each(['/oauth/access_token', '/debug_token', '/me?access_token=x', '/?batch=[]'])(
    'for %s',
    async (path) => {
      gateway = await startTestGateway(plain);
      await refuses(path, {}, 403, 'call_refused');
      expect(gateway.uses).toMatchObject([
        { outcome: 'refused', details: { code: 'call_refused', bytesUp: 0 } },
      ]);
    },
  );

  const form = new FormData();
  form.set('access_token', 'x');
  const fields = new FormData();
  fields.set('name', 'a');
  fields.set('fields', 'id,access_token');
  test.each<[string, BodyInit, string | null]>([
    ['a form with a token', 'name=a&access_token=x', 'application/x-www-form-urlencoded'],
    ['a form with an escaped name', 'access%5Ftoken=x', 'application/x-www-form-urlencoded; charset=utf-8'],
    ['a form with a batch', 'batch=[]', 'application/x-www-form-urlencoded'],
    ['a form that asks for a token', 'fields=id,access_token', 'application/x-www-form-urlencoded'],
    ['JSON with a token', '{"a":1,"access_token":"x"}', 'application/json'],
    ['JSON with a batch', '{"batch":[]}', 'application/json; charset=utf-8'],
    ['JSON with an escaped name', '{"acc\\u0065ss_token":"x"}', 'application/json'],
    ['JSON that asks for a token', '{"fields":["id","access_token"]}', 'application/json'],
    ['a multipart form with a token', form, null],
    ['a multipart form that asks for a token', fields, null],
  ])('for %s', async (_what, body, type) => {
    gateway = await startTestGateway(plain);
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    await refuses('/1', { method: 'POST', body, headers }, 403, 'call_refused');
  });

  test('for a compressed body', async () => {
    gateway = await startTestGateway(plain);
    const init = { method: 'POST', body: 'x', headers: { 'content-encoding': 'gzip' } };
    await refuses('/1', init, 415, 'unsupported_media_type');
  });

  test('for a body that says it is too large', async () => {
    gateway = await startTestGateway(plain);
    const answer = await raw(
      `POST /graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 104857601\r\n\r\nx`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(got).toEqual([]);
  });

  test.each(['OPTIONS', 'PROPFIND'])('by %s', async (method) => {
    gateway = await startTestGateway(plain);
    await refuses('/me', { method }, 405, 'method_not_allowed');
  });
});

describe('limits', () => {
  test('of a key and of a credential are told apart by nothing but their sentence', async () => {
    for (const limits of [createLimits({ ofKey: 1 }), createLimits({ ofCredential: 1 })]) {
      gateway = await startTestGateway(plain, { limits });
      expect((await gateway.call('/me')).status).toBe(200);
      const second = await gateway.call('/me');
      expect(second.status).toBe(429);
      expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await second.json()).toMatchObject({ code: 'too_many_requests' });
      expect(got).toHaveLength(1);
      got = [];
      await gateway.close();
    }
  });

  test('of Graph are heeded before Graph enforces them', async () => {
    const usage = { '1': [{ call_count: 12, estimated_time_to_regain_access: 2 }] };
    gateway = await startTestGateway(
      answering((_request, response) =>
        response.writeHead(200, { 'x-business-use-case-usage': JSON.stringify(usage) }).end('{}'),
      ),
    );
    expect((await gateway.call('/me')).status).toBe(200);
    const second = await gateway.call('/me');
    expect(second.status).toBe(429);
    expect(second.headers.get('retry-after')).toBe('120');
    expect(got).toHaveLength(1);
    expect(gateway.uses[1]).toMatchObject({ outcome: 'refused', details: { code: 'too_many_requests' } });
  });
});

describe('a use is recorded', () => {
  test('with what was asked, without values', async () => {
    gateway = await startTestGateway(plain);
    const query = 'fields=id&limit=5&secretly=EAAsecretvalue';
    await gateway.call(`/v25.0/104996122399160/flows?${query}`, { method: 'POST', body: 'abc' });
    const [use] = await gateway.recorded(1);
    expect(use).toMatchObject({
      outcome: 'done',
      sent: true,
      actor: { name: 'pipeline' },
      credential: { name: 'Lucky' },
      details: {
        method: 'POST',
        path: '/v25.0/104996122399160/flows',
        query: ['fields', 'limit', 'secretly'],
        status: 200,
        bytesUp: 3,
        bytesDown: 10,
        apiVersion: 'v25.0',
        tokenVersion: 1,
        code: null,
        graphCode: null,
      },
    });
    expect(JSON.stringify(use)).not.toContain('secretvalue');
  });

  test('with Graph’s code and trace, and the token’s fate is told', async () => {
    const error = { error: { message: 'x', code: 190, fbtrace_id: 'Abc_1' } };
    gateway = await startTestGateway(
      answering((_request, response) => response.writeHead(401).end(JSON.stringify(error))),
    );
    await gateway.call('/me');
    const [use] = await gateway.recorded(1);
    expect(use?.details).toMatchObject({ status: 401, graphCode: 190, traceId: 'Abc_1' });
    expect(gateway.seen).toMatchObject([{ status: 401, graphCode: 190, thoughtInvalid: false }]);
  });
});
