import { z } from 'zod';
import { acceptInvitation } from '../../../../lib/access/people/invitation.ts';
import { acceptanceSchema } from '../../../../lib/access/people/member-schema.ts';
import { handlePublic } from '../../../../lib/http/handle.ts';

export const POST = handlePublic(
  {
    id: 'acceptInvitation',
    summary: 'Make an account with the code of an invitation',
    body: acceptanceSchema,
    answers: { 201: z.object({ id: z.uuid(), email: z.string() }) },
    problems: ['invitation_gone', 'email_taken', 'name_taken', 'too_many_requests'],
  },
  async ({ body, request }) => Response.json(await acceptInvitation(body, request), { status: 201 }),
);
