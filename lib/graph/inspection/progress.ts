/** An inspection under way: what was found, which steps are decided, and the report at its end. */
import {
  type InspectionReport,
  type InspectionStep,
  type InspectionStepId,
  inspectionSteps,
} from './report.ts';
import { type Question, servedVersion, stepRules } from './steps.ts';
import { unknownFacts } from './token-facts.ts';
import { decidingDoubt, decidingRefusal, type Findings } from './verdict.ts';

export class Progress {
  readonly #asked: Question;
  readonly #onStep: (step: InspectionStep) => void;
  readonly #found: Findings;
  readonly #steps = new Map<InspectionStepId, InspectionStep>();
  readonly #start = performance.now();

  constructor(asked: Question, onStep: (step: InspectionStep) => void) {
    this.#asked = asked;
    this.#found = { wabaId: asked.wabaId };
    this.#onStep = onStep;
  }

  /** Takes a call's finding and decides each step that can be decided with it. */
  add(finding: Findings): void {
    Object.assign(this.#found, finding);
    for (const id of inspectionSteps) {
      if (this.#steps.has(id)) continue;
      const decision = stepRules[id](this.#found, this.#asked);
      if (!decision) continue;
      const milliseconds = decision.outcome === 'not_run' ? null : this.#elapsed();
      const step = { id, ...decision, milliseconds };
      this.#steps.set(id, step);
      this.#onStep(step);
    }
  }

  /** The report, once every call is back. */
  report(): InspectionReport {
    const { wabaId, version, now } = this.#asked;
    const { node, details } = this.#found;
    const refusal = decidingRefusal(this.#found, now);
    const doubt = refusal ? null : decidingDoubt(this.#found);
    const deciding = refusal ?? doubt;
    return {
      verdict: deciding?.verdict ?? 'usable',
      code: deciding?.code ?? 'ok',
      field: refusal?.field ?? null,
      message: deciding?.message ?? (wabaId ? 'Meta accepts this credential.' : 'Meta accepts this token.'),
      steps: inspectionSteps.map((id) => this.#step(id)),
      checkedAt: now.toISOString(),
      milliseconds: this.#elapsed(),
      waba: { id: wabaId ?? null, name: (wabaId && node?.verdict === 'usable' && node.found.name) || null },
      token: details?.verdict === 'usable' ? details.found.facts : unknownFacts,
      version: { requested: version, served: servedVersion(this.#found) },
      graphError: deciding?.error ? graphErrorFacts(deciding.error) : null,
      retryAfterSeconds: doubt?.retryAfterSeconds ?? null,
    };
  }

  #step(id: InspectionStepId): InspectionStep {
    const step = this.#steps.get(id);
    if (!step) throw new Error(`The step ${id} was not decided.`);
    return step;
  }

  #elapsed(): number {
    return Math.round(performance.now() - this.#start);
  }
}

function graphErrorFacts({
  httpStatus,
  code,
  subcode,
  type,
  message,
  userTitle,
  userMessage,
  traceId,
}: NonNullable<InspectionReport['graphError']>): InspectionReport['graphError'] {
  return { httpStatus, code, subcode, type, message, userTitle, userMessage, traceId };
}
