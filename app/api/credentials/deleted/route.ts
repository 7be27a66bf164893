import { deletedListSchema, listDeleted } from '../../../../lib/credential/look/deleted.ts';
import { handle } from '../../../../lib/http/handle.ts';

export const GET = handle(
  {
    id: 'listDeletedCredentials',
    permission: 'credential.delete',
    summary: 'List deleted credentials that can be brought back',
    answers: { 200: deletedListSchema },
  },
  async ({ caller }) => Response.json(await listDeleted(caller.actor)),
);
