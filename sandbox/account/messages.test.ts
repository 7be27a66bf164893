import { describe, expect, test } from 'vitest';
import { draft, lucky, luckyPhone, post, published } from '../client-testing.ts';

const to = '+1 805-555-0123';
const send = (message: object, phone = luckyPhone) =>
  post(`${phone}/messages`, { messaging_product: 'whatsapp', recipient_type: 'individual', to, ...message });

const flowMessage = (parameters: object, more: object = {}) => ({
  type: 'interactive',
  interactive: {
    type: 'flow',
    body: { text: 'When would you like to come?' },
    action: { name: 'flow', parameters: { flow_message_version: '3', flow_cta: 'Choose', ...parameters } },
    ...more,
  },
});

const templateMessage = (name: string, texts: string[] = [], code = 'en_US') => {
  const parameters = texts.map((text) => ({ type: 'text', text }));
  const components = texts.length > 0 ? [{ type: 'body', parameters }] : [];
  return { type: 'template', template: { name, language: { code }, components } };
};

describe('a message is taken', () => {
  test.each([
    ['a text', { type: 'text', text: { body: 'Hello' } }],
    ['a published flow by its id', flowMessage({ flow_id: published })],
    ['a published flow by its name', flowMessage({ flow_name: 'Book a garden visit', flow_token: 'x' })],
    ['a draft by its id', flowMessage({ flow_id: draft, mode: 'draft' })],
    ['a draft by its name', flowMessage({ flow_name: 'Plant care survey', mode: 'draft' })],
    [
      'a flow that begins at a screen',
      flowMessage({ flow_id: published, flow_action_payload: { screen: 'START' } }),
    ],
    ['a flow that begins at its endpoint', flowMessage({ flow_id: published, flow_action: 'data_exchange' })],
    ['an image', { type: 'image', image: { link: 'https://example.com/a.png' } }],
  ])('with %s', async (_what, message) => {
    const { status, headers, body } = await send(message);
    expect(status).toBe(200);
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: to, wa_id: '18055550123' }],
      messages: [{ id: expect.stringMatching(/^wamid\.[A-Za-z0-9+/=]{40,}$/) }],
    });
    const usage = JSON.parse(headers.get('x-business-use-case-usage') ?? '{}');
    expect(usage[lucky]).toMatchObject([{ type: 'whatsapp' }]);
  });

  test('with an approved template', async () => {
    const { body } = await send(templateMessage('garden_visit_invitation', ['Ada']));
    expect(body.messages).toEqual([{ id: expect.stringMatching(/^wamid\./), message_status: 'accepted' }]);
  });

  test.each(['US.13491208655302741918', 'DE.ENT.7f3Kq0'])('to somebody without a number: %s', async (id) => {
    const text = { type: 'text', text: { body: 'x' } };
    const { status, body } = await send({ to: undefined, recipient: id, ...text });
    expect([status, body.contacts]).toEqual([200, [{ input: id, user_id: id }]]);
    const both = await send({ recipient: id, ...text });
    expect(both.body.contacts).toEqual([{ input: to, wa_id: '18055550123' }]);
  });

  test('and dropped, to an id that stands where a number does', async () => {
    const { status, body } = await send({ to: 'US.13491208655302741918', type: 'text', text: { body: 'x' } });
    expect([status, body.contacts]).toEqual([
      200,
      [{ input: 'US.13491208655302741918', wa_id: '13491208655302741918' }],
    ]);
  });

  test.each(['messaging_account_id', 'paid_messaging_account_id'])(
    'on the account that %s names',
    async (name) => {
      const text = { type: 'text', text: { body: 'x' } };
      expect((await send({ [name]: lucky, ...text })).status).toBe(200);
      const { body } = await send({ [name]: '639297322149561', ...text });
      expect(body.error).toMatchObject({ code: 100, message: expect.stringContaining(name) });
    },
  );

  test('as read', async () => {
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.abc' };
    expect((await post(`${luckyPhone}/messages`, read)).body).toEqual({ success: true });
  });
});

describe('a message is refused', () => {
  test.each([
    ['without its product', { messaging_product: undefined, type: 'text', text: { body: 'x' } }, 100],
    ['without a recipient', { to: '', type: 'text', text: { body: 'x' } }, 100],
    ['to what is no number', { to: '<PHONE>', type: 'text', text: { body: 'x' } }, 131009],
    ['to what is no id of a person', { to: '', recipient: 'Ada', type: 'text', text: { body: 'x' } }, 131009],
    ['of an unknown type', { type: 'telegram', telegram: {} }, 100],
    ['without its content', { type: 'text' }, 131008],
    ['without a text', { type: 'text', text: {} }, 131008],
    ['without an action', { type: 'interactive', interactive: { type: 'list' } }, 131008],
    ['with a flow, but no text', flowMessage({ flow_id: published }, { body: undefined }), 131008],
    ['with no flow', flowMessage({}), 131008],
    ['with two flows', flowMessage({ flow_id: published, flow_name: 'Plant care survey' }), 131009],
    ['with a flow of nobody’s', flowMessage({ flow_id: '123' }), 131009],
    ['with a flow of another account', flowMessage({ flow_id: '812200934417265' }), 131009],
    ['with a draft that is sent as published', flowMessage({ flow_id: draft }), 131009],
    [
      'with a published flow that is sent as a draft',
      flowMessage({ flow_id: published, mode: 'draft' }),
      131009,
    ],
    ['with no button text', flowMessage({ flow_id: published, flow_cta: undefined }), 131008],
    ['with too long a button text', flowMessage({ flow_id: published, flow_cta: 'x'.repeat(31) }), 131009],
    ['of another version', flowMessage({ flow_id: published, flow_message_version: '2' }), 131009],
    ['with another action', flowMessage({ flow_id: published, flow_action: 'jump' }), 131009],
    [
      'with a screen that is none',
      flowMessage({ flow_id: published, flow_action_payload: { screen: 'X' } }),
      131009,
    ],
    ['with a pending template', templateMessage('plant_care_survey'), 132001],
    ['with a rejected template', templateMessage('spring_sale', ['Ada']), 132001],
    ['with a template in another language', templateMessage('hello_world', [], 'de'), 132001],
    ['with a paused template', templateMessage('newsletter_sign_up'), 132015],
    ['with too few values for a template', templateMessage('visit_reminder', ['Friday']), 132000],
  ])('%s', async (_what, message, code) => {
    const { body } = await send(message);
    expect(body.error).toMatchObject({ type: 'OAuthException', code });
    expect(body.error?.message.startsWith(`(#${code}) `)).toBe(true);
    if (code !== 100) {
      expect(body.error?.error_data).toEqual({ messaging_product: 'whatsapp', details: expect.any(String) });
    }
  });

  test('from a number that is not registered', async () => {
    const { body } = await send({ type: 'text', text: { body: 'x' } }, '112047390558216');
    expect(body.error).toMatchObject({ code: 133010 });
  });

  test.each([
    ['588230196643071', 200],
    ['605911742083364', 132068],
  ])('with a blocked flow, yet not with a throttled one: %s', async (flow_id, outcome) => {
    const { status, body } = await send(flowMessage({ flow_id }), '190638523274345');
    expect(body.error?.code ?? status).toBe(outcome);
  });
});
