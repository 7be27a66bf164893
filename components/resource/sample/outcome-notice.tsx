'use client';
/** What became of a call that Meta took, with its answer. */
import { useTranslations } from 'use-intl';
import type { SampleView } from '../../../lib/resource/sample/sample-view.ts';
import { Notice } from '../../ui/notice.tsx';
import { AnswerFacts } from './answer-view.tsx';
import { CodeBox } from './code-box.tsx';
import { outcomeOf } from './outcome.ts';

export function OutcomeNotice({ answer }: { answer: NonNullable<SampleView['answer']> }) {
  const t = useTranslations('sample');
  const { complete, title, way, findings } = outcomeOf(t, answer.body);
  return (
    <Notice tone={complete ? 'success' : 'warning'} title={title}>
      {way && <p>{way}</p>}
      {findings.length > 0 && (
        <ul className="my-2 list-disc pl-5 wrap-anywhere">
          {[...new Set(findings)].map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
      <AnswerFacts answer={answer} />
      <div className="mt-3">
        <CodeBox label={t('answer.text')} text={JSON.stringify(answer.body, null, 2)} />
      </div>
    </Notice>
  );
}
