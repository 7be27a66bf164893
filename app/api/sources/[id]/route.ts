import { z } from 'zod';
import { handle } from '../../../../lib/http/handle.ts';
import { readResource } from '../../../../lib/resource/list.ts';
import { resourceViewSchema } from '../../../../lib/resource/view.ts';

export const GET = handle(
  {
    summary: 'Read one data source',
    params: z.object({ id: z.string() }),
    answers: { 200: resourceViewSchema },
    problems: ['not_found'],
  },
  async ({ caller, params }) => Response.json(await readResource(caller.actor, 'source', params.id)),
);
