import { describe, expect, test } from 'vitest';
import { complaints, flowId, phoneNumberId, requestOf, wabaId } from './endpoint-testing.ts';
import { whatsappChanges } from './whatsapp-changing.ts';

interface Row {
  id: string;
  values: Record<string, unknown>;
  method?: 'POST' | 'DELETE';
  path: string;
  query?: string;
  body: unknown;
}

const publicKey = '-----BEGIN PUBLIC KEY-----\nMIIBIjAN+/09\nBg==\n-----END PUBLIC KEY-----';
const other = '2201519787058843';
const json = (value: unknown) => ({ kind: 'json', value });

const rows: Row[] = [
  {
    id: 'create-flow',
    values: { name: 'Booking', categories: ['APPOINTMENT_BOOKING', 'OTHER'] },
    path: `/${wabaId}/flows`,
    body: json({ name: 'Booking', categories: ['APPOINTMENT_BOOKING', 'OTHER'] }),
  },
  {
    id: 'create-flow',
    values: {
      name: 'Booking',
      categories: ['OTHER'],
      flowJson: '{"version":"7.1"}',
      publish: true,
      endpointUri: 'https://flows.example.com/x?y=1',
    },
    path: `/${wabaId}/flows`,
    body: json({
      name: 'Booking',
      categories: ['OTHER'],
      flow_json: '{"version":"7.1"}',
      publish: true,
      endpoint_uri: 'https://flows.example.com/x?y=1',
    }),
  },
  {
    id: 'create-flow',
    values: { name: 'Copy', categories: ['OTHER'], cloneFlowId: other },
    path: `/${wabaId}/flows`,
    body: json({ name: 'Copy', categories: ['OTHER'], clone_flow_id: other }),
  },
  {
    id: 'update-flow',
    values: { flowId, applicationId: '634974688087057' },
    path: `/${flowId}`,
    body: json({ application_id: '634974688087057' }),
  },
  {
    id: 'update-flow',
    values: { flowId, name: 'New', categories: ['SURVEY'], endpointUri: 'https://flows.example.com/' },
    path: `/${flowId}`,
    body: json({ name: 'New', categories: ['SURVEY'], endpoint_uri: 'https://flows.example.com/' }),
  },
  {
    id: 'upload-flow-json',
    values: { flowId, flowJson: ' {"version":"7.1"}\n' },
    path: `/${flowId}/assets`,
    body: {
      kind: 'multipart',
      fields: { name: 'flow.json', asset_type: 'FLOW_JSON' },
      file: { field: 'file', name: 'flow.json', type: 'application/json', text: '{"version":"7.1"}' },
    },
  },
  { id: 'publish-flow', values: { flowId }, path: `/${flowId}/publish`, body: null },
  { id: 'deprecate-flow', values: { flowId }, path: `/${flowId}/deprecate`, body: null },
  { id: 'delete-flow', values: { flowId }, method: 'DELETE', path: `/${flowId}`, body: null },
  {
    id: 'migrate-flows',
    values: { sourceWabaId: other },
    path: `/${wabaId}/migrate_flows`,
    body: json({ source_waba_id: other }),
  },
  {
    id: 'migrate-flows',
    values: { sourceWabaId: other, flowNames: ' Booking \n\n Survey, long\r\n' },
    path: `/${wabaId}/migrate_flows`,
    body: json({ source_waba_id: other, source_flow_names: ['Booking', 'Survey, long'] }),
  },
  {
    id: 'set-encryption-key',
    values: { phoneNumberId, publicKey: `\n${publicKey}\n` },
    path: `/${phoneNumberId}/whatsapp_business_encryption`,
    body: { kind: 'form', fields: { business_public_key: publicKey } },
  },
  {
    id: 'manual-write',
    values: { method: 'POST', path: `/${phoneNumberId}/register`, body: '{"pin":"000000"}' },
    path: `/${phoneNumberId}/register`,
    body: json({ pin: '000000' }),
  },
  {
    id: 'manual-write',
    values: { method: 'DELETE', path: `${wabaId}/message_templates`, query: 'name=old&hsm_id=1' },
    method: 'DELETE',
    path: `/${wabaId}/message_templates`,
    query: 'name=old&hsm_id=1',
    body: null,
  },
];

test('every one of these destinations is in the table', () => {
  expect([...new Set(rows.map(({ id }) => id))]).toEqual(whatsappChanges.map(({ id }) => id));
});

test.each(rows)('$id of $values calls $path', ({ id, values, method = 'POST', path, query = '', body }) => {
  expect(requestOf(id, values)).toStrictEqual({ method, path, query, body });
});

test('what ends something for good says so, so that people are asked first', () => {
  const deleting = whatsappChanges.filter(({ effect }) => effect === 'deletes').map(({ id }) => id);
  expect(deleting).toEqual(['deprecate-flow', 'delete-flow']);
});

describe('values that do not go together', () => {
  const flow = { name: 'Booking', categories: ['OTHER'] };

  test.each([
    ['create-flow', { ...flow, publish: true }, 'flowJson'],
    ['create-flow', { ...flow, flowJson: '{}', cloneFlowId: other }, 'cloneFlowId'],
    ['update-flow', { flowId }, 'name'],
    ['migrate-flows', { sourceWabaId: other, flowNames: 'a\n'.repeat(101) }, 'flowNames'],
  ])('are refused: %s of %j complains about %s', (id, values, field) => {
    expect(complaints(id, values).map((one) => one.field)).toEqual([field]);
  });

  test.each([
    ['create-flow', { ...flow, publish: false }],
    ['create-flow', { ...flow, publish: true, flowJson: '{}' }],
    ['migrate-flows', { sourceWabaId: other, flowNames: 'a\n'.repeat(100) }],
  ])('are taken as soon as they do: %s of %j', (id, values) => {
    expect(complaints(id, values)).toEqual([]);
  });
});

test.each([
  '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----',
  `-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----`,
  '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----',
  'MIIB',
])('only a public key is given away: not %j', (value) => {
  const [complaint] = complaints('set-encryption-key', { phoneNumberId, publicKey: value });
  expect(complaint).toMatchObject({ field: 'publicKey', message: expect.stringContaining('PEM') });
});
