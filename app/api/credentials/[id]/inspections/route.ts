import { inspectionListSchema, listInspections } from '../../../../../lib/credential/look/inspections.ts';
import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';

export const GET = handle(
  {
    id: 'listInspections',
    permission: 'credential.read',
    summary: 'List the last inspections of a credential, newest first',
    params: idParams,
    answers: { 200: inspectionListSchema },
    problems: ['not_found'],
  },
  async ({ caller, params: { id } }) => Response.json(await listInspections(caller.actor, id)),
);
