import { describe, expect, test } from 'vitest';
import {
  brasil,
  draft,
  get,
  lucky,
  market,
  newFlow,
  post,
  tokenOf,
  wildcard,
  wool,
} from '../client-testing.ts';
import { sampleFlowJson } from './sample-flows.ts';

describe('a list of flows', () => {
  test('is walked by its links, forth and back, which carry the token as Graph’s do', async () => {
    const seen: unknown[] = [];
    let page = await get(`${market}/flows?fields=id&limit=12`);
    for (;;) {
      seen.push(...page.body.data);
      const next = page.body.paging?.next;
      if (!next) break;
      expect(new URL(next).searchParams.get('access_token')).toBe(wildcard);
      expect(new URL(next).searchParams.get('fields')).toBe('id');
      page = await get(next);
    }
    expect(new Set(seen.map((flow) => JSON.stringify(flow))).size).toBe(30);
    const back = await get(page.body.paging?.previous ?? '');
    expect(back.body.data).toEqual(seen.slice(12, 24));
  });

  test('that fits a page has cursors, and no links', async () => {
    const { body } = await get(`${brasil}/flows`);
    expect(Object.keys(body.paging ?? {})).toEqual(['cursors']);
    expect(body.data[0]).toEqual({
      id: '812200934417265',
      name: 'Agendar visita',
      status: 'PUBLISHED',
      categories: ['APPOINTMENT_BOOKING'],
      validation_errors: [],
    });
  });

  test.each(['after=rubbish', 'limit=-1', 'limit=many'])('%s is refused', async (query) => {
    expect((await get(`${market}/flows?${query}`)).body.error).toMatchObject({ code: 100 });
  });
});

describe('a flow is created', () => {
  const form = () => {
    const data = new FormData();
    data.set('name', 'From a multipart form');
    data.set('categories', '["OTHER"]');
    return data;
  };
  test.each([
    ['JSON', { name: 'From JSON', categories: ['SURVEY', 'OTHER'] }, ['SURVEY', 'OTHER']],
    ['JSON with JSON in it', { name: 'From packed JSON', categories: '["SURVEY"]' }, ['SURVEY']],
    ['a form', new URLSearchParams({ name: 'From a form', categories: '["OTHER"]' }), ['OTHER']],
    ['a multipart form', form(), ['OTHER']],
  ])('from %s', async (_kind, sent, categories) => {
    const { status, body } = await post(`${lucky}/flows`, sent);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['id']);
    expect(body.id).toMatch(/^1[0-9]{15}$/);
    expect((await get(body.id)).body).toMatchObject({ status: 'DRAFT', categories });
  });

  test('with its JSON, and is published at once if that has no errors', async () => {
    const flow_json = sampleFlowJson({ name: 'Published at once' });
    const sent = { name: 'Published at once', categories: ['OTHER'], flow_json, publish: true };
    const { body } = await post(`${lucky}/flows`, sent);
    expect(body).toEqual({ id: body.id, success: true, validation_errors: [] });
    expect((await get(body.id)).body.status).toBe('PUBLISHED');
    const wrong = await post(`${lucky}/flows`, { ...sent, name: 'Not yet', flow_json: '{"version":"7.1"}' });
    expect(wrong.body).toMatchObject({ success: true, validation_errors: [{ message: expect.any(String) }] });
    expect((await get(wrong.body.id)).body.status).toBe('DRAFT');
  });

  test('as a copy of another', async () => {
    const id = await newFlow({ clone_flow_id: draft });
    const fields = 'json_version,validation_errors';
    expect((await get(`${id}?fields=${fields}`)).body).toMatchObject({ json_version: '7.1' });
    const unknown = await post(`${lucky}/flows`, { name: 'x', categories: ['OTHER'], clone_flow_id: '1' });
    expect(unknown.body.error).toMatchObject({ code: 100, error_user_title: 'Flow not found' });
    const foreign = { name: 'x', categories: ['OTHER'], clone_flow_id: draft };
    const outOfReach = await post(`${brasil}/flows`, foreign, tokenOf('brasil'));
    expect(outOfReach.body.error).toMatchObject({ code: 100, error_user_title: 'Flow not found' });
  });

  test.each([
    ['no name', { categories: ['OTHER'] }, '(#100) The parameter name is required.'],
    ['no category', { name: 'A' }, '(#100) The parameter categories is required.'],
    ['an unknown category', { name: 'A', categories: ['X'] }, '(#100) Param categories[0] must be one of {'],
    ['a plain address', { name: 'A', categories: ['OTHER'], endpoint_uri: 'http://x.test' }, '(#100) Param'],
  ])('but not with %s', async (_what, sent, message) => {
    const { status, body } = await post(`${lucky}/flows`, sent);
    expect(status).toBe(400);
    expect(body.error?.message.startsWith(message)).toBe(true);
  });

  test('but not with a name that another of the account has', async () => {
    const sent = { name: 'Plant care survey', categories: ['OTHER'] };
    expect((await post(`${lucky}/flows`, sent)).body.error).toMatchObject({
      code: 100,
      error_subcode: 4016019,
    });
    expect((await post(`${brasil}/flows`, sent)).status).toBe(200);
  });

  test('but not from a body that is no JSON', async () => {
    const response = await post(`${lucky}/flows`, new URLSearchParams('nothing'));
    expect(response.body.error).toMatchObject({ code: 100 });
  });
});

