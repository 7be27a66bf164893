/** The handlers of data sources and of data destinations: the same operations, each made for its kind. */
import { handle } from '../../lib/http/handle.ts';
import { idParams } from '../../lib/http/params.ts';
import { demandedVersions, matchedVersions } from '../../lib/http/precondition.ts';
import { once } from '../../lib/repeat/once.ts';
import { createResource } from '../../lib/resource/create.ts';
import { deleteResource } from '../../lib/resource/delete.ts';
import { editResource } from '../../lib/resource/edit.ts';
import {
  listResources,
  readResource,
  resourceListSchema,
  resourceQuerySchema,
} from '../../lib/resource/list.ts';
import { sampleProblems, sampleResource } from '../../lib/resource/sample/sample.ts';
import { sampleViewSchema } from '../../lib/resource/sample/sample-view.ts';
import {
  type ResourceKind,
  resourceEditSchemas,
  resourceInputSchemas,
  sampleInputSchema,
} from '../../lib/resource/schema.ts';
import { etagOf, resourceViewSchema } from '../../lib/resource/view.ts';

/** As in the names of operations. */
const noun = { source: 'Source', destination: 'Destination' } as const;

export const listHandler = (kind: ResourceKind) =>
  handle(
    {
      id: `list${noun[kind]}s`,
      permission: 'resource.read',
      summary: `List data ${kind}s, newest first`,
      query: resourceQuerySchema,
      answers: { 200: resourceListSchema },
    },
    async ({ caller, query }) => Response.json(await listResources(caller.actor, kind, query)),
  );

export const createHandler = (kind: ResourceKind) =>
  handle(
    {
      id: `create${noun[kind]}`,
      permission: 'resource.create',
      headers: ['Location'],
      summary: `Create a data ${kind} that uses a credential`,
      body: resourceInputSchemas[kind],
      answers: { 201: resourceViewSchema },
      problems: ['name_taken', 'credential_not_found', 'connector_mismatch', 'token_missing'],
      repeatable: true,
    },
    async ({ caller, body, request: { idempotencyKey } }) => {
      const view = await once(
        caller,
        {
          idempotencyKey,
          operation: `POST /api/${kind}s`,
          input: body,
          permission: 'resource.create',
          view: resourceViewSchema,
        },
        (repeatable) => createResource(repeatable, kind, body),
      );
      const headers = { location: `/api/${kind}s/${view.id}`, etag: etagOf(view) };
      return Response.json(view, { status: 201, headers });
    },
  );

export const readHandler = (kind: ResourceKind) =>
  handle(
    {
      id: `read${noun[kind]}`,
      permission: 'resource.read',
      headers: ['ETag'],
      summary: `Read one data ${kind}`,
      params: idParams,
      answers: { 200: resourceViewSchema },
      problems: ['not_found'],
    },
    async ({ caller, params: { id } }) => {
      const view = await readResource(caller.actor, kind, id);
      return Response.json(view, { headers: { etag: etagOf(view) } });
    },
  );

export const editHandler = (kind: ResourceKind) =>
  handle(
    {
      id: `edit${noun[kind]}`,
      permission: 'resource.edit',
      headers: ['ETag'],
      summary: `Edit a data ${kind}, choose its endpoint, or let it use another credential`,
      params: idParams,
      body: resourceEditSchemas[kind],
      conditional: 'required',
      answers: { 200: resourceViewSchema },
      problems: ['not_found', 'name_taken', 'credential_not_found', 'connector_mismatch', 'token_missing'],
    },
    async ({ caller, params: { id }, body, request }) => {
      const expected = demandedVersions(request.ifMatch);
      const view = await editResource(caller, kind, id, body, expected);
      return Response.json(view, { headers: { etag: etagOf(view) } });
    },
  );

export const deleteHandler = (kind: ResourceKind) =>
  handle(
    {
      id: `delete${noun[kind]}`,
      permission: 'resource.edit',
      summary: `Delete a data ${kind}`,
      params: idParams,
      conditional: 'honoured',
      answers: { 204: null },
      problems: ['not_found'],
    },
    async ({ caller, params: { id }, request }) => {
      await deleteResource(caller, kind, id, matchedVersions(request.ifMatch));
      return new Response(null, { status: 204 });
    },
  );

/** `summary`: what a test of this kind does. */
export const sampleHandler = (kind: ResourceKind, summary: string) =>
  handle(
    {
      id: `test${noun[kind]}`,
      permission: 'resource.test',
      summary,
      params: idParams,
      body: sampleInputSchema,
      bodyOptional: true,
      answers: { 200: sampleViewSchema },
      problems: [...sampleProblems, 'endpoint_missing', 'credential_not_found'],
    },
    async ({ caller, params: { id }, body, request }) =>
      Response.json(await sampleResource(caller, { kind, id }, body, request.signal)),
  );
