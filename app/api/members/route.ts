import { inviteMember } from '../../../lib/access/people/invitation.ts';
import {
  invitationInputSchema,
  memberListSchema,
  newInvitationSchema,
} from '../../../lib/access/people/member-schema.ts';
import { listMembers } from '../../../lib/access/people/members.ts';
import { handle } from '../../../lib/http/handle.ts';
import { once } from '../../../lib/repeat/once.ts';

export const GET = handle(
  {
    id: 'listMembers',
    permission: 'member.read',
    summary: 'List the people with an account, and open invitations',
    answers: { 200: memberListSchema },
  },
  async ({ caller }) => Response.json(await listMembers(caller.actor)),
);

export const POST = handle(
  {
    id: 'inviteMember',
    permission: 'member.manage',
    headers: ['Location'],
    summary: 'Invite somebody; the answer shows the single-use link this once',
    body: invitationInputSchema,
    answers: { 201: newInvitationSchema },
    problems: ['email_taken'],
    repeatable: true,
  },
  async ({ caller, body, request: { idempotencyKey } }) => {
    const invitation = await once(
      caller,
      {
        idempotencyKey,
        operation: 'POST /api/members',
        input: body,
        permission: 'member.manage',
        view: newInvitationSchema,
      },
      (repeatable) => inviteMember(repeatable, body),
    );
    return Response.json(invitation, {
      status: 201,
      headers: { location: `/api/invitations/${invitation.id}` },
    });
  },
);
