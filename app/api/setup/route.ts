import { z } from 'zod';
import { setUp } from '../../../lib/access/people/setup.ts';
import { setupSchema } from '../../../lib/access/sign-in/schema.ts';
import { handlePublic } from '../../../lib/http/handle.ts';

export const POST = handlePublic(
  {
    id: 'setUp',
    summary: 'Create the first admin with the one-time code printed at start',
    body: setupSchema,
    answers: { 201: z.object({ id: z.uuid() }) },
    problems: ['already_set_up', 'setup_code_wrong', 'too_many_requests'],
  },
  async ({ body, request }) => Response.json(await setUp(body, request), { status: 201 }),
);
