import { inspectCredential } from '../../../../../lib/credential/inspect.ts';
import { inspectionReportSchema } from '../../../../../lib/graph/inspection/report-schema.ts';
import { handle } from '../../../../../lib/http/handle.ts';
import { idParams } from '../../../../../lib/http/params.ts';
import { answerWithSteps } from '../../../../../lib/http/steps.ts';

export const POST = handle(
  {
    id: 'inspectCredential',
    permission: 'credential.inspect',
    steps: true,
    summary: 'Ask Meta again about a stored credential and update its status',
    params: idParams,
    answers: { 200: inspectionReportSchema },
    problems: ['not_found', 'credential_locked'],
  },
  async ({ caller, params, request }) =>
    answerWithSteps(request, async (watch) => ({
      status: 200,
      body: await inspectCredential(caller, params.id, watch),
    })),
);
