import { etagOf } from '../../../../../lib/credential/look/read.ts';
import { tileSchema } from '../../../../../lib/credential/look/tile.ts';
import { rollBackToken } from '../../../../../lib/credential/roll-back.ts';
import { rollBackSchema } from '../../../../../lib/credential/schema.ts';
import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';
import { demandedVersions } from '../../../../../lib/http/precondition.ts';

export const POST = handle(
  {
    id: 'rollBackToken',
    permission: 'credential.replace_token',
    headers: ['ETag'],
    summary: 'Put an earlier token of a credential back in its place',
    params: idParams,
    body: rollBackSchema,
    conditional: 'required',
    answers: { 200: tileSchema },
    problems: ['not_found', 'nothing_to_roll_back'],
  },
  async ({ caller, params: { id }, body, request }) => {
    const tile = await rollBackToken(caller, id, body.version, demandedVersions(request.ifMatch));
    return Response.json(tile, { headers: { etag: etagOf(tile) } });
  },
);
