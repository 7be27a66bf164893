import { z } from 'zod';
import { setupSchema } from '../../../lib/access/schema.ts';
import { setUp } from '../../../lib/access/setup.ts';
import { handlePublic } from '../../../lib/http/handle.ts';

export const POST = handlePublic(
  {
    summary: 'Create the first admin with the one-time code printed at start',
    body: setupSchema,
    answers: { 201: z.object({ id: z.uuid() }) },
    problems: ['already_set_up', 'setup_code_wrong'],
  },
  async ({ body, request }) => Response.json(await setUp(body, request), { status: 201 }),
);
