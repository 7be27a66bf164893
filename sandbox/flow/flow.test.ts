import { describe, expect, test } from 'vitest';
import { draft, get, lucky, luckyPhone, newFlow, post, published } from '../client-testing.ts';

describe('the fields of a flow', () => {
  test('are those that were chosen, and its id; empty ones are left out', async () => {
    const fields =
      'name,json_version,data_api_version,endpoint_uri,data_channel_uri,whatsapp_business_account,application';
    const { headers, body } = await get(`${published}?fields=${fields}`);
    expect(body).toEqual({
      id: published,
      name: 'Book a garden visit',
      json_version: '7.1',
      data_api_version: '3.0',
      endpoint_uri: 'https://flows.luckyshrub.example/data',
      data_channel_uri: 'https://flows.luckyshrub.example/data',
      whatsapp_business_account: expect.objectContaining({ id: lucky, name: 'Lucky Shrub' }),
      application: expect.objectContaining({ name: 'Flowkeep sandbox' }),
    });
    expect(headers.get('x-business-use-case-usage')).toContain(lucky);
    expect((await get(`${draft}?fields=endpoint_uri`)).body).toEqual({ id: draft });
  });

  test.each([
    ['nope', 100, '(#100) Tried accessing nonexisting field (nope) on node type (WhatsAppExtension)'],
    ['toString', 100, '(#100) Tried accessing nonexisting field (toString) on node type (WhatsAppExtension)'],
    ['id,,name', 2500, 'Syntax error "Expected name." at character 3: id,,name'],
    ['preview.invalidate(false', 2500, 'Syntax error "Expected ")"." at character 19'],
    ['naïve’s', 2500, 'Syntax error'],
    ['application{id', 2500, 'Syntax error "Expected "}"." at character 14'],
    ['preview.invalidate(maybe)', 100, '(#100) Param invalidate must be a boolean.'],
  ])('%s is refused', async (fields, code, message) => {
    const { status, body } = await get(`${published}?fields=${encodeURIComponent(fields)}`);
    expect(status).toBe(400);
    expect(body.error?.code).toBe(code);
    expect(body.error?.message.startsWith(message)).toBe(true);
  });
});

describe('a preview', () => {
  interface Preview {
    preview: { preview_url: string; expires_at: string | number };
  }
  const preview = async (query: string) => (await get(`${draft}?fields=${query}`)).body as unknown as Preview;

  test('is the same until it is invalidated', async () => {
    const first = await preview('preview.invalidate(false)');
    expect(first.preview.preview_url).toContain(`/flows/${draft}/preview/?token=`);
    expect(first.preview.expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
    expect(await preview('preview')).toEqual(first);
    const second = await preview('preview.invalidate(true)');
    expect(second.preview.preview_url).not.toBe(first.preview.preview_url);
    expect(await preview('preview')).toEqual(second);
  });

  test('has its end in one form, since calls can not choose another any more', async () => {
    const { preview: shown } = await preview('preview&date_format=U');
    expect(shown.expires_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
  });
});

describe('the health of a flow', () => {
  test('names the phone number that was asked about', async () => {
    const { body } = await get(`${published}?fields=health_status.phone_number(${luckyPhone})`);
    expect(body.health_status).toMatchObject({
      can_send_message: 'AVAILABLE',
      entities: [{ entity_type: 'PHONE_NUMBER', id: luckyPhone }, { entity_type: 'FLOW' }, {}, {}, {}],
    });
    const foreign = await get(`${published}?fields=health_status.phone_number(562412910296094)`);
    expect(foreign.body.error).toMatchObject({ code: 100 });
  });

  test('is bad without the endpoint that it asks', async () => {
    const flow_json = JSON.stringify({ version: '7.1', data_api_version: '3.0', screens: [] });
    const id = await newFlow({ flow_json });
    expect((await get(`${id}?fields=health_status`)).body.health_status).toMatchObject({
      can_send_message: 'BLOCKED',
      entities: [
        { entity_type: 'FLOW', can_send_message: 'BLOCKED', errors: [{ error_code: 131000 }] },
        {},
        {},
        {},
      ],
    });
    await post(id, { endpoint_uri: 'https://flows.example.com/data' });
    const { body } = await get(`${id}?fields=health_status`);
    expect(body.health_status).toMatchObject({ can_send_message: 'AVAILABLE' });
  });
});

describe('the metrics of an endpoint', () => {
  const metric = (text: string, id = published) => get(`${id}?fields=metric.${text}`);
  const days = 'since(2026-01-28).until(2026-01-30)';

  test.each([
    ['ENDPOINT_REQUEST_COUNT', ['value']],
    ['ENDPOINT_REQUEST_ERROR', ['timeout_error', 'unexpected_http_status_code']],
    ['ENDPOINT_REQUEST_ERROR_RATE', ['value']],
    ['ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL', ['1', '2', '10+']],
    ['ENDPOINT_AVAILABILITY', ['succeeded', 'failed']],
  ])('%s is told day by day, always the same', async (name, keys) => {
    const { status, body } = await metric(`name(${name}).granularity(DAY).${days}`);
    expect(status).toBe(200);
    expect(body.metric).toEqual({
      granularity: 'DAY',
      name,
      data_points: ['2026-01-28', '2026-01-29'].map((day) => ({
        timestamp: `${day}T00:00:00+0000`,
        data: keys.map((key) => ({ key, value: expect.any(Number) })),
      })),
    });
    expect((await metric(`name(${name}).granularity(DAY).${days}`)).body).toEqual(body);
  });

  test.each([
    ['HOUR', 48],
    ['LIFETIME', 1],
  ])('%s gives %i points', async (granularity, points) => {
    const { body } = await metric(`name(ENDPOINT_REQUEST_COUNT).granularity(${granularity}).${days}`);
    expect((body.metric as { data_points: unknown[] }).data_points).toHaveLength(points);
  });

  test.each([
    ['another name', `name(CLICKS).granularity(DAY).${days}`],
    ['another granularity', `name(ENDPOINT_AVAILABILITY).granularity(WEEK).${days}`],
    ['no granularity', `name(ENDPOINT_AVAILABILITY).${days}`],
    ['no date', 'name(ENDPOINT_AVAILABILITY).granularity(DAY).since(yesterday)'],
    ['no day that there is', 'name(ENDPOINT_AVAILABILITY).granularity(DAY).since(2026-02-30)'],
    [
      'an end before its beginning',
      'name(ENDPOINT_AVAILABILITY).granularity(DAY).since(2026-02-02).until(2026-02-01)',
    ],
    [
      'more hours than a month has',
      'name(ENDPOINT_AVAILABILITY).granularity(HOUR).since(2026-01-01).until(2026-03-01)',
    ],
  ])('are refused for %s', async (_what, text) => {
    expect((await metric(text)).body.error).toMatchObject({ code: 100 });
  });

  test('are none for a flow without an endpoint', async () => {
    const { body } = await metric(`name(ENDPOINT_AVAILABILITY).granularity(DAY).${days}`, draft);
    expect(body.error).toMatchObject({ code: 139006 });
  });
});
