import { handle } from '../../../../lib/http/handle.ts';
import { idParams } from '../../../../lib/http/params.ts';
import { demandedVersions, matchedVersions } from '../../../../lib/http/precondition.ts';
import { deleteResource } from '../../../../lib/resource/delete.ts';
import { editResource } from '../../../../lib/resource/edit.ts';
import { readResource } from '../../../../lib/resource/list.ts';
import { resourceEditSchemas } from '../../../../lib/resource/schema.ts';
import { etagOf, resourceViewSchema } from '../../../../lib/resource/view.ts';

export const GET = handle(
  {
    summary: 'Read one data source',
    params: idParams,
    answers: { 200: resourceViewSchema },
    problems: ['not_found'],
  },
  async ({ caller, params: { id } }) => {
    const view = await readResource(caller.actor, 'source', id);
    return Response.json(view, { headers: { etag: etagOf(view) } });
  },
);

export const PATCH = handle(
  {
    summary: 'Edit a data source, choose its endpoint, or let it use another credential',
    params: idParams,
    body: resourceEditSchemas.source,
    conditional: 'required',
    answers: { 200: resourceViewSchema },
    problems: ['not_found', 'name_taken', 'credential_not_found', 'connector_mismatch', 'token_missing'],
  },
  async ({ caller, params: { id }, body, request }) => {
    const expected = demandedVersions(request.ifMatch);
    const view = await editResource(caller, 'source', id, body, expected);
    return Response.json(view, { headers: { etag: etagOf(view) } });
  },
);

export const DELETE = handle(
  {
    summary: 'Delete a data source',
    params: idParams,
    conditional: 'honoured',
    answers: { 204: null },
    problems: ['not_found'],
  },
  async ({ caller, params: { id }, request }) => {
    await deleteResource(caller, 'source', id, matchedVersions(request.ifMatch));
    return new Response(null, { status: 204 });
  },
);