describe('flows migrate', () => {
  test('by name, and those that cannot say why', async () => {
    const sent = { source_waba_id: brasil, source_flow_names: ['Agendar visita', 'No such flow'] };
    const { body } = await post(`${market}/migrate_flows`, sent);
    expect(body).toEqual({
      migrated_flows: [
        { source_id: '812200934417265', source_name: 'Agendar visita', migrated_id: expect.any(String) },
      ],
      failed_flows: [
        {
          source_name: 'No such flow',
          error_code: '4233041',
          error_message: 'Flows Migration Error: Flow name not found in source WABA.',
        },
      ],
    });
    const again = await post(`${market}/migrate_flows`, sent);
    expect(again.body).toMatchObject({ migrated_flows: [], failed_flows: [{}, {}] });
  });

  test('all, if none is named', async () => {
    const { body } = await post(`${wool}/migrate_flows`, { source_waba_id: brasil });
    expect(body.migrated_flows).toHaveLength(3);
  });

  test('from no account that the token does not reach', async () => {
    const { body } = await post(`${brasil}/migrate_flows`, { source_waba_id: lucky }, tokenOf('brasil'));
    expect(body.error).toMatchObject({ code: 100, error_subcode: 33 });
  });
});

test('an id that nobody filled in is told by its parameter, and does nothing', async () => {
  const flow = { name: 'Filled in halfway', categories: ['OTHER'] };
  const calls: [string, string, object][] = [
    ['clone_flow_id', `${lucky}/flows`, { ...flow, clone_flow_id: '<EXISTING_FLOW_ID>' }],
    ['source_waba_id', `${lucky}/migrate_flows`, { source_waba_id: '<SOURCE_WABA_ID>' }],
    ['application_id', draft, { application_id: '<APP_ID>' }],
  ];
  for (const [name, path, sent] of calls) {
    const message = `(#100) Param ${name} must be a valid ID string (e.g., "123")`;
    expect((await post(path, sent)).body.error).toMatchObject({ code: 100, message });
  }
  expect((await post(`%3CFLOW_ID%3E/publish`)).body.error).toMatchObject({
    error_subcode: 33,
    message: expect.stringContaining("Object with ID '<FLOW_ID>' does not exist"),
  });
  expect((await post(`${lucky}/flows`, flow)).body.id).toMatch(/^\d+$/);
});
