import { deleteCredential } from '../../../../lib/credential/delete.ts';
import { editCredential } from '../../../../lib/credential/edit.ts';
import { etagOf, readCredential } from '../../../../lib/credential/look/read.ts';
import { tileSchema } from '../../../../lib/credential/look/tile.ts';
import { credentialEditSchema, deletionSchema } from '../../../../lib/credential/schema.ts';
import { refusalCodes, undecidedCodes } from '../../../../lib/graph/errors/error-codes.ts';
import { handle } from '../../../../lib/http/handle.ts';
import { idParams } from '../../../../lib/http/params.ts';
import { demandedVersions, matchedVersions } from '../../../../lib/http/precondition.ts';
import { answerWithSteps } from '../../../../lib/http/steps.ts';

export const GET = handle(
  {
    id: 'readCredential',
    permission: 'credential.read',
    headers: ['ETag'],
    summary: 'Read one credential',
    params: idParams,
    answers: { 200: tileSchema },
    problems: ['not_found'],
  },
  async ({ caller, params: { id } }) => {
    const tile = await readCredential(caller.actor, id);
    return Response.json(tile, { headers: { etag: etagOf(tile) } });
  },
);

export const PATCH = handle(
  {
    id: 'editCredential',
    permission: 'credential.edit',
    headers: ['ETag'],
    steps: true,
    summary: 'Edit a credential; what Meta has a say in is proven first',
    params: idParams,
    body: credentialEditSchema,
    conditional: 'required',
    answers: { 200: tileSchema },
    problems: [
      'not_found',
      'name_taken',
      'credential_locked',
      'token_missing',
      ...refusalCodes,
      ...undecidedCodes,
    ],
  },
  async ({ caller, params: { id }, body, request }) => {
    const expected = demandedVersions(request.ifMatch);
    return answerWithSteps(request, async (watch) => {
      const tile = await editCredential(caller, id, body, expected, watch);
      return { status: 200, body: tile, headers: { etag: etagOf(tile) } };
    });
  },
);

export const DELETE = handle(
  {
    id: 'deleteCredential',
    permission: 'credential.delete',
    summary: 'Delete a credential; its secrets are gone at once',
    params: idParams,
    query: deletionSchema,
    conditional: 'honoured',
    answers: { 204: null },
    problems: ['not_found', 'credential_in_use', 'replacement_unfit', 'confirmation_required'],
  },
  async ({ caller, params: { id }, query, request }) => {
    await deleteCredential(caller, id, query, matchedVersions(request.ifMatch));
    return new Response(null, { status: 204 });
  },
);
