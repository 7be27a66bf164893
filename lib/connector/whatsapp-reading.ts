/** Endpoint templates of the WhatsApp Flows connector for data sources. */
import { type EndpointTemplate, endpoint, reading } from './endpoint.ts';
import { choice, date, flowId, language, optional, phoneNumberId, text, toggle } from './parameters.ts';
import { manualPath, manualQuery, metaDocs } from './whatsapp-manual.ts';

const management = 'whatsapp_business_management';

const metrics = [
  'ENDPOINT_REQUEST_COUNT',
  'ENDPOINT_REQUEST_ERROR',
  'ENDPOINT_REQUEST_ERROR_RATE',
  'ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL',
  'ENDPOINT_AVAILABILITY',
] as const;
const metricNames: Record<(typeof metrics)[number], string> = {
  ENDPOINT_REQUEST_COUNT: 'Requests to the endpoint',
  ENDPOINT_REQUEST_ERROR: 'Errors of the endpoint, by kind',
  ENDPOINT_REQUEST_ERROR_RATE: 'Share of requests that failed',
  ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL: 'Latency in whole seconds',
  ENDPOINT_AVAILABILITY: 'Availability checks of the endpoint',
};

const templateStates = [
  'APPROVED',
  'PENDING',
  'REJECTED',
  'IN_APPEAL',
  'PAUSED',
  'DISABLED',
  'LIMIT_EXCEEDED',
  'ARCHIVED',
  'PENDING_DELETION',
  'DELETED',
] as const;

