import { describe, expect, test } from 'vitest';
import { get, newFlow, post, remove, upload, wool } from '../client-testing.ts';
import { sampleFlowJson } from './sample-flows.ts';

const flow_json = sampleFlowJson({ name: 'Sample' });
const asksEndpoint = sampleFlowJson({ name: 'Sample', endpoint: true });

/** What each call answers, in order: `ok`, or the code of its error. */
async function outcomes(...calls: Promise<{ body: { success?: boolean; error?: { code: number } } }>[]) {
  const answers = await Promise.all(calls);
  return answers.map(({ body }) => (body.success === true ? 'ok' : body.error?.code));
}

async function publishedFlow(): Promise<string> {
  const id = await newFlow({ flow_json });
  expect(await outcomes(post(`${id}/publish`))).toEqual(['ok']);
  return id;
}

describe('a draft', () => {
  test('takes another name, other categories, an endpoint and an app', async () => {
    const id = await newFlow();
    const form = new FormData();
    form.set('name', `Renamed ${id}`);
    form.set('categories', '["SHOPPING"]');
    form.set('endpoint_uri', 'https://flows.example.com/data');
    form.set('application_id', '1147236045698231');
    expect((await post(id, form)).body).toEqual({ success: true });
    const fields = 'name,categories,endpoint_uri,application';
    expect((await get(`${id}?fields=${fields}`)).body).toMatchObject({
      name: `Renamed ${id}`,
      categories: ['SHOPPING'],
      endpoint_uri: 'https://flows.example.com/data',
      application: { id: '1147236045698231' },
    });
  });

  test('keeps its own name, but takes no other’s', async () => {
    const id = await newFlow({ name: 'Mine' });
    expect(await outcomes(post(id, { name: 'Mine' }), post(id, { name: 'Newsletter sign-up' }))).toEqual([
      'ok',
      100,
    ]);
  });

  test('is deleted, and not deprecated', async () => {
    const id = await newFlow();
    expect(await outcomes(post(`${id}/deprecate`))).toEqual([139003]);
    expect((await remove(id)).body).toEqual({ success: true });
    expect((await get(id)).body.error).toMatchObject({ code: 100, error_subcode: 33 });
  });

  test.each([
    ['without a JSON', {}],
    ['with errors in it', { flow_json: '{"version":"1"}' }],
    ['without the endpoint that it asks', { flow_json: asksEndpoint }],
  ])('is not published %s', async (_what, more) => {
    const id = await newFlow(more);
    expect(await outcomes(post(`${id}/publish`))).toEqual([139002]);
    expect((await get(id)).body.status).toBe('DRAFT');
  });

  test('is not published in an account without a phone number', async () => {
    const { body } = await post(`${wool}/flows`, { name: 'Alone', categories: ['OTHER'], flow_json });
    expect((await post(`${body.id}/publish`)).body.error).toMatchObject({
      code: 139002,
      error_user_title: 'No phone number',
    });
  });
});

describe('a published flow', () => {
  test('keeps what was published, yet its endpoint may move', async () => {
    const id = await publishedFlow();
    expect(
      await outcomes(
        post(id, { name: 'Other name' }),
        post(id, { categories: ['SURVEY'] }),
        post(`${id}/publish`),
        remove(id),
        post(id, { endpoint_uri: 'https://flows.example.com/moved' }),
      ),
    ).toEqual([139001, 139001, 139002, 139004, 'ok']);
  });

  test('is a draft again with new screens, and can be published again', async () => {
    const id = await publishedFlow();
    expect(await outcomes(post(`${id}/assets`, upload(flow_json)))).toEqual(['ok']);
    expect((await get(id)).body.status).toBe('DRAFT');
    expect(await outcomes(post(`${id}/publish`))).toEqual(['ok']);
  });

  test('is deprecated once, and then nothing changes it', async () => {
    const id = await publishedFlow();
    expect(await outcomes(post(`${id}/deprecate`))).toEqual(['ok']);
    expect((await get(id)).body.status).toBe('DEPRECATED');
    const endpoint = post(id, { endpoint_uri: 'https://flows.example.com/moved' });
    const screens = post(`${id}/assets`, upload(flow_json));
    expect(await outcomes(post(`${id}/deprecate`), endpoint, screens, remove(id))).toEqual([
      139003, 139001, 139001, 139004,
    ]);
  });
});
