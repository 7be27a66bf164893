import { revokeInvitation } from '../../../../lib/access/people/invitation.ts';
import { handle } from '../../../../lib/http/handle.ts';
import { idParams } from '../../../../lib/http/params.ts';

export const DELETE = handle(
  {
    id: 'revokeInvitation',
    permission: 'member.manage',
    summary: 'Take an invitation back',
    params: idParams,
    answers: { 204: null },
    problems: ['not_found'],
  },
  async ({ caller, params: { id } }) => {
    await revokeInvitation(caller, id);
    return new Response(null, { status: 204 });
  },
);
