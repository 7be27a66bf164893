import { revokeApiKey } from '../../../../lib/access/keys/api-keys.ts';
import { handle } from '../../../../lib/http/handle.ts';
import { idParams } from '../../../../lib/http/params.ts';

export const DELETE = handle(
  {
    id: 'revokeKey',
    permission: 'key.manage',
    summary: 'Revoke an API key; its next request is refused',
    params: idParams,
    answers: { 204: null },
    problems: ['not_found'],
  },
  async ({ caller, params }) => {
    await revokeApiKey(caller, params.id);
    return new Response(null, { status: 204 });
  },
);
