import { z } from 'zod';
import { database } from '../../../lib/db.ts';
import { acceptsUses } from '../../../lib/gateway/record/acceptance.ts';
import { handlePublic } from '../../../lib/http/handle.ts';

export const GET = handlePublic(
  {
    id: 'readHealth',
    summary:
      'Whether Flowkeep can answer: 200 when the database answers. `uses` stands there while the gateway allows none, since it can not record them',
    answers: { 200: z.object({ status: z.literal('ok'), uses: z.literal('refused').optional() }) },
    problems: ['database_unavailable'],
  },
  async () => {
    await database().$queryRaw`SELECT 1`;
    return Response.json({ status: 'ok', ...(acceptsUses() ? {} : { uses: 'refused' }) });
  },
);
