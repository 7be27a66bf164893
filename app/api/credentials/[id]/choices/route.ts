import { z } from 'zod';
import { listedKinds } from '../../../../../lib/connector/endpoint.ts';
import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';
import { listChoices } from '../../../../../lib/resource/sample/choices.ts';
import { sampleProblems } from '../../../../../lib/resource/sample/sample.ts';
import { choicesSchema } from '../../../../../lib/resource/sample/sample-view.ts';

const querySchema = z.strictObject({
  of: z.enum(listedKinds, { error: `Say what to list: ${listedKinds.join(', ')}.` }),
});

export const GET = handle(
  {
    id: 'listChoices',
    permission: 'resource.test',
    summary:
      'List what Meta shows to a credential, to choose from: flows, phone numbers or message templates',
    params: idParams,
    query: querySchema,
    answers: { 200: choicesSchema },
    problems: sampleProblems,
  },
  async ({ caller, params: { id }, query, request }) =>
    Response.json(await listChoices(caller, id, query.of, request.signal)),
);
