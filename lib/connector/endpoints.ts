/** Every endpoint template, by connector and kind. Safe in browsers. */
import type { EndpointTemplate } from './endpoint.ts';
import { whatsappChanges } from './whatsapp-changing.ts';
import { whatsappSources } from './whatsapp-reading.ts';
import { whatsappMessages } from './whatsapp-sending.ts';

const templates: Readonly<Record<string, readonly EndpointTemplate[]>> = {
  'whatsapp-flows': [...whatsappSources, ...whatsappMessages, ...whatsappChanges],
};

/** The templates that a connector has for sources or destinations, in the order in which they are offered. */
export function endpointsOf(connector: string, kind: EndpointTemplate['kind']): readonly EndpointTemplate[] {
  return (templates[connector] ?? []).filter((template) => template.kind === kind);
}

/** The template with this id, or null. Ids are never used twice, whatever the connector and kind. */
export function findEndpoint(kind: EndpointTemplate['kind'], id: string): EndpointTemplate | null {
  const all = Object.values(templates).flat();
  return all.find((template) => template.kind === kind && template.id === id) ?? null;
}
