import {
  dependantListSchema,
  dependantQuerySchema,
  listDependants,
} from '../../../../../lib/credential/look/used-by.ts';
import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';

export const GET = handle(
  {
    id: 'listCredentialResources',
    permission: 'credential.read',
    summary: 'List the data sources and destinations that use a credential, newest first',
    params: idParams,
    query: dependantQuerySchema,
    answers: { 200: dependantListSchema },
    problems: ['not_found'],
  },
  async ({ caller, params: { id }, query }) => Response.json(await listDependants(caller.actor, id, query)),
);
