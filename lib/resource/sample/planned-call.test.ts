import { describe, expect, test } from 'vitest';
import type { EndpointTemplate, RequestBody } from '../../connector/endpoint.ts';
import { flowId, leastValues, template, templates, wabaId } from '../../connector/endpoint-testing.ts';
import { checkCall } from '../../gateway/exchange/whole-call.ts';
import { encodeCall, onPage, planRequest } from './planned-call.ts';

const plan = (id: string, values: Record<string, unknown> = {}, page = {}) =>
  planRequest(template(id), template(id).schema.parse({ ...leastValues[id], ...values }), wabaId, page);

const encode = (body: RequestBody | null) => encodeCall({ method: 'POST', path: '/1', query: '', body });

/** What a server reads out of an encoded body. */
async function received(body: RequestBody) {
  const { body: encoded } = await encode(body);
  if (!encoded) throw new Error('there is no body');
  const response = () => new Response(encoded.bytes, { headers: { 'content-type': encoded.type } });
  return { ...encoded, response, text: new TextDecoder().decode(encoded.bytes) };
}

describe('a page', () => {
  const request = { method: 'GET' as const, path: '/1', query: 'fields=id%2Cname', body: null };
  const queryOf = (page: Parameters<typeof onPage>[1], query = request.query, size?: number) =>
    Object.fromEntries(new URLSearchParams(onPage({ ...request, query }, page, size).query));

  test('has 25 things, or as many as are wanted', () => {
    expect(queryOf({})).toEqual({ fields: 'id,name', limit: '25' });
    expect(queryOf({}, 'fields=id', 200)).toEqual({ fields: 'id', limit: '200' });
    expect(queryOf({}, 'limit=3')).toEqual({ limit: '3' });
  });

  test('is found by a cursor of Graph’s, which stays a single value', () => {
    expect(queryOf({ after: 'QVF&limit=9#x' })).toEqual({
      fields: 'id,name',
      limit: '25',
      after: 'QVF&limit=9#x',
    });
    expect(queryOf({ before: 'a+b/c==' })).toEqual({ fields: 'id,name', limit: '25', before: 'a+b/c==' });
    expect(queryOf({ after: 'new' }, 'after=old&limit=1')).toEqual({ after: 'new', limit: '1' });
  });

  test('is asked for only where an answer comes in pages', () => {
    expect(plan('list-flows', {}, { after: 'x' }).query).toMatch(/limit=25&after=x$/);
    expect(plan('get-flow', {}, { after: 'x' }).query).not.toMatch(/limit|after/);
    expect(plan('delete-flow', {}, { after: 'x' }).query).toBe('');
  });
});

test('a source that would write is a fault of the program, and plans nothing', () => {
  const wrong: EndpointTemplate = { ...template('delete-flow'), kind: 'source' };
  expect(() => planRequest(wrong, { flowId }, wabaId, {})).toThrow('delete-flow must only read.');
});

describe('a body', () => {
  test('of JSON is the very value, in UTF-8', async () => {
    const value = { name: 'ä"b\\', categories: ['OTHER'], publish: false, flow_json: '{"a":"\n"}' };
    const { type, text } = await received({ kind: 'json', value });
    expect([type, JSON.parse(text)]).toEqual(['application/json', value]);
  });

  test('of a form reads back as its fields', async () => {
    const fields = { business_public_key: '-----BEGIN+/=&?\nä', empty: '' };
    const { type, text } = await received({ kind: 'form', fields });
    expect(type).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(text))).toEqual(fields);
  });

  test('of parts reads back as its fields and its file, byte for byte', async () => {
    const text = '{"a":"ä\r\n--x","b":\n"\u2028"}\r\n------formdata-undici-0\r\n';
    const fields = { name: 'flow.json', asset_type: 'FLOW_JSON' };
    const file = { field: 'file', name: 'flow.json', type: 'application/json', text };
    const { type, response } = await received({ kind: 'multipart', fields, file });
    expect(type).toMatch(/^multipart\/form-data; ?boundary=\S+$/);
    const form = await response().formData();
    expect([...form.keys()]).toEqual(['name', 'asset_type', 'file']);
    expect([form.get('name'), form.get('asset_type')]).toEqual(['flow.json', 'FLOW_JSON']);
    const sent = form.get('file') as File;
    expect([sent.name, sent.type, await sent.text()]).toEqual(['flow.json', 'application/json', text]);
  });

  test('may be missing', async () => {
    expect((await encode(null)).body).toBeNull();
  });
});

