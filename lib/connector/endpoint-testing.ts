/** For the tests of the endpoint templates: values that each template takes, and what becomes of values. */
import type { EndpointTemplate, GraphRequest } from './endpoint.ts';
import { endpointsOf, findEndpoint } from './endpoints.ts';

export const wabaId = '104996122399160';
export const flowId = '901406135639897';
export const phoneNumberId = '102290129340398';
export const listedIds = { flows: flowId, 'phone-numbers': phoneNumberId, 'message-templates': 'visit/de' };

/** A token's shape, and no token. */
export const tokenLike = `EAA${'NotARealToken'.repeat(4)}`;

export const templates: readonly EndpointTemplate[] = (['source', 'destination'] as const).flatMap((kind) => [
  ...endpointsOf('whatsapp-flows', kind),
]);

export function template(id: string): EndpointTemplate {
  const found = findEndpoint('source', id) ?? findEndpoint('destination', id);
  if (!found) throw new Error(`There is no template ${id}.`);
  return found;
}

/** The call that values make. @throws where the schema refuses them */
export function requestOf(id: string, values: Record<string, unknown> = {}): GraphRequest {
  const found = template(id);
  return found.build(found.schema.parse(values), { wabaId });
}

/** The query of a call as names and values. */
export const queryOf = ({ query }: GraphRequest) => Object.fromEntries(new URLSearchParams(query));

/** What a template says about values: the field of each complaint, and its sentence. */
export function complaints(
  id: string,
  values: Record<string, unknown>,
): { field: string; message: string }[] {
  const parsed = template(id).schema.safeParse(values);
  return (parsed.error?.issues ?? []).map(({ path, message }) => ({ field: path.join('.'), message }));
}

/** The least that each template with parameters takes. */
export const leastValues: Readonly<Record<string, Record<string, unknown>>> = {
  'list-flows': {},
  'get-flow': { flowId },
  'flow-preview': { flowId },
  'flow-assets': { flowId },
  'flow-metrics': { flowId, metric: 'ENDPOINT_AVAILABILITY', granularity: 'DAY' },
  'flow-health': { flowId },
  'get-account': {},
  'list-phone-numbers': {},
  'list-message-templates': {},
  'get-encryption-key': { phoneNumberId },
  'list-subscribed-apps': {},
  'manual-read': { path: `/${wabaId}` },
  'send-flow': { phoneNumberId, to: '+15550100', mode: 'published', flowId, body: 'Hello', cta: 'Book' },
  'send-template': { phoneNumberId, to: '+15550100', template: 'book_a_visit/en_US' },
  'create-flow-template': {
    name: 'book_a_visit',
    language: 'en_US',
    category: 'UTILITY',
    body: 'Hello',
    cta: 'Book',
    flowId,
  },
  'create-flow': { name: 'Booking', categories: ['OTHER'] },
  'update-flow': { flowId, name: 'Booking' },
  'upload-flow-json': { flowId, flowJson: '{}' },
  'publish-flow': { flowId },
  'deprecate-flow': { flowId },
  'delete-flow': { flowId },
  'migrate-flows': { sourceWabaId: wabaId },
  'set-encryption-key': {
    phoneNumberId,
    publicKey: '-----BEGIN PUBLIC KEY-----\nMIIBIjAN\n-----END PUBLIC KEY-----',
  },
  'manual-write': { method: 'POST', path: `/${wabaId}` },
};

/** The parameters by the kind of their control. */
export function parametersOf(...kinds: EndpointTemplate['parameters'][string]['control']['kind'][]) {
  return templates.flatMap(({ id, parameters }) =>
    Object.entries(parameters)
      .filter(([, { control }]) => kinds.includes(control.kind))
      .map(([name]) => ({ id, name })),
  );
}
