import { inspectDraft } from '../../../lib/credential/inspect.ts';
import { inspectionInputSchema } from '../../../lib/credential/schema.ts';
import { inspectionReportSchema } from '../../../lib/graph/inspection/report-schema.ts';
import { handle } from '../../../lib/http/handle.ts';
import { answerWithSteps } from '../../../lib/http/steps.ts';

export const POST = handle(
  {
    id: 'inspectToken',
    permission: 'credential.add',
    steps: true,
    summary: 'Ask Meta what a token is and reaches; nothing is stored',
    body: inspectionInputSchema,
    answers: { 200: inspectionReportSchema },
  },
  async ({ caller, body, request }) =>
    answerWithSteps(request, async (watch) => ({
      status: 200,
      body: await inspectDraft(caller, body, watch),
    })),
);
