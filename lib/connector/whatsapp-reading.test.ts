import { describe, expect, test } from 'vitest';
import {
  complaints,
  flowId,
  leastValues,
  phoneNumberId,
  queryOf,
  requestOf,
  wabaId,
} from './endpoint-testing.ts';
import { whatsappSources } from './whatsapp-reading.ts';

interface Row {
  id: string;
  values?: Record<string, unknown>;
  path: string;
  query: Record<string, string>;
}

const rows: Row[] = [
  {
    id: 'list-flows',
    path: `/${wabaId}/flows`,
    query: { fields: 'id,name,status,categories,validation_errors' },
  },
  {
    id: 'get-flow',
    values: { flowId },
    path: `/${flowId}`,
    query: {
      fields:
        'id,name,status,categories,validation_errors,json_version,data_api_version,endpoint_uri,whatsapp_business_account,application',
    },
  },
  {
    id: 'flow-preview',
    values: { flowId },
    path: `/${flowId}`,
    query: { fields: 'id,name,preview.invalidate(false)' },
  },
  {
    id: 'flow-preview',
    values: { flowId, renew: true },
    path: `/${flowId}`,
    query: { fields: 'id,name,preview.invalidate(true)' },
  },
  { id: 'flow-assets', values: { flowId }, path: `/${flowId}/assets`, query: {} },
  {
    id: 'flow-metrics',
    values: { flowId, metric: 'ENDPOINT_REQUEST_COUNT', granularity: 'LIFETIME' },
    path: `/${flowId}`,
    query: { fields: 'id,metric.name(ENDPOINT_REQUEST_COUNT).granularity(LIFETIME)' },
  },
  {
    id: 'flow-metrics',
    values: {
      flowId,
      metric: 'ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL',
      granularity: 'DAY',
      since: '2026-10-01',
      until: '2026-10-31',
    },
    path: `/${flowId}`,
    query: {
      fields:
        'id,metric.name(ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL).granularity(DAY).since(2026-10-01).until(2026-10-31)',
    },
  },
  {
    id: 'flow-health',
    values: { flowId },
    path: `/${flowId}`,
    query: { fields: 'id,name,status,health_status' },
  },
  {
    id: 'flow-health',
    values: { flowId, phoneNumberId },
    path: `/${flowId}`,
    query: { fields: `id,name,status,health_status.phone_number(${phoneNumberId})` },
  },
  {
    id: 'get-account',
    path: `/${wabaId}`,
    query: {
      fields:
        'id,name,currency,timezone_id,message_template_namespace,account_review_status,business_verification_status,ownership_type',
    },
  },
  {
    id: 'list-phone-numbers',
    path: `/${wabaId}/phone_numbers`,
    query: { fields: 'id,display_phone_number,verified_name,quality_rating,code_verification_status' },
  },
  {
    id: 'list-message-templates',
    path: `/${wabaId}/message_templates`,
    query: { fields: 'id,name,language,category,status,components' },
  },
  {
    id: 'list-message-templates',
    values: { status: 'APPROVED', category: 'UTILITY', language: 'pt_BR', name: 'visit & more' },
    path: `/${wabaId}/message_templates`,
    query: {
      fields: 'id,name,language,category,status,components',
      status: 'APPROVED',
      category: 'UTILITY',
      language: 'pt_BR',
      name: 'visit & more',
    },
  },
  {
    id: 'get-encryption-key',
    values: { phoneNumberId },
    path: `/${phoneNumberId}/whatsapp_business_encryption`,
    query: {},
  },
  { id: 'list-subscribed-apps', path: `/${wabaId}/subscribed_apps`, query: {} },
  {
    id: 'manual-read',
    values: { path: `${phoneNumberId}/whatsapp_business_profile`, query: 'fields=about,email' },
    path: `/${phoneNumberId}/whatsapp_business_profile`,
    query: { fields: 'about,email' },
  },
];

test('every source is in the table', () => {
  expect([...new Set(rows.map(({ id }) => id))]).toEqual(whatsappSources.map(({ id }) => id));
  expect(whatsappSources).toHaveLength(12);
});

test.each(rows)('$id of $values reads $path', ({ id, values = {}, path, query }) => {
  const request = requestOf(id, values);
  expect([request.method, request.path, queryOf(request), request.body]).toEqual(['GET', path, query, null]);
});

test('a template asks only for what it names once, and never for a token', () => {
  for (const { id } of whatsappSources) {
    const { fields = '' } = queryOf(requestOf(id, leastValues[id]));
    const names = fields.split(',').filter((name) => name !== '');
    expect([id, new Set(names).size]).toEqual([id, names.length]);
    expect(fields).not.toMatch(/token|secret/);
  }
});

test('what comes in pages is asked for in pages', () => {
  expect(whatsappSources.filter(({ paged }) => paged).map(({ id }) => id)).toEqual([
    'list-flows',
    'flow-assets',
    'list-phone-numbers',
    'list-message-templates',
    'manual-read',
  ]);
  expect(whatsappSources.filter(({ files }) => files).map(({ id }) => id)).toEqual(['flow-assets']);
});

describe('dates of metrics', () => {
  const metrics = { flowId, metric: 'ENDPOINT_AVAILABILITY', granularity: 'DAY' };

  test('may be the same day, and may not be the wrong way round', () => {
    expect(complaints('flow-metrics', { ...metrics, since: '2026-10-02', until: '2026-10-02' })).toEqual([]);
    expect(complaints('flow-metrics', { ...metrics, since: '2026-10-02', until: '2026-10-01' })).toEqual([
      { field: 'until', message: 'The last day must not be before the first.' },
    ]);
  });

  test.each(['2026-02-30', '26-10-01', '01.10.2026', '2026-10-01).until(x', '٢٠٢٦-10-01', 1])(
    'are days: %s is none',
    (since) => {
      expect(complaints('flow-metrics', { ...metrics, since }).map(({ field }) => field)).toEqual(['since']);
    },
  );
});
