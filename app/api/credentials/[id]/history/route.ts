import {
  credentialHistory,
  historyQuerySchema,
  historySchema,
} from '../../../../../lib/credential/look/history.ts';
import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';

export const GET = handle(
  {
    id: 'listCredentialHistory',
    permission: 'credential.read',
    summary: 'List what was done to a credential, newest first',
    params: idParams,
    query: historyQuerySchema,
    answers: { 200: historySchema },
    problems: ['not_found'],
  },
  async ({ caller, params: { id }, query }) =>
    Response.json(await credentialHistory(caller.actor, id, query)),
);