export const whatsappSources: readonly EndpointTemplate[] = [
  endpoint({
    id: 'list-flows',
    kind: 'source',
    group: 'Flows',
    name: 'List flows',
    summary: 'Every flow of the account with its status, categories and validation errors.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.flows,
    paged: true,
    parameters: {},
    request: (_, { wabaId }) =>
      reading(`/${wabaId}/flows`, { fields: 'id,name,status,categories,validation_errors' }),
  }),
  endpoint({
    id: 'get-flow',
    kind: 'source',
    group: 'Flows',
    name: 'Get a flow',
    summary: 'One flow with its versions, its endpoint and the app it is connected to.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.flows,
    parameters: { flowId: flowId() },
    request: ({ flowId }) =>
      reading(`/${flowId}`, {
        fields:
          'id,name,status,categories,validation_errors,json_version,data_api_version,endpoint_uri,whatsapp_business_account,application',
      }),
  }),
  endpoint({
    id: 'flow-preview',
    kind: 'source',
    group: 'Flows',
    name: 'Preview link of a flow',
    summary: 'A link at which anybody can try the flow for 30 days. Give it only to whom it is for.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.flows,
    parameters: {
      flowId: flowId(),
      renew: toggle('Make a new link', 'Ends the link that there is, and makes another.'),
    },
    request: ({ flowId, renew = false }) =>
      reading(`/${flowId}`, { fields: `id,name,preview.invalidate(${renew})` }),
  }),
  endpoint({
    id: 'flow-assets',
    kind: 'source',
    group: 'Flows',
    name: 'Assets of a flow',
    summary: 'The files of a flow, above all its Flow JSON, with what is in them.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.flows,
    paged: true,
    files: true,
    parameters: { flowId: flowId() },
    request: ({ flowId }) => reading(`/${flowId}/assets`),
  }),
  endpoint({
    id: 'flow-metrics',
    kind: 'source',
    group: 'Flows',
    name: 'Metrics of a flow',
    summary:
      'How the endpoint of a flow did over time. Meta answers from 250 requests on, and has announced the end of these metrics.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.metrics,
    parameters: {
      flowId: flowId('A flow that has an endpoint.'),
      metric: choice(
        'Metric',
        'What is counted.',
        metrics,
        metrics.map((value) => ({ value, label: metricNames[value] })),
      ),
      granularity: choice('Granularity', 'How the time is cut.', ['DAY', 'HOUR', 'LIFETIME']),
      since: optional(date('Since', 'The first day: up to 90 days back by day, 30 by hour.')),
      until: optional(date('Until', 'The last day; today if left out.')),
    },
    conflict: ({ since, until }) =>
      since && until && since > until
        ? { field: 'until', message: 'The last day must not be before the first.' }
        : null,
    request: ({ flowId, metric, granularity, since, until }) => {
      const span = `${since ? `.since(${since})` : ''}${until ? `.until(${until})` : ''}`;
      return reading(`/${flowId}`, {
        fields: `id,metric.name(${metric}).granularity(${granularity})${span}`,
      });
    },
  }),
  endpoint({
    id: 'flow-health',
    kind: 'source',
    group: 'Flows',
    name: 'Health of a flow',
    summary: 'Whether the flow can be sent, and what of flow, account, business or app stands in the way.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.flows,
    parameters: {
      flowId: flowId(),
      phoneNumberId: optional(phoneNumberId('Only if it shall be checked for one phone number.')),
    },
    request: ({ flowId, phoneNumberId }) => {
      const ofNumber = phoneNumberId ? `.phone_number(${phoneNumberId})` : '';
      return reading(`/${flowId}`, { fields: `id,name,status,health_status${ofNumber}` });
    },
  }),
  endpoint({
    id: 'get-account',
    kind: 'source',
    group: 'Account',
    name: 'WhatsApp Business Account',
    summary: 'The account itself: its name, review and verification, currency and time zone.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.waba,
    parameters: {},
    request: (_, { wabaId }) =>
      reading(`/${wabaId}`, {
        fields:
          'id,name,currency,timezone_id,message_template_namespace,account_review_status,business_verification_status,ownership_type',
      }),
  }),
  endpoint({
    id: 'list-phone-numbers',
    kind: 'source',
    group: 'Account',
    name: 'Phone numbers',
    summary: 'The phone numbers of the account with their names, quality and state.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.phoneNumbers,
    paged: true,
    parameters: {},
    request: (_, { wabaId }) =>
      reading(`/${wabaId}/phone_numbers`, {
        fields: 'id,display_phone_number,verified_name,quality_rating,code_verification_status',
      }),
  }),
  endpoint({
    id: 'list-message-templates',
    kind: 'source',
    group: 'Account',
    name: 'Message templates',
    summary: 'The message templates of the account, with language, category and status.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.messageTemplates,
    paged: true,
    parameters: {
      status: optional(choice('Status', 'Only those of one status.', templateStates)),
      category: optional(
        choice('Category', 'Only those of one category.', ['MARKETING', 'UTILITY', 'AUTHENTICATION']),
      ),
      language: optional(language('Only those in one language, as Meta writes it: en_US, pt_BR, de.')),
      name: optional({
        label: 'Template name',
        help: 'Only those whose name holds this.',
        control: { kind: 'text' as const },
        schema: text(512),
      }),
    },
    request: ({ status, category, language, name }, { wabaId }) =>
      reading(`/${wabaId}/message_templates`, {
        fields: 'id,name,language,category,status,components',
        status,
        category,
        language,
        name,
      }),
  }),
  endpoint({
    id: 'get-encryption-key',
    kind: 'source',
    group: 'Account',
    name: 'Business encryption key',
    summary:
      'The public key with which endpoints of flows are called for a phone number, and whether it is valid.',
    effect: 'reads',
    permission: 'whatsapp_business_messaging',
    docs: metaDocs.encryption,
    parameters: { phoneNumberId: phoneNumberId() },
    request: ({ phoneNumberId }) => reading(`/${phoneNumberId}/whatsapp_business_encryption`),
  }),
  endpoint({
    id: 'list-subscribed-apps',
    kind: 'source',
    group: 'Account',
    name: 'Subscribed apps',
    summary: 'The apps that get the webhooks of the account.',
    effect: 'reads',
    permission: management,
    docs: metaDocs.subscribedApps,
    parameters: {},
    request: (_, { wabaId }) => reading(`/${wabaId}/subscribed_apps`),
  }),
  endpoint({
    id: 'manual-read',
    kind: 'source',
    group: 'Anything else',
    name: 'Manual: any call that reads',
    summary: 'A GET of your own, with path and query as Graph wants them.',
    effect: 'reads',
    permission: null,
    docs: metaDocs.graph,
    paged: true,
    parameters: { path: manualPath(), query: manualQuery() },
    request: ({ path, query = '' }) => ({ method: 'GET', path, query, body: null }),
  }),
];
