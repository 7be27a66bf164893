import { describe, expect, test } from 'vitest';
import { complaints, flowId, phoneNumberId, requestOf, wabaId } from './endpoint-testing.ts';
import { whatsappMessages } from './whatsapp-sending.ts';

const bodyOf = (id: string, values: Record<string, unknown>) => {
  const { method, path, query, body } = requestOf(id, values);
  expect([method, query, body?.kind]).toEqual(['POST', '', 'json']);
  return { path, value: body?.kind === 'json' ? body.value : null };
};

test('these destinations send, or make what is sent', () => {
  expect(whatsappMessages.map(({ id, effect }) => [id, effect])).toEqual([
    ['send-flow', 'sends'],
    ['send-template', 'sends'],
    ['create-flow-template', 'changes'],
  ]);
});

describe.each([
  ['send-flow', { phoneNumberId, mode: 'published', flowId, body: 'Hello', cta: 'Book' }],
  ['send-template', { phoneNumberId, template: 'book_a_visit/pt_BR' }],
])('whoever %s goes to', (id, least) => {
  const scoped = 'US.13491208655302741918';

  test.each([scoped, `DE.ENT.${'a1'.repeat(64)}`])('may have no number, but the id %s', (recipient) => {
    const { value } = bodyOf(id, { ...least, recipient });
    expect(value).toMatchObject({ recipient_type: 'individual', recipient });
    expect(value).not.toHaveProperty('to');
  });

  test('is named in one way', () => {
    const fields = (values: object) => complaints(id, { ...least, ...values }).map(({ field }) => field);
    expect(fields({})).toEqual(['to']);
    expect(fields({ to: '15550100', recipient: scoped })).toEqual(['recipient']);
    for (const recipient of ['15550100', 'US.', 'us.1', 'US.1-2', `US.${'1'.repeat(129)}`, 'USA.1'])
      expect(fields({ recipient })).toEqual(['recipient']);
  });

  test('is not dropped by Meta: an id in the place of a number is refused, with where it belongs', () => {
    for (const to of [scoped, ` ${scoped} `, 'DE.ENT.7f3Kq0']) {
      const [complaint, ...more] = complaints(id, { ...least, to });
      expect(more).toEqual([]);
      expect(complaint).toEqual({ field: 'to', message: expect.stringMatching(/Give it as recipient/) });
    }
  });

  test('may be paid for by another account', () => {
    const { value } = bodyOf(id, { ...least, to: '15550100', messagingAccountId: wabaId });
    expect(value).toMatchObject({ to: '15550100', messaging_account_id: wabaId });
  });
});

describe('a flow message', () => {
  const least = { phoneNumberId, to: '+1 (555) 01-00.', body: 'Hello', cta: 'Book' };
  const message = (parameters: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '+15550100',
    type: 'interactive',
    interactive: {
      type: 'flow',
      body: { text: 'Hello' },
      ...more,
      action: { name: 'flow', parameters: { flow_message_version: '3', flow_cta: 'Book', ...parameters } },
    },
  });

  test.each([
    ['published', { flowId }, { flow_id: flowId }],
    ['draft', { flowId }, { flow_id: flowId }],
    ['published', { flowName: 'Booking' }, { flow_name: 'Booking' }],
    ['draft', { flowName: 'Booking' }, { flow_name: 'Booking' }],
  ])('of a %s flow, by %j', (mode, values, parameters) => {
    expect(bodyOf('send-flow', { ...least, mode, ...values })).toEqual({
      path: `/${phoneNumberId}/messages`,
      value: message({ mode, ...parameters }),
    });
  });

  test('with header, footer, screen, data and a token of the flow', () => {
    const values = {
      ...least,
      mode: 'published',
      flowId,
      header: 'Lucky Shrub',
      footer: 'Until Friday',
      action: 'navigate',
      screen: 'WELCOME',
      data: '{"name":"Ada","seats":2}',
      flowToken: 'order-17',
    };
    expect(bodyOf('send-flow', values).value).toEqual(
      message(
        {
          mode: 'published',
          flow_id: flowId,
          flow_token: 'order-17',
          flow_action: 'navigate',
          flow_action_payload: { screen: 'WELCOME', data: { name: 'Ada', seats: 2 } },
        },
        { header: { type: 'text', text: 'Lucky Shrub' }, footer: { text: 'Until Friday' } },
      ),
    );
  });

  test('that its endpoint opens', () => {
    const values = { ...least, mode: 'published', flowId, action: 'data_exchange', flowToken: 't' };
    expect(bodyOf('send-flow', values).value).toEqual(
      message({ mode: 'published', flow_id: flowId, flow_token: 't', flow_action: 'data_exchange' }),
    );
  });

  test.each([
    [{ flowId, flowName: 'Booking' }, 'flowName'],
    [{}, 'flowId'],
    [{ flowId, action: 'data_exchange', screen: 'WELCOME' }, 'screen'],
    [{ flowId, action: 'data_exchange', data: '{"a":1}' }, 'data'],
    [{ flowId, mode: 'test' }, 'mode'],
    [{ flowId, data: '{ }' }, 'data'],
    [{ flowId, data: '[1]' }, 'data'],
    [{ flowId, data: 'null' }, 'data'],
    [{ flowId, cta: 'x'.repeat(31) }, 'cta'],
    [{ flowId, body: '   ' }, 'body'],
  ])('%j: is refused for its %s', (values, field) => {
    const found = complaints('send-flow', { ...least, mode: 'published', ...values });
    expect(found.map((one) => one.field)).toEqual([field]);
  });

  test.each([
    '5550',
    '+0 555 01000',
    'Ada',
    '+1555010001234567',
    '１５５５０１００',
    '+1555０100',
    '+1555\u00a00100x',
  ])('goes to a number: not to %s', (to) => {
    const found = complaints('send-flow', { ...least, mode: 'draft', flowId, to });
    expect(found).toEqual([{ field: 'to', message: 'A phone number with its country code, in digits.' }]);
  });
});

