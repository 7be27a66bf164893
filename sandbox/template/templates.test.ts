import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { draft, get, lucky, post, published, remove, wool } from '../client-testing.ts';
import { sampleFlowJson } from '../flow/sample-flows.ts';

let made = 0;

/** A template with a button that opens a flow. */
function template(button: object, more: object = {}) {
  made += 1;
  const buttons = [
    { type: 'flow', text: 'Open', flow_action: 'navigate', navigate_screen: 'START', ...button },
  ];
  const components = [
    { type: 'body', text: 'Hello' },
    { type: 'buttons', buttons },
  ];
  return { name: `template_${made}`, language: 'en_US', category: 'MARKETING', components, ...more };
}

describe('templates are listed', () => {
  test('in every state, with their default fields', async () => {
    const { body } = await get(`${lucky}/message_templates`);
    expect(new Set(body.data.map(({ status }) => status))).toEqual(
      new Set(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED']),
    );
    expect(Object.keys(body.data[0] ?? {}).sort()).toEqual(
      ['category', 'components', 'id', 'language', 'name', 'parameter_format', 'status'].sort(),
    );
    expect((await get(`${wool}/message_templates`)).body).toEqual({ data: [] });
  });

  test.each([
    ['name=visit', ['garden_visit_invitation', 'visit_reminder']],
    ['status=rejected', ['spring_sale']],
    ['category=UTILITY&limit=1', ['hello_world']],
    ['language=pt_BR', []],
  ])('by %s', async (query, names) => {
    const { body } = await get(`${lucky}/message_templates?${query}`);
    expect(body.data.map(({ name }) => name)).toEqual(names);
  });
});

describe('a template is created', () => {
  test.each([
    ['by its id', { flow_id: published }],
    ['by its name', { flow_name: 'Book a garden visit' }],
  ])('with a flow %s', async (_how, button) => {
    const { body } = await post(`${lucky}/message_templates`, template(button));
    expect(body).toEqual({
      id: expect.stringMatching(/^1[0-9]{15}$/),
      status: 'PENDING',
      category: 'MARKETING',
    });
    expect((await get(body.id)).body).toMatchObject({
      components: [{ type: 'BODY' }, { type: 'BUTTONS', buttons: [{ type: 'FLOW', flow_id: published }] }],
    });
  });

  test('with a flow in it, which becomes one of the account’s', async () => {
    const flow_json = sampleFlowJson({ name: 'Inside' });
    const { body } = await post(`${lucky}/message_templates`, template({ flow_json }));
    const [, { buttons }] = (await get(body.id)).body.components as [
      unknown,
      { buttons: { flow_id: string }[] },
    ];
    expect((await get(buttons[0]?.flow_id ?? '')).body.status).toBe('PUBLISHED');
  });

  test('and is approved soon after', async () => {
    const { body } = await post(`${lucky}/message_templates`, template({ flow_id: published }));
    await pause(2000);
    expect((await get(`${body.id}?fields=status`)).body.status).toBe('APPROVED');
  });

  test.each([
    ['a name with capitals', template({ flow_id: published }, { name: 'Template' })],
    ['no language', template({ flow_id: published }, { language: '' })],
    ['another category', template({ flow_id: published }, { category: 'NEWS' })],
    ['no components', template({ flow_id: published }, { components: [] })],
    ['broken components', template({ flow_id: published }, { components: '[{' })],
    ['no flow in its button', template({})],
    ['two flows in its button', template({ flow_id: published, flow_name: 'Plant care survey' })],
    ['a flow of nobody’s', template({ flow_id: '123' })],
    ['a broken flow', template({ flow_json: '{}' })],
  ])('but not with %s', async (_what, sent) => {
    const { status, body } = await post(`${lucky}/message_templates`, sent);
    expect(status).toBe(400);
    expect(body.error?.code).toBe(100);
  });

  test('but not twice in a language', async () => {
    const first = template({ flow_id: draft });
    expect((await post(`${lucky}/message_templates`, first)).status).toBe(200);
    expect((await post(`${lucky}/message_templates`, first)).body.error).toMatchObject({
      error_subcode: 2388024,
    });
    expect((await post(`${lucky}/message_templates`, { ...first, language: 'de' })).status).toBe(200);
  });
});

test('a template is deleted by its name, once', async () => {
  const path = `${lucky}/message_templates?name=spring_sale`;
  expect((await remove(path)).body).toEqual({ success: true });
  expect((await remove(path)).body.error).toMatchObject({ code: 100, error_subcode: 2593002 });
});
