/** Endpoint templates of the WhatsApp Flows connector for data destinations that send messages, and make what is sent. */
import { z } from 'zod';
import { type EndpointTemplate, endpoint, posting } from './endpoint.ts';
import {
  choice,
  flowId,
  flowJson,
  json,
  jsonOf,
  language,
  line,
  missingError,
  optional,
  paragraph,
  phoneNumberId,
  rare,
  toggle,
} from './parameters.ts';
import { metaDocs } from './whatsapp-manual.ts';
import { addressed, payingAccount, recipientConflict, recipientParameters } from './whatsapp-recipient.ts';

const messaging = 'whatsapp_business_messaging';

/** Values that were given one on each line. */
const linesOf = (lines = '') => lines.split('\n').filter((value) => value.trim() !== '');

const screen = () =>
  line(
    'First screen',
    'The ID of the screen that opens; the first one of the flow if left out.',
    200,
    'WELCOME',
  );
const flowToken = () =>
  line('Flow token', 'Comes back with the answers, so that you know to what they belong.', 500);
/** Meta refuses an empty object. */
const data = () => {
  const asked = json(
    'Data for the first screen',
    'A JSON object that is not empty.',
    50_000,
    '{ "name": "Ada" }',
  );
  const filled = (written: string) => !/^\{\s*\}$/.test(written);
  return {
    ...asked,
    schema: asked.schema.refine(filled, { error: 'Give at least one member, or leave it out.' }),
  };
};
const action = () =>
  choice(
    'Opens with',
    'A screen of the flow itself, or one that its endpoint chooses.',
    ['navigate', 'data_exchange'],
    [
      { value: 'navigate', label: 'A screen of the flow' },
      { value: 'data_exchange', label: 'What its endpoint answers' },
    ],
  );
const cta = () => line('Button', 'The text on the button that opens the flow.', 30, 'Book now');

const sendFlow = endpoint({
  id: 'send-flow',
  kind: 'destination',
  group: 'Messages',
  name: 'Send a flow message',
  summary: 'Sends a message whose button opens a flow, to somebody who wrote to you in the last 24 hours.',
  effect: 'sends',
  permission: messaging,
  docs: metaDocs.sendingFlows,
  parameters: {
    phoneNumberId: phoneNumberId('The number from which it is sent.'),
    ...recipientParameters(),
    mode: choice('Mode', 'A draft reaches only testers of your business.', ['published', 'draft']),
    flowId: optional(flowId('By its ID; or leave it out and give its name.')),
    flowName: optional(line('Flow name', 'By its name, in the place of its ID.', 200)),
    header: rare(line('Header', 'One line above the text.', 60)),
    body: paragraph('Text', 'What the message says.', 1024),
    footer: rare(line('Footer', 'One line below the text.', 60)),
    cta: cta(),
    action: rare(action()),
    screen: rare(screen()),
    data: rare(data()),
    flowToken: rare(flowToken()),
    ...payingAccount(),
  },
  conflict: ({ flowId, flowName, action, screen, data, ...whom }) => {
    const nobody = recipientConflict(whom);
    if (nobody) return nobody;
    if (!flowId === !flowName) {
      const message = flowId ? 'Give the flow or its name, not both.' : 'Choose the flow, or give its name.';
      return { field: flowId ? 'flowName' : 'flowId', message };
    }
    return action === 'data_exchange' && (screen || data)
      ? {
          field: screen ? 'screen' : 'data',
          message: 'Where the endpoint chooses the screen, leave this out.',
        }
      : null;
  },
  request: ({ phoneNumberId, mode, flowId, flowName, header, body, footer, cta, ...rest }) => {
    const { action, screen, data, flowToken } = rest;
    const payload = { ...(screen ? { screen } : {}), ...(data ? { data: jsonOf(data) } : {}) };
    const parameters = {
      flow_message_version: '3',
      mode,
      ...(flowId ? { flow_id: flowId } : { flow_name: flowName }),
      flow_cta: cta,
      ...(flowToken ? { flow_token: flowToken } : {}),
      ...(action ? { flow_action: action } : {}),
      ...(screen || data ? { flow_action_payload: payload } : {}),
    };
    return posting(`/${phoneNumberId}/messages`, {
      ...addressed(rest),
      type: 'interactive',
      interactive: {
        type: 'flow',
        ...(header ? { header: { type: 'text', text: header } } : {}),
        body: { text: body },
        ...(footer ? { footer: { text: footer } } : {}),
        action: { name: 'flow', parameters },
      },
    });
  },
});

