/** Bodies that the gateway does not carry, over real HTTP: nothing of them is sent, or never the whole. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  credentialId,
  type Got,
  key,
  plain,
  rawRequest,
  startTestGateway,
  type TestGateway,
} from './gateway-testing.ts';

let gateway: TestGateway;
let got: Got[] = [];
afterEach(async () => {
  await gateway.close();
  got = [];
});

describe('nothing is sent', () => {
  const refuses = async (path: string, init: RequestInit, status: number, code: string) => {
    const answer = await gateway.call(path, init);
    expect([answer.status, answer.headers.get('x-flowkeep')]).toEqual([status, 'problem']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ code, status });
    expect(got).toEqual([]);
  };

  const part = (name: string, value = 'x') =>
    `--b\r\nContent-Disposition: form-data; ${name}\r\n\r\n${value}\r\n--b--\r\n`;
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
    ['a form without a type', Buffer.from('access_token=x'), null],
    ['JSON with a token', '{"a":1,"access_token":"x"}', 'application/json'],
    ['JSON with a batch', '{"batch":[]}', 'application/json; charset=utf-8'],
    ['JSON with an escaped name', '{"acc\\u0065ss_token":"x"}', 'application/json'],
    ['JSON that asks for a token', '{"fields":["id","access_token"]}', 'application/json'],
    ['a multipart form with a token', form, null],
    ['a multipart form that asks for a token', fields, null],
    [
      'one with a token after a file name',
      part('filename="; name=x"; name=access_token'),
      'multipart/form-data; boundary=b',
    ],
    [
      'one that asks for a token in another line',
      part('name=fields', 'id,\r\naccess_token'),
      'multipart/form-data; boundary=b',
    ],
  ])('for %s', async (_what, body, type) => {
    gateway = await startTestGateway(plain(got));
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    await refuses('/1', { method: 'POST', body, headers }, 403, 'call_refused');
  });

  test.each<[string, BodyInit, string]>([
    ['JSON 5,000 levels deep', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'application/json'],
    ['JSON with a name twice', '{"fields":"id","fields":"name"}', 'application/json'],
    ['JSON in UTF-16', Buffer.from('{"access_token":"x"}', 'utf16le'), 'application/json'],
    ['a list', '[{"access_token":"x"}]', 'application/json'],
    ['a form with a NUL in a name', 'access_token%00=x', 'application/x-www-form-urlencoded'],
    ['a type that goes on after a comma', 'a=1', 'application/x-www-form-urlencoded, text/plain'],
    ['text', 'access_token=x', 'text/plain'],
    ['a part with a blank before its name', part('name= "access_token"'), 'multipart/form-data; boundary=b'],
    ['parts of another kind', part('name="a"'), 'multipart/mixed; boundary=b'],
    ['JSON that does not end', '{"a":1', 'application/json'],
  ])('for what can’t be read: %s', async (_what, body, type) => {
    gateway = await startTestGateway(plain(got));
    await refuses('/1', { method: 'POST', body, headers: { 'content-type': type } }, 400, 'invalid_input');
  });

  test.each(['/me?access_token%00=x', '/me?%00access_token=x', '/me?a=1&%EF%BB%BFaccess_token=x'])(
    'for a name in a query that can’t be read: %s',
    async (path) => {
      gateway = await startTestGateway(plain(got));
      await refuses(path, {}, 400, 'invalid_input');
    },
  );

  const streamed = (bytes: Uint8Array) =>
    new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });

  test('for what breaks off, though nothing told its length', async () => {
    gateway = await startTestGateway(plain(got));
    const body = streamed(Buffer.from('{"a":1'));
    const headers = { 'content-type': 'application/json' };
    await refuses(
      '/1',
      { method: 'POST', body, headers, duplex: 'half' } as RequestInit,
      400,
      'invalid_input',
    );
  });

  const far = 'y'.repeat(300_000);
  test.each<[string, string, string, number, string]>([
    ['JSON', `{"a":"${far}","access_token":"x"}`, 'application/json', 403, 'call_refused'],
    ['a form', `a=${far}&batch=[]`, 'application/x-www-form-urlencoded', 403, 'call_refused'],
    [
      'parts',
      part('name="file"; filename="x"', far).replace('--b--\r\n', part('name="access_token"')),
      'multipart/form-data; boundary=b',
      403,
      'call_refused',
    ],
    ['JSON that breaks off', `{"a":"${far}"`, 'application/json', 400, 'invalid_input'],
    [
      'JSON that goes too deep',
      `{"a":"${far}","b":${'['.repeat(200)}`,
      'application/json',
      400,
      'invalid_input',
    ],
  ])('whole, for what stands behind the look: %s', async (_what, text, type, status, code) => {
    const bytes = Buffer.from(text);
    for (const chunked of [false, true]) {
      gateway = await startTestGateway(plain(got));
      const init = { method: 'POST', body: chunked ? streamed(bytes) : bytes, duplex: 'half' } as RequestInit;
      const answer = await gateway.call('/1', { ...init, headers: { 'content-type': type } });
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ code });
      expect(got).toEqual([]);
      expect(await gateway.recorded(1)).toMatchObject([{ outcome: 'failed', details: { code, status } }]);
      await gateway.close();
    }
  });
});

/** A whole request in one write, its body in small chunks: most of it waits in the stream while the key is looked up. */
function inChunks(type: string, body: string): string {
  const chunks = body.match(/[\s\S]{1,1024}/g) ?? [];
  const head = [
    `POST /graph/${credentialId}/1 HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${key}`,
    'Connection: close',
    'Transfer-Encoding: chunked',
    `Content-Type: ${type}`,
  ];
  const framed = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`);
  return `${head.join('\r\n')}\r\n\r\n${framed.join('')}0\r\n\r\n`;
}

describe('a body that has come in before the look at it begins', () => {
  const formType = 'application/x-www-form-urlencoded';
  const pairs = `a=${'x'.repeat(997)}&`;
  const cut = `a=${'x'.repeat(65_527)}&access_token=x&b=${'y'.repeat(20_000)}`;
  test.each([
    ['a form that asks for a token last', formType, `${pairs.repeat(66)}fields=access_token`],
    ['the same, longer', formType, `${pairs.repeat(80)}fields=access_token`],
    ['a name on the border of the look', formType, cut],
    ['JSON with a token last', 'application/json', `{"a":"${'x'.repeat(90_000)}","access_token":"x"}`],
  ])('is judged to its end: %s', async (_what, type, body) => {
    gateway = await startTestGateway(plain(got));
    expect(await rawRequest(gateway, inChunks(type, body))).toMatch(/^HTTP\/1\.1 403 /);
    expect(got).toEqual([]);
  });

  test.each([
    ['a form', formType, pairs.repeat(80).slice(0, -1)],
    ['JSON', 'application/json', `{"a":"${'x'.repeat(90_000)}"}`],
  ])('and passed on whole: %s', async (_what, type, body) => {
    gateway = await startTestGateway(plain(got));
    expect(await rawRequest(gateway, inChunks(type, body))).toMatch(/^HTTP\/1\.1 200 /);
    expect(got.map((one) => one.body.toString())).toEqual([body]);
  });
});
