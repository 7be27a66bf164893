/** Calls of ours that inspect: sends, and reads the steps of the inspection while they are decided. */
import type { InspectionStep } from '../../../lib/graph/inspection/report.ts';

export interface StepWatch {
  onStep: (step: InspectionStep) => void;
  /** Ends the call; Flowkeep stops its inspection when the caller leaves. */
  signal: AbortSignal;
  /** After so many milliseconds the call is given up. */
  limit?: number;
}

/**
 * `answer`: the status and JSON body, whichever way they came. `cancelled`: by the signal. `overdue`: the limit
 * passed. `lost`: the network or the answer broke; whether the work was done is not known.
 */
export type StepAnswer =
  | { kind: 'answer'; status: number; body: unknown; retryAfter: number | null }
  | { kind: 'cancelled' }
  | { kind: 'overdue' }
  | { kind: 'lost' };

const limitDefault = 25_000;

type Line = { type: 'step'; step: InspectionStep } | { type: 'result'; status: number; body: unknown };

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Line> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function readSteps(response: Response, watch: StepWatch): Promise<StepAnswer> {
  if (!response.body) return { kind: 'lost' };
  for await (const line of linesOf(response.body)) {
    if (line.type === 'result')
      return { kind: 'answer', status: line.status, body: line.body, retryAfter: null };
    watch.onStep(line.step);
  }
  return { kind: 'lost' };
}

export interface StepCall {
  method: 'POST' | 'PUT' | 'PATCH';
  url: string;
  /** Sent as JSON; left out: no body. */
  body?: unknown;
  /** The version of the credential that the person has seen. */
  version?: number;
}

/** Sends a call and reads the answer, in lines or whole. Never throws and never retries. */
export async function callForSteps(call: StepCall, watch: StepWatch): Promise<StepAnswer> {
  const { method, url, body, version } = call;
  const limit = AbortSignal.timeout(watch.limit ?? limitDefault);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/x-ndjson, application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: 'no-store',
      signal: AbortSignal.any([watch.signal, limit]),
    });
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('application/x-ndjson')) return await readSteps(response, watch);
    const retryAfter = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
    return {
      kind: 'answer',
      status: response.status,
      body: await response.json(),
      retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
    };
  } catch {
    if (watch.signal.aborted) return { kind: 'cancelled' };
    return { kind: limit.aborted ? 'overdue' : 'lost' };
  }
}
