import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';
import { sampleProblems, sampleResource } from '../../../../../lib/resource/sample/sample.ts';
import { sampleViewSchema } from '../../../../../lib/resource/sample/sample-view.ts';
import { sampleInputSchema } from '../../../../../lib/resource/schema.ts';

export const POST = handle(
  {
    summary: 'Show the call that a data destination would make, and make it if told so',
    params: idParams,
    body: sampleInputSchema,
    bodyOptional: true,
    answers: { 200: sampleViewSchema },
    problems: [...sampleProblems, 'endpoint_missing', 'credential_not_found'],
  },
  async ({ caller, params: { id }, body, request }) =>
    Response.json(await sampleResource(caller, { kind: 'destination', id }, body, request.signal)),
);
