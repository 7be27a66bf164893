import { changeMember, removeMember } from '../../../../lib/access/people/member-change.ts';
import { memberChangeSchema, memberRemovalSchema } from '../../../../lib/access/people/member-schema.ts';
import { handle } from '../../../../lib/http/handle.ts';
import { idParams } from '../../../../lib/http/params.ts';

export const PATCH = handle(
  {
    id: 'changeMember',
    permission: 'member.manage',
    summary:
      'Change the role of a person, or whether they may sign in; who loses a right loses their open invitations, and their API keys unless they are kept',
    params: idParams,
    body: memberChangeSchema,
    answers: { 204: null },
    problems: ['not_found', 'last_admin'],
  },
  async ({ caller, params: { id }, body }) => {
    await changeMember(caller, id, body);
    return new Response(null, { status: 204 });
  },
);

export const DELETE = handle(
  {
    id: 'removeMember',
    permission: 'member.manage',
    summary:
      'Remove a person; what they made stays, but for their open invitations, and their API keys unless they are kept',
    params: idParams,
    query: memberRemovalSchema,
    answers: { 204: null },
    problems: ['not_found', 'last_admin'],
  },
  async ({ caller, params: { id }, query: { keys } }) => {
    await removeMember(caller, id, keys);
    return new Response(null, { status: 204 });
  },
);