describe('a template message', () => {
  const least = { phoneNumberId, to: '15550100', template: 'book_a_visit/pt_BR' };
  const message = (components?: unknown[]) => ({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: '15550100',
    type: 'template',
    template: { name: 'book_a_visit', language: { code: 'pt_BR' }, ...(components ? { components } : {}) },
  });
  const button = (action: Record<string, unknown>) => ({
    type: 'button',
    sub_type: 'flow',
    index: '0',
    parameters: [{ type: 'action', action }],
  });

  test('by name and language', () => {
    expect(bodyOf('send-template', least)).toEqual({ path: `/${phoneNumberId}/messages`, value: message() });
  });

  test('with a value for each line', () => {
    expect(bodyOf('send-template', { ...least, bodyValues: 'Ada\n\nFriday, 9:00' }).value).toEqual(
      message([
        {
          type: 'body',
          parameters: [
            { type: 'text', text: 'Ada' },
            { type: 'text', text: 'Friday, 9:00' },
          ],
        },
      ]),
    );
  });

  test('with a button that opens a flow', () => {
    expect(bodyOf('send-template', { ...least, flowButton: true }).value).toEqual(message([button({})]));
    const values = { ...least, flowButton: true, flowToken: 't', data: '{"a":{"b":1}}' };
    expect(bodyOf('send-template', values).value).toEqual(
      message([button({ flow_token: 't', flow_action_data: { a: { b: 1 } } })]),
    );
  });

  test.each([
    [{ flowToken: 't' }, 'flowButton'],
    [{ flowButton: false, data: '{"a":1}' }, 'flowButton'],
    [{ template: 'Book/en_US' }, 'template'],
    [{ template: 'book' }, 'template'],
    [{ template: 'book/en_US/x' }, 'template'],
    [{ template: '../en' }, 'template'],
  ])('of %j is refused for its %s', (values, field) => {
    expect(complaints('send-template', { ...least, ...values }).map((one) => one.field)).toEqual([field]);
  });
});

describe('a template whose button opens a flow', () => {
  const least = {
    name: 'book_a_visit',
    language: 'en_US',
    category: 'UTILITY',
    body: 'Hello',
    cta: 'Book',
    flowId,
  };
  const message = (more: Record<string, unknown>) => ({
    name: 'book_a_visit',
    language: 'en_US',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: 'Hello' },
      { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Book', flow_id: flowId, ...more }] },
    ],
  });

  test('is created on the account', () => {
    expect(bodyOf('create-flow-template', least)).toEqual({
      path: `/${wabaId}/message_templates`,
      value: message({}),
    });
  });

  test.each([
    [
      { action: 'navigate', screen: 'WELCOME' },
      { flow_action: 'navigate', navigate_screen: 'WELCOME' },
    ],
    [{ action: 'data_exchange' }, { flow_action: 'data_exchange' }],
  ])('opens it as %j says', (values, button) => {
    expect(bodyOf('create-flow-template', { ...least, ...values }).value).toEqual(message(button));
  });

  test.each([
    [{ flowName: 'Book a visit' }, { flow_name: 'Book a visit' }],
    [{ flowJson: '{"version":"7.1"}' }, { flow_json: '{"version":"7.1"}' }],
  ])('names its flow as in %j', (values, flow) => {
    expect(bodyOf('create-flow-template', { ...least, flowId: undefined, ...values }).value).toEqual(
      message({ flow_id: undefined, ...flow }),
    );
  });

  test('has header, footer and an example for each placeholder', () => {
    const values = {
      ...least,
      header: 'Visits',
      body: 'Hi {{1}}, come on {{2}}. Bye {{1}}!',
      examples: 'Ada\n\n Friday \n',
      footer: 'Lucky Shrub',
    };
    const [header, body, footer] = (bodyOf('create-flow-template', values).value as { components: unknown[] })
      .components;
    expect([header, body, footer]).toEqual([
      { type: 'HEADER', format: 'TEXT', text: 'Visits' },
      { type: 'BODY', text: values.body, example: { body_text: [['Ada', ' Friday']] } },
      { type: 'FOOTER', text: 'Lucky Shrub' },
    ]);
  });

  test.each([
    [{ body: 'Hi {{1}}' }, 'examples'],
    [{ body: 'Hi {{1}} and {{2}}', examples: 'Ada' }, 'examples'],
    [{ examples: 'Ada' }, 'examples'],
    [{ action: 'data_exchange', screen: 'WELCOME' }, 'screen'],
    [{ flowId: undefined }, 'flowId'],
    [{ flowName: 'Book a visit' }, 'flowName'],
    [{ flowId: undefined, flowName: 'Book a visit', flowJson: '{}' }, 'flowJson'],
    [{ name: 'Book a visit' }, 'name'],
    [{ name: '' }, 'name'],
    [{ language: 'English' }, 'language'],
    [{ category: 'AUTHENTICATION' }, 'category'],
  ])('of %j is refused for its %s', (values, field) => {
    expect(complaints('create-flow-template', { ...least, ...values }).map((one) => one.field)).toEqual([
      field,
    ]);
  });
});
