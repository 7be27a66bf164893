/** The message templates that the sandbox begins with, account by account. */

export type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED';

export interface TemplateComponent {
  type: string;
  [name: string]: unknown;
}

export interface SampleTemplate {
  id: string;
  name: string;
  language: string;
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
  status: TemplateStatus;
  components: TemplateComponent[];
}

const body = (text: string, ...examples: string[]): TemplateComponent => ({
  type: 'BODY',
  text,
  ...(examples.length > 0 ? { example: { body_text: [examples] } } : {}),
});
const footer = (text: string): TemplateComponent => ({ type: 'FOOTER', text });
const flowButton = (text: string, flow_id: string): TemplateComponent => ({
  type: 'BUTTONS',
  buttons: [{ type: 'FLOW', text, flow_id, flow_action: 'NAVIGATE', navigate_screen: 'START' }],
});

const template = (
  id: string,
  name: string,
  language: string,
  category: SampleTemplate['category'],
  status: TemplateStatus,
  components: TemplateComponent[],
): SampleTemplate => ({ id, name, language, category, status, components });

const luckyShrub = [
  template('418230975516204', 'hello_world', 'en_US', 'UTILITY', 'APPROVED', [
    body('Welcome! This message shows that your number can send.'),
    footer('Lucky Shrub'),
  ]),
  template('423917640852337', 'garden_visit_invitation', 'en_US', 'MARKETING', 'APPROVED', [
    body('Hi {{1}}, the roses are out. When would you like to see them?', 'Ada'),
    flowButton('Choose a day', '901406135639897'),
  ]),
  template('429604318871905', 'visit_reminder', 'en_US', 'UTILITY', 'APPROVED', [
    body('Your visit is on {{1}} at {{2}}. We look forward to it.', 'Friday', '10:30'),
    footer('Reply STOP to get no reminders'),
  ]),
  template('435288107693412', 'plant_care_survey', 'en_US', 'MARKETING', 'PENDING', [
    body('How is your new plant doing? It takes a minute to tell us.'),
    flowButton('Tell us', '1455412218881488'),
  ]),
  template('440917352846078', 'spring_sale', 'en_US', 'MARKETING', 'REJECTED', [
    body('EVERYTHING HALF PRICE!!! Only today, {{1}}!', 'Ada'),
  ]),
  template('446530291784563', 'newsletter_sign_up', 'en_US', 'MARKETING', 'PAUSED', [
    body('Tips for your garden once a month. Shall we send them?'),
    flowButton('Sign up', '1455412218881488'),
  ]),
];

const luckyShrubBrasil = [
  template('451209873640218', 'convite_visita', 'pt_BR', 'MARKETING', 'APPROVED', [
    body('Olá {{1}}, quando você gostaria de nos visitar?', 'Ana'),
    flowButton('Escolher o dia', '812200934417265'),
  ]),
];

const jaspersMarket = [
  template('457318204965730', 'delivery_slot', 'en_GB', 'UTILITY', 'APPROVED', [
    body('Your order {{1}} is packed. Choose when it should arrive.', 'JM-2041'),
    flowButton('Choose a slot', '531207748190664'),
  ]),
  template('463025197718846', 'rate_delivery', 'en_GB', 'MARKETING', 'PENDING', [
    body('Did everything arrive as it should?'),
    flowButton('Rate it', '544802193658470'),
  ]),
];

export const sampleTemplates: Readonly<Record<string, readonly SampleTemplate[]>> = {
  '104996122399160': luckyShrub,
  '639297322149561': luckyShrubBrasil,
  '215589313241560': jaspersMarket,
};
