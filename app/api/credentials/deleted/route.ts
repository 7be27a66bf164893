import { deletedListSchema, listDeleted } from '../../../../lib/credential/look/deleted.ts';
import { handle } from '../../../../lib/http/handle.ts';

export const GET = handle(
  { summary: 'List deleted credentials that can be brought back', answers: { 200: deletedListSchema } },
  async ({ caller }) => Response.json(await listDeleted(caller.actor)),
);
