import { z } from 'zod';
import { demand } from '../../../lib/access/actor.ts';
import { connectors } from '../../../lib/connector/connectors.ts';
import { endpointViewSchema, toEndpointView } from '../../../lib/connector/endpoint-view.ts';
import { endpointsOf } from '../../../lib/connector/endpoints.ts';
import { handle } from '../../../lib/http/handle.ts';

const connectorSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    kinds: z.array(z.enum(['source', 'destination'])),
    endpoints: z.array(endpointViewSchema),
  })
  .meta({ id: 'Connector' });

export const GET = handle(
  {
    id: 'listConnectors',
    permission: 'connector.read',
    summary: 'List connectors with their endpoint templates',
    answers: { 200: z.object({ items: z.array(connectorSchema) }) },
  },
  async ({ caller }) => {
    demand(caller.actor, 'connector.read');
    const items = connectors.map(({ id, name, description, kinds }) => {
      const endpoints = kinds.flatMap((kind) => endpointsOf(id, kind)).map(toEndpointView);
      return { id, name, description, kinds, endpoints };
    });
    return Response.json({ items });
  },
);
