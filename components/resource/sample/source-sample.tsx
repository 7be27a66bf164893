'use client';
/** A sample of what a data source reads: fetched on a press, one page at a time. */
import { Button } from '../../ui/button.tsx';
import { AnswerFacts, AnswerView } from './answer-view.tsx';
import { Failure } from './failure.tsx';
import { RequestBox } from './request-box.tsx';
import { type SampleTarget, useSample } from './use-sample.ts';

export function SourceSample({ target, onUsed }: { target: SampleTarget; onUsed?: () => void }) {
  const { state, run, stop } = useSample(target, onUsed);
  const running = state.kind === 'running';
  const answer = state.kind === 'done' ? state.sample.answer : null;
  const { nextCursor = null, previousCursor = null } = answer ?? {};
  const rows = Array.isArray(answer?.body.data) ? answer.body.data.length : null;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => run({})} loading={running} disabled={running}>
          {state.kind === 'idle' ? 'Fetch sample' : 'Fetch again'}
        </Button>
        {running && (
          <Button variant="quiet" onClick={stop}>
            Cancel
          </Button>
        )}
        {answer && <AnswerFacts answer={answer} />}
      </div>
      <p role="status" className="sr-only">
        {running && 'Asking Meta.'}
        {answer && (rows === null ? 'Meta answered.' : `Meta answered with ${rows} rows.`)}
      </p>
      {state.kind === 'failed' && <Failure failure={state.failure} />}
      {state.kind === 'failed' && state.failure.request && <RequestBox request={state.failure.request} />}
      {state.kind === 'done' && answer && <AnswerView sample={state.sample} answer={answer} />}
      {(nextCursor || previousCursor) && (
        <nav aria-label="Pages of the sample" className="flex justify-end gap-2">
          {previousCursor && <Button onClick={() => run({ before: previousCursor })}>Previous page</Button>}
          {nextCursor && <Button onClick={() => run({ after: nextCursor })}>Next page</Button>}
        </nav>
      )}
    </div>
  );
}
