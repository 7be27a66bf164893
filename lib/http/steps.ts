/**
 * Answers of operations that inspect: plain JSON, or, for callers that accept application/x-ndjson, the steps as
 * lines while they are decided, then one `result` line with the status and body that the plain answer would have.
 */
import type { InspectionStep } from '../graph/inspection/report.ts';
import type { RequestFacts } from './handle.ts';
import { toProblem } from './problem-response.ts';

export interface Outcome {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface StepWatch {
  signal: AbortSignal;
  onStep?: (step: InspectionStep) => void;
}

type Work = (watch: StepWatch) => Promise<Outcome>;

function streamed(request: RequestFacts, work: Work): Response {
  // Next may not tell of a caller who left before the first byte; the stream's own cancel does.
  const cancelled = new AbortController();
  const signal = AbortSignal.any([request.signal, cancelled.signal]);
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const line = (value: unknown) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
      };
      try {
        const { status, body } = await work({ signal, onStep: (step) => line({ type: 'step', step }) });
        line({ type: 'result', status, body });
      } catch (error) {
        await request.refused(error);
        if (!signal.aborted) {
          const { problem, body } = toProblem(error, request.requestId);
          line({ type: 'result', status: problem.status, body });
        }
      }
      if (!signal.aborted) controller.close();
    },
    cancel() {
      cancelled.abort();
    },
  });
  return new Response(stream, { headers: { 'content-type': 'application/x-ndjson' } });
}

/** Runs an operation that inspects and answers in the form the caller accepts. */
export async function answerWithSteps(request: RequestFacts, work: Work): Promise<Response> {
  if (request.wantsSteps) return streamed(request, work);
  const { status, body, headers } = await work({ signal: request.signal });
  return Response.json(body, { status, ...(headers ? { headers } : {}) });
}
