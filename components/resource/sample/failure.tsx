'use client';
/** Why a call did not succeed: the cause and the way out, and folded what Meta said. */
import { useTranslations } from 'use-intl';
import type { GraphErrorView } from '../../../lib/resource/sample/sample-view.ts';
import type { Words } from '../../../lib/words/words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DisclosureMark } from '../../ui/disclosure-mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { SampleFailure } from './use-sample.ts';

function detailsOf(t: Words<'sample'>, { graph, requestId }: SampleFailure): string {
  const line = (
    name: 'meta' | 'details' | 'title' | 'explanation' | 'status' | 'trace' | 'request',
    text: string,
  ) => t(`failure.lines.${name}`, { text });
  const lines = graph
    ? [
        graph.message && line('meta', graph.message),
        graph.details && line('details', graph.details),
        graph.userTitle && line('title', graph.userTitle),
        graph.userMessage && graph.userMessage !== graph.details && line('explanation', graph.userMessage),
        codeLine(t, graph),
        line('status', [graph.status, graph.type].filter(Boolean).join(', ')),
        graph.traceId && line('trace', graph.traceId),
      ]
    : [];
  return [...lines, requestId && line('request', requestId)].filter(Boolean).join('\n');
}

function codeLine(t: Words<'sample'>, { code: number, subcode }: GraphErrorView): string {
  const code = number === null ? t('failure.lines.noCode') : String(number);
  if (subcode === null) return t('failure.lines.code', { code });
  return t('failure.lines.subcode', { code, subcode: String(subcode) });
}

function titleOf(t: Words<'sample'>, { graph }: SampleFailure): string {
  if (!graph) return t('failure.title');
  return graph.code === null ? t('failure.refused') : t('failure.refusedAs', { code: String(graph.code) });
}

/** The cause in Meta's words, under the title it gives them. */
function wordsOf({ userTitle, details, message }: GraphErrorView): string {
  return [userTitle, details ?? message].filter(Boolean).join(': ');
}

export function Failure({ failure }: { failure: SampleFailure }) {
  const t = useTranslations('sample');
  const { text, graph, signIn } = failure;
  const details = detailsOf(t, failure);
  // Our sentence may send people to Meta's words, which Graph puts now here, now there.
  const words = graph && wordsOf(graph);
  const isSaid = !words || text.includes(words);
  return (
    <Notice tone="problem" title={titleOf(t, failure)}>
      <p>
        {text}
        {signIn && (
          <>
            {' '}
            <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline">
              {t('failure.signIn')}
            </a>
          </>
        )}
      </p>
      {!isSaid && (
        <p className="mt-1 text-muted wrap-anywhere">
          {t.rich('failure.meta', { words: () => <span translate="no">{words}</span> })}
        </p>
      )}
      {details && (
        <details className="group mt-2">
          <summary className="flex w-fit items-baseline gap-2 rounded-sm text-muted">
            <DisclosureMark />
            {t('failure.details')}
          </summary>
          <div className="mt-2 flex flex-col gap-2">
            <pre className="font-mono text-xs break-words whitespace-pre-wrap">{details}</pre>
            <span>
              <CopyButton text={details}>{t('failure.copyDetails')}</CopyButton>
            </span>
          </div>
        </details>
      )}
    </Notice>
  );
}
