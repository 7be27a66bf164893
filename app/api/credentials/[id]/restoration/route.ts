import { etagOf } from '../../../../../lib/credential/look/read.ts';
import { tileSchema } from '../../../../../lib/credential/look/tile.ts';
import { restoreCredential } from '../../../../../lib/credential/restore.ts';
import { restorationSchema } from '../../../../../lib/credential/schema.ts';
import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';

export const POST = handle(
  {
    id: 'restoreCredential',
    permission: 'credential.delete',
    headers: ['ETag'],
    summary: 'Bring back a deleted credential; it then asks for a token',
    params: idParams,
    body: restorationSchema,
    answers: { 200: tileSchema },
    problems: ['not_found', 'name_taken'],
  },
  async ({ caller, params: { id }, body }) => {
    const tile = await restoreCredential(caller, id, body);
    return Response.json(tile, { headers: { etag: etagOf(tile) } });
  },
);
