import { z } from 'zod';
import { acceptsUses } from '../../../lib/gateway/record/acceptance.ts';
import { handlePublic } from '../../../lib/http/handle.ts';
import { jobStates } from '../../../lib/job/success-store.ts';

const jobSchema = z.object({ name: z.string(), lastSuccess: z.iso.datetime().nullable() });

export const GET = handlePublic(
  {
    id: 'readHealth',
    summary:
      'Whether Flowkeep can answer: 200 when the database answers. `uses` stands there while the gateway allows none, since it can not record them; `jobs` says when each job of the background work last came to its end',
    answers: {
      200: z.object({
        status: z.literal('ok'),
        uses: z.literal('refused').optional(),
        jobs: z.array(jobSchema),
      }),
    },
    problems: ['database_unavailable'],
  },
  async () => {
    const jobs = await jobStates();
    return Response.json({ status: 'ok', ...(acceptsUses() ? {} : { uses: 'refused' }), jobs });
  },
);
