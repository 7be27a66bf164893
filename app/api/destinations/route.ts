import { handle } from '../../../lib/http/handle.ts';
import { createResource } from '../../../lib/resource/create.ts';
import { listResources, resourceListSchema, resourceQuerySchema } from '../../../lib/resource/list.ts';
import { resourceInputSchemas } from '../../../lib/resource/schema.ts';
import { resourceViewSchema } from '../../../lib/resource/view.ts';

export const GET = handle(
  {
    summary: 'List data destinations, newest first',
    query: resourceQuerySchema,
    answers: { 200: resourceListSchema },
  },
  async ({ caller, query }) => Response.json(await listResources(caller.actor, 'destination', query)),
);

export const POST = handle(
  {
    summary: 'Create a data destination that uses a credential',
    body: resourceInputSchemas.destination,
    answers: { 201: resourceViewSchema },
    problems: ['name_taken', 'credential_not_found', 'connector_mismatch', 'token_missing'],
  },
  async ({ caller, body }) => {
    const view = await createResource(caller, 'destination', body);
    return Response.json(view, { status: 201, headers: { location: `/api/destinations/${view.id}` } });
  },
);
