import { etagOf } from '../../../../../lib/credential/look/read.ts';
import { tileSchema } from '../../../../../lib/credential/look/tile.ts';
import { replaceToken } from '../../../../../lib/credential/replace-token.ts';
import { tokenReplacementSchema } from '../../../../../lib/credential/schema.ts';
import { refusalCodes, undecidedCodes } from '../../../../../lib/graph/errors/error-codes.ts';
import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';
import { demandedVersions } from '../../../../../lib/http/precondition.ts';
import { answerWithSteps } from '../../../../../lib/http/steps.ts';

export const PUT = handle(
  {
    id: 'replaceToken',
    permission: 'credential.replace_token',
    headers: ['ETag'],
    steps: true,
    summary: 'Replace the token of a credential, once Meta has proven the new one',
    params: idParams,
    body: tokenReplacementSchema,
    conditional: 'required',
    answers: { 200: tileSchema },
    problems: [
      'not_found',
      'token_unchanged',
      'confirmation_required',
      'credential_locked',
      ...refusalCodes,
      ...undecidedCodes,
    ],
  },
  async ({ caller, params: { id }, body, request }) => {
    const expected = demandedVersions(request.ifMatch);
    return answerWithSteps(request, async (watch) => {
      const tile = await replaceToken(caller, id, body, expected, watch);
      return { status: 200, body: tile, headers: { etag: etagOf(tile) } };
    });
  },
);
