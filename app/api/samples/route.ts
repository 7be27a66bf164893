import { handle } from '../../../lib/http/handle.ts';
import { sampleDraft, sampleProblems } from '../../../lib/resource/sample/sample.ts';
import { sampleViewSchema } from '../../../lib/resource/sample/sample-view.ts';
import { draftSampleSchema } from '../../../lib/resource/schema.ts';

export const POST = handle(
  {
    id: 'testDraft',
    permission: 'resource.test',
    summary: 'Test a source or destination before it is saved: read a page, or show and make one call',
    body: draftSampleSchema,
    answers: { 200: sampleViewSchema },
    problems: sampleProblems,
  },
  async ({ caller, body, request }) => Response.json(await sampleDraft(caller, body, request.signal)),
);
