import {
  apiKeyInputSchema,
  apiKeyQuerySchema,
  newApiKeySchema,
} from '../../../lib/access/keys/api-key-schema.ts';
import { apiKeyListSchema, listApiKeys, makeApiKey } from '../../../lib/access/keys/api-keys.ts';
import { handle } from '../../../lib/http/handle.ts';
import { once } from '../../../lib/repeat/once.ts';

export const GET = handle(
  {
    id: 'listKeys',
    permission: 'key.manage',
    summary: 'List API keys, newest first',
    query: apiKeyQuerySchema,
    answers: { 200: apiKeyListSchema },
  },
  async ({ caller, query }) => Response.json(await listApiKeys(caller.actor, query)),
);

export const POST = handle(
  {
    id: 'makeKey',
    permission: 'key.manage',
    headers: ['Location'],
    summary: 'Make an API key; the answer shows it this once',
    body: apiKeyInputSchema,
    answers: { 201: newApiKeySchema },
    problems: ['credential_not_found'],
    repeatable: true,
  },
  async ({ caller, body, request: { idempotencyKey } }) => {
    const made = await once(
      caller,
      {
        idempotencyKey,
        operation: 'POST /api/keys',
        input: body,
        permission: 'key.manage',
        view: newApiKeySchema,
      },
      (repeatable) => makeApiKey(repeatable, body),
    );
    return Response.json(made, { status: 201, headers: { location: `/api/keys/${made.id}` } });
  },
);
