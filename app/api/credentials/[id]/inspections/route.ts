import { z } from 'zod';
import { inspectionListSchema, listInspections } from '../../../../../lib/credential/inspections.ts';
import { handle } from '../../../../../lib/http/handle.ts';

export const GET = handle(
  {
    summary: 'List the last inspections of a credential, newest first',
    params: z.object({ id: z.string() }),
    answers: { 200: inspectionListSchema },
    problems: ['not_found'],
  },
  async ({ caller, params: { id } }) => Response.json(await listInspections(caller.actor, id)),
);
