import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import {
  answering,
  type Got,
  key,
  plain,
  proof,
  rawRequest,
  startTestGateway,
  type TestGateway,
  token,
} from './gateway-testing.ts';

let gateway: TestGateway;
let got: Got[] = [];
afterEach(async () => {
  await gateway.close();
  got = [];
});

describe('a call passes', () => {
  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'by %s, with the token in the header alone',
    async (method) => {
      gateway = await startTestGateway(plain(got));
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

  test('with the key as OAuth, as resumable uploads write it', async () => {
    gateway = await startTestGateway(plain(got));
    const headers = { authorization: `OAuth ${key}`, file_offset: '0' };
    const answer = await gateway.call('/upload:MTphdHRhY2g=?sig=ARZq', {
      method: 'POST',
      body: 'abc',
      headers,
    });
    expect(answer.status).toBe(200);
    expect(got[0]).toMatchObject({
      url: '/v26.0/upload:MTphdHRhY2g=?sig=ARZq',
      headers: { file_offset: '0', 'content-type': 'application/octet-stream' },
    });
    expect(got[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  test('by HEAD, without a body', async () => {
    gateway = await startTestGateway(plain(got));
    const answer = await gateway.call('/me', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('facebook-api-version')).toBe('v26.0');
    expect(await answer.text()).toBe('');
  });

  test('with the proof, where the credential has an App Secret', async () => {
    gateway = await startTestGateway(plain(got), { withProof: true });
    await gateway.call('/me?fields=id');
    expect(got[0]?.url).toBe(`/v26.0/me?fields=id&appsecret_proof=${proof}`);
  });

  test('and its answer has the headers that matter, and the front’s', async () => {
    gateway = await startTestGateway(plain(got));
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
    gateway = await startTestGateway(
      answering(got, (_request, response) => response.writeHead(status).end()),
    );
    const answer = await gateway.call('/me');
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-flowkeep')).toBeNull();
  });

  test('with JSON, forms and files untouched', async () => {
    gateway = await startTestGateway(plain(got));
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
      const type =
        typeof body === 'string'
          ? 'application/json'
          : (sent.headers.get('content-type') ?? 'application/octet-stream');
      const answer = await gateway.call('/1/assets', {
        method: 'POST',
        body: bytes,
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(200);
      const last = got.at(-1);
      expect(last?.body.equals(bytes)).toBe(true);
      expect(last?.headers['content-type']).toBe(type);
      expect(last?.headers['content-length']).toBe(String(bytes.length));
    }
  });

  test('with a body of unknown length', async () => {
    gateway = await startTestGateway(plain(got));
    const pieces = [randomBytes(100_000), randomBytes(50_000)];
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    const headers = { 'content-type': 'image/png' };
    await gateway.call('/1/media', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
    expect(got[0]?.headers['transfer-encoding']).toBe('chunked');
    expect(got[0]?.body.equals(Buffer.concat(pieces))).toBe(true);
  });

  test('after asking whether it may send its body', async () => {
    gateway = await startTestGateway(plain(got));
    const head = `POST /graph/0199d1a2-7c3e-7b11-8a4e-2f6d5c4b3a21/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n`;
    const asked = `${head}Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n`;
    expect(await rawRequest(gateway, `${asked}{}`)).toMatch(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /,
    );
    expect(got[0]?.headers.expect).toBeUndefined();
    expect(await rawRequest(gateway, asked.replace('/me', '/oauth/access_token'))).toMatch(
      /^HTTP\/1\.1 403 /,
    );
  });
});

test('a large answer passes byte for byte, also one that is no text', async () => {
  const bytes = randomBytes(3_000_000);
  gateway = await startTestGateway(
    answering(got, (_request, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end(bytes),
    ),
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
    answering(got, (request, response) => {
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

describe('a use is recorded', () => {
  test('with what was asked, without values', async () => {
    gateway = await startTestGateway(plain(got));
    const query = 'fields=id&limit=5&secretly=EAAsecretvalue';
    await gateway.call(`/v25.0/104996122399160/flows?${query}`, {
      method: 'POST',
      body: new URLSearchParams('a=c'),
    });
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
      answering(got, (_request, response) => response.writeHead(401).end(JSON.stringify(error))),
    );
    await gateway.call('/me');
    const [use] = await gateway.recorded(1);
    expect(use?.details).toMatchObject({ status: 401, graphCode: 190, traceId: 'Abc_1' });
    expect(gateway.seen).toMatchObject([{ status: 401, graphCode: 190, thoughtInvalid: false }]);
  });

  test('with the code of an error that comes as a success, as suppress_http_code makes it', async () => {
    const error = JSON.stringify({ error: { message: 'x', code: 190, fbtrace_id: 'Abc_1' } });
    gateway = await startTestGateway(
      answering(got, (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        for (const piece of request.url?.includes('pieces')
          ? [error.slice(0, 20), error.slice(20)]
          : [error]) {
          response.write(piece);
        }
        response.end();
      }),
    );
    for (const path of ['/whole', '/pieces']) {
      await (await gateway.call(`${path}?suppress_http_code=1`)).text();
    }
    const uses = await gateway.recorded(2);
    expect(uses.map(({ details }) => [details.status, details.graphCode])).toEqual([
      [200, 190],
      [200, 190],
    ]);
    expect(gateway.seen).toMatchObject([{ graphCode: 190 }, { graphCode: 190 }]);
  });
});