test.each(templates)('the gateway’s rules let the call of $id through, to just its path', async ({ id }) => {
  const call = await encodeCall(plan(id));
  const { address, warnings } = checkCall(call, 'v26.0');
  const { path, query } = call;
  expect(address).toMatchObject({ version: 'v26.0', path: `/v26.0${path}`, query });
  expect([...warnings]).toEqual([]);
});

test.each([
  [
    'manual-read',
    { path: '/me', query: 'ids=1,2&fields=name.as(x)' },
    ['multi_id_requests', 'field_aliases'],
  ],
  ['manual-write', { path: '/1/messages', body: '{"to":"US.1349"}' }, ['business_scoped_id_in_to']],
])(
  'calls of one’s own are warned of what Meta does not do as it is meant: %s of %j',
  async (id, values, codes) => {
    const call = await encodeCall(plan(id, values));
    expect([...checkCall(call, 'v26.0').warnings]).toEqual(codes);
  },
);

describe('the gateway’s rules hold for calls of one’s own', () => {
  const refused = async (id: string, values: Record<string, unknown>) => {
    const call = await encodeCall(plan(id, values));
    return () => checkCall(call, 'v26.0');
  };

  test.each([
    ['manual-read', { path: '/oauth/access_token' }],
    ['manual-read', { path: '/debug_token' }],
    ['manual-read', { path: '/me/accounts' }],
    ['manual-read', { path: '/1/access_tokens' }],
    ['manual-read', { path: '/me', query: 'fields=access_token' }],
    ['manual-read', { path: '/me', query: 'fields=id,accounts.limit(1){access_token}' }],
    ['manual-read', { path: '/me', query: 'fields%5B0%5D=access_token' }],
    ['manual-read', { path: '/me', query: 'ids=1,oauth' }],
    ['manual-write', { path: '/1/system_user_access_tokens' }],
    ['manual-write', { path: '/1', body: '{"fields":["id","access_token"]}' }],
    ['manual-write', { path: '/1', body: '{"fields":{"a":"access_token"}}' }],
  ])('%s of %j is call_refused', async (id, values) => {
    expect(await refused(id, values)).toThrow(expect.objectContaining({ code: 'call_refused' }));
  });

  // What is refused by name is not even kept; where it was kept before, it is not sent.
  test.each([
    { query: 'method=post' },
    { query: 'access.token=x' },
    { query: 'batch=%5B%5D' },
    { body: '{"batch":[]}' },
    { body: '{"access_token":"x"}' },
    { body: '{"_method":"delete"}' },
    { body: '{"input_token":1}' },
  ])('by name at the save, and at the call: %j', async ({ query = '', body }) => {
    const values = { method: 'POST', path: '/1', query, body };
    const { schema, build } = template('manual-write');
    expect(schema.safeParse(values).success).toBe(false);
    const call = await encodeCall(build(values, { wabaId }));
    expect(() => checkCall(call, 'v26.0')).toThrow(expect.objectContaining({ code: 'call_refused' }));
  });

  test.each([{ query: 'a=%zz' }, { query: 'a=%' }])(
    'a query that is not percent-encoded is none: %j',
    async (values) => {
      expect(await refused('manual-write', values)).toThrow(
        expect.objectContaining({ code: 'invalid_input' }),
      );
    },
  );
});
