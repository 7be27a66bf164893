import { z } from 'zod';
import { database } from '../../../lib/db.ts';
import { handlePublic } from '../../../lib/http/handle.ts';

export const GET = handlePublic(
  {
    summary: 'Whether Flowkeep can answer: 200 when the database answers',
    answers: { 200: z.object({ status: z.literal('ok') }) },
    problems: ['database_unavailable'],
  },
  async () => {
    await database().$queryRaw`SELECT 1`;
    return Response.json({ status: 'ok' });
  },
);
