'use client';
/** A sample of what a data source reads: fetched on a press, one page at a time. */
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SampleView } from '../../../lib/resource/sample/sample-view.ts';
import type { SampleInput } from '../../../lib/resource/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AnswerFacts, AnswerView } from './answer-view.tsx';
import { Failure } from './failure.tsx';
import { RequestBox } from './request-box.tsx';
import { type SampleTarget, useSample } from './use-sample.ts';

type Answer = NonNullable<SampleView['answer']>;

export function SourceSample({ target, onUsed }: { target: SampleTarget; onUsed?: () => void }) {
  const t = useTranslations('sample');
  const { state, run, stop } = useSample(target, onUsed);
  // What was fetched last stays while another page is on its way, or does not come: nothing jumps, nothing is lost.
  const [last, setLast] = useState<SampleView | null>(null);
  const fetchButton = useRef<HTMLButtonElement>(null);
  const running = state.kind === 'running';
  const failure = state.kind === 'failed' ? state.failure : null;
  const answer = last?.answer ?? null;
  const rows = Array.isArray(answer?.body.data) ? answer.body.data.length : null;
  const fetchPage = async (page: SampleInput) => {
    if (running) return;
    const next = await run(page);
    if (next.kind === 'done') setLast(next.sample);
  };
  const cancel = () => {
    stop();
    fetchButton.current?.focus();
  };
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Button ref={fetchButton} onClick={() => fetchPage({})} loading={running}>
          {state.kind === 'idle' && !last ? t('source.fetch') : t('source.again')}
        </Button>
        {running && (
          <Button variant="quiet" onClick={cancel}>
            {t('cancel')}
          </Button>
        )}
        {answer && !failure && !running && <AnswerFacts answer={answer} />}
      </div>
      <p role="status" className="sr-only">
        {running && t('source.asking')}
        {state.kind === 'done' &&
          (rows === null ? t('source.answered') : t('source.answeredRows', { count: rows }))}
      </p>
      {failure && <Failure failure={failure} />}
      {failure?.request && !last && <RequestBox request={failure.request} />}
      {last && answer && (
        <>
          {last.warnings.map((warning) => (
            <Notice key={warning} tone="warning">
              {warning}
            </Notice>
          ))}
          <AnswerView sample={last} answer={answer} />
          <Pages answer={answer} onPage={fetchPage} />
        </>
      )}
    </div>
  );
}

function Pages({ answer, onPage }: { answer: Answer; onPage: (page: SampleInput) => void }) {
  const t = useTranslations('sample');
  const { nextCursor, previousCursor } = answer;
  const pages = useRef<HTMLElement>(null);
  const asked = useRef(false);
  // The button that was pressed may lead nowhere from here, and so be gone with the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when there is another page
  useEffect(() => {
    if (asked.current && document.activeElement === document.body) {
      pages.current?.querySelector('button')?.focus();
    }
    asked.current = false;
  }, [answer]);
  const go = (page: SampleInput) => {
    asked.current = true;
    onPage(page);
  };
  if (!nextCursor && !previousCursor) return null;
  return (
    <nav ref={pages} aria-label={t('source.pages')} className="flex justify-end gap-2">
      {previousCursor && (
        <Button onClick={() => go({ before: previousCursor })}>{t('source.previous')}</Button>
      )}
      {nextCursor && <Button onClick={() => go({ after: nextCursor })}>{t('source.next')}</Button>}
    </nav>
  );
}
