/** The kinds of systems that a data source or destination talks to. Safe in browsers. */

export const connectorIds = ['whatsapp-flows'] as const;
export type ConnectorId = (typeof connectorIds)[number];

export interface Connector {
  id: ConnectorId;
  name: string;
  /** One sentence: what can be read or written through it. */
  description: string;
  kinds: ('source' | 'destination')[];
}

export const connectors: readonly Connector[] = [
  {
    id: 'whatsapp-flows',
    name: 'WhatsApp Flows API',
    description: 'Reads and writes the flows of a WhatsApp Business Account through the Graph API of Meta.',
    kinds: ['source', 'destination'],
  },
];

/** The connector with this id, or null. */
export function findConnector(id: string): Connector | null {
  return connectors.find((connector) => connector.id === id) ?? null;
}

/** What people call a connector; for one that is not known, its id. */
export function connectorName(id: string): string {
  return findConnector(id)?.name ?? id;
}
