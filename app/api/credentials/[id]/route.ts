import { z } from 'zod';
import { etagOf, readCredential } from '../../../../lib/credential/read.ts';
import { tileSchema } from '../../../../lib/credential/tile.ts';
import { handle } from '../../../../lib/http/handle.ts';

export const GET = handle(
  {
    summary: 'Read one credential',
    params: z.object({ id: z.string() }),
    answers: { 200: tileSchema },
    problems: ['not_found'],
  },
  async ({ caller, params }) => {
    const tile = await readCredential(caller.actor, params.id);
    return Response.json(tile, { headers: { etag: etagOf(tile) } });
  },
);
