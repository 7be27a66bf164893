import { addCredential } from '../../../lib/credential/add.ts';
import { listCredentials, listQuerySchema, tileListSchema } from '../../../lib/credential/look/list.ts';
import { etagOf } from '../../../lib/credential/look/read.ts';
import { tileSchema } from '../../../lib/credential/look/tile.ts';
import { credentialInputSchema } from '../../../lib/credential/schema.ts';
import { refusalCodes, undecidedCodes } from '../../../lib/graph/errors/error-codes.ts';
import { handle } from '../../../lib/http/handle.ts';
import { answerWithSteps } from '../../../lib/http/steps.ts';
import { once } from '../../../lib/repeat/once.ts';

export const GET = handle(
  {
    id: 'listCredentials',
    permission: 'credential.read',
    summary: 'List credentials, newest first',
    query: listQuerySchema,
    answers: { 200: tileListSchema },
  },
  async ({ caller, query }) => Response.json(await listCredentials(caller.actor, query)),
);

export const POST = handle(
  {
    id: 'addCredential',
    permission: 'credential.add',
    headers: ['Location', 'ETag'],
    steps: true,
    summary: 'Prove a credential at Meta, seal it and store it',
    body: credentialInputSchema,
    answers: { 201: tileSchema },
    problems: ['name_taken', ...refusalCodes, ...undecidedCodes],
    repeatable: true,
  },
  async ({ caller, body, request }) =>
    answerWithSteps(request, async (watch) => {
      const tile = await once(
        caller,
        {
          idempotencyKey: request.idempotencyKey,
          operation: 'POST /api/credentials',
          input: body,
          permission: 'credential.add',
          view: tileSchema,
        },
        (repeatable) => addCredential(repeatable, body, watch),
      );
      return {
        status: 201,
        body: tile,
        headers: { location: `/api/credentials/${tile.id}`, etag: etagOf(tile) },
      };
    }),
);
