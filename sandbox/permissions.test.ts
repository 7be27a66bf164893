import { describe, expect, test } from 'vitest';
import {
  brasil,
  draft,
  get,
  lucky,
  luckyPhone,
  post,
  published,
  remove,
  tokenOf,
  wildcard,
} from './client-testing.ts';
import { sampleFlowJson } from './flow/sample-flows.ts';

const message = { messaging_product: 'whatsapp', to: '18055550123', type: 'text', text: { body: 'x' } };
const flow = { name: 'Never made', categories: ['OTHER'], flow_json: sampleFlowJson({ name: 'x' }) };

/** One call of each kind, on things of the first account; none would fail with a good token. */
const calls = (token: string) => [
  get(`${lucky}/flows`, token),
  post(`${lucky}/flows`, flow, token),
  get(published, token),
  post(draft, { endpoint_uri: 'https://flows.example.com/' }, token),
  get(`${published}/assets`, token),
  post(`${draft}/publish`, {}, token),
  get(`${lucky}/phone_numbers`, token),
  get(luckyPhone, token),
  get(`${luckyPhone}/whatsapp_business_encryption`, token),
  post(`${luckyPhone}/messages`, message, token),
  get(`${lucky}/message_templates`, token),
  remove(`${lucky}/message_templates?name=hello_world`, token),
  get(`${lucky}/subscribed_apps`, token),
];

/** What all of them answer. */
async function outcomes(token: string) {
  const answers = await Promise.all(calls(token));
  return [
    ...new Set(answers.map(({ body }) => body.error && `${body.error.code}/${body.error.error_subcode}`)),
  ];
}

describe('a scripted token does on every call what it does', () => {
  test.each([
    ['expired', '190/463'],
    ['revoked', '190/466'],
    ['no-management', '200/undefined'],
    ['not-eligible', '10/undefined'],
    ['restricted', '368/undefined'],
    ['limited', '80008/undefined'],
    ['transient', '2/undefined'],
    ['proof', '100/undefined'],
    ['brasil', '100/33'],
  ])('%s: %s', async (id, outcome) => {
    expect(await outcomes(tokenOf(id))).toEqual([outcome]);
  });

  test('nothing that was refused has happened, and all is done with a good token', async () => {
    expect((await get(`${draft}?fields=status,endpoint_uri`)).body).toEqual({ id: draft, status: 'DRAFT' });
    expect(await outcomes(wildcard)).toEqual([undefined]);
  });

  test('one for an account reaches that one only', async () => {
    const token = tokenOf('brasil');
    expect((await get(`${brasil}/flows`, token)).status).toBe(200);
    expect((await get('812200934417265', token)).status).toBe(200);
  });

  test('without the permission to send, nothing is sent and no key is read', async () => {
    const token = tokenOf('no-messaging');
    expect((await get(`${lucky}/flows`, token)).status).toBe(200);
    for (const refused of [
      await post(`${luckyPhone}/messages`, message, token),
      await get(`${luckyPhone}/whatsapp_business_encryption`, token),
    ]) {
      expect(refused.status).toBe(403);
      expect(refused.body.error).toMatchObject({
        code: 131005,
        error_data: { messaging_product: 'whatsapp' },
      });
    }
  });

  test('a limit says when it ends', async () => {
    const { headers } = await get(published, tokenOf('limited'));
    expect(headers.get('x-business-use-case-usage')).toContain('"estimated_time_to_regain_access":12');
  });
});
