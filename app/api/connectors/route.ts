import { z } from 'zod';
import { demand } from '../../../lib/access/actor.ts';
import { connectors } from '../../../lib/connector/connectors.ts';
import { handle } from '../../../lib/http/handle.ts';

const connectorSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  kinds: z.array(z.enum(['source', 'destination'])),
});

export const GET = handle(
  { summary: 'List connectors', answers: { 200: z.object({ items: z.array(connectorSchema) }) } },
  async ({ caller }) => {
    demand(caller.actor, 'connector.read');
    const items = connectors.map(({ id, name, description, kinds }) => ({ id, name, description, kinds }));
    return Response.json({ items });
  },
);