const sendTemplate = endpoint({
  id: 'send-template',
  kind: 'destination',
  group: 'Messages',
  name: 'Send a template message',
  summary: 'Sends an approved message template, with or without a flow, to somebody at any time.',
  effect: 'sends',
  permission: messaging,
  docs: metaDocs.templateMessages,
  parameters: {
    phoneNumberId: phoneNumberId('The number from which it is sent.'),
    ...recipientParameters(),
    template: {
      label: 'Message template',
      help: 'Name and language of an approved template, such as book_a_visit/en_US.',
      control: { kind: 'listed', list: 'message-templates' },
      schema: z
        .string({ error: missingError })
        .trim()
        .regex(/^[a-z0-9_]{1,512}\/[a-z]{2,3}(?:_[A-Z]{2,3})?$/, {
          error: 'A name and a language with a slash between them, such as book_a_visit/en_US.',
        }),
    },
    bodyValues: optional(
      paragraph('Values in the text', 'For {{1}}, {{2}} and so on: one on each line.', 5000),
    ),
    flowButton: toggle('Flow button', 'On if the template has a button that opens a flow.'),
    flowToken: rare(flowToken()),
    data: rare(data()),
    ...payingAccount(),
  },
  conflict: ({ flowButton, flowToken, data, ...whom }) =>
    !flowButton && (flowToken || data)
      ? { field: 'flowButton', message: 'A flow token and data are only for templates with a flow button.' }
      : recipientConflict(whom),
  request: ({ phoneNumberId, template, bodyValues, flowButton, flowToken, data, ...whom }) => {
    const [name, code] = template.split('/');
    const values = linesOf(bodyValues);
    const action = {
      ...(flowToken ? { flow_token: flowToken } : {}),
      ...(data ? { flow_action_data: jsonOf(data) } : {}),
    };
    const components = [
      ...(values.length > 0
        ? [{ type: 'body', parameters: values.map((value) => ({ type: 'text', text: value })) }]
        : []),
      ...(flowButton
        ? [{ type: 'button', sub_type: 'flow', index: '0', parameters: [{ type: 'action', action }] }]
        : []),
    ];
    return posting(`/${phoneNumberId}/messages`, {
      ...addressed(whom),
      type: 'template',
      template: { name, language: { code }, ...(components.length > 0 ? { components } : {}) },
    });
  },
});

const createTemplate = endpoint({
  id: 'create-flow-template',
  kind: 'destination',
  group: 'Messages',
  name: 'Create a flow template message',
  summary: 'Asks Meta to approve a message template whose button opens a flow.',
  effect: 'changes',
  permission: 'whatsapp_business_management',
  docs: metaDocs.sendingFlows,
  parameters: {
    name: {
      ...line('Template name', 'Small letters, digits and underscores.', 512, 'book_a_visit'),
      schema: z
        .string({ error: missingError })
        .trim()
        .regex(/^[a-z0-9_]{1,512}$/, { error: 'Small letters, digits and underscores only.' }),
    },
    language: language('As Meta writes it: en_US, pt_BR, de.'),
    category: choice('Category', 'By it Meta decides the price.', ['MARKETING', 'UTILITY']),
    header: rare(line('Header', 'One line above the text.', 60)),
    body: paragraph(
      'Text',
      'What the message says; {{1}}, {{2}} stand for what each message fills in.',
      1024,
    ),
    examples: optional(
      paragraph('Examples', 'What {{1}}, {{2}} and so on may be, for Meta’s review: one on each line.', 5000),
    ),
    footer: rare(line('Footer', 'One line below the text.', 60)),
    cta: cta(),
    flowId: optional(
      flowId('The flow that the button opens; or leave it out and give its name or its Flow JSON.'),
    ),
    flowName: rare(line('Flow name', 'By its name, in the place of its ID.', 200)),
    flowJson: rare(flowJson()),
    action: rare(action()),
    screen: rare(screen()),
  },
  conflict: ({ body, examples, flowId, flowName, flowJson, action, screen }) => {
    const flows = Object.entries({ flowId, flowName, flowJson }).filter(([, given]) => given);
    if (flows.length !== 1) {
      const message = 'Give the flow, or its name, or its Flow JSON: one of the three.';
      return { field: flows[1]?.[0] ?? 'flowId', message };
    }
    const wanted = placeholdersIn(body).length;
    const given = linesOf(examples).length;
    if (wanted !== given) {
      const message = `Meta wants an example for each placeholder of the text: ${wanted} on lines of their own, not ${given}.`;
      return { field: 'examples', message };
    }
    return action === 'data_exchange' && screen
      ? { field: 'screen', message: 'Where the endpoint chooses the screen, leave this out.' }
      : null;
  },
  request: ({ name, language, category, header, body, examples, footer, cta, ...button }, { wabaId }) =>
    posting(`/${wabaId}/message_templates`, {
      name,
      language,
      category,
      components: [
        ...(header ? [{ type: 'HEADER', format: 'TEXT', text: header }] : []),
        {
          type: 'BODY',
          text: body,
          ...(examples ? { example: { body_text: [linesOf(examples)] } } : {}),
        },
        ...(footer ? [{ type: 'FOOTER', text: footer }] : []),
        {
          type: 'BUTTONS',
          buttons: [
            {
              type: 'FLOW',
              text: cta,
              flow_id: button.flowId,
              flow_name: button.flowName,
              flow_json: button.flowJson,
              flow_action: button.action,
              navigate_screen: button.screen,
            },
          ],
        },
      ],
    }),
});

/** The numbers of the placeholders in a text, each once. */
function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{([0-9]+)\}\}/g)].map(([, number = '']) => number))];
}

export const whatsappMessages: readonly EndpointTemplate[] = [sendFlow, sendTemplate, createTemplate];
