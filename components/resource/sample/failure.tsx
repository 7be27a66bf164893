'use client';
/** Why a call did not succeed: the cause and the way out, and folded what Meta said. */
import type { GraphErrorView } from '../../../lib/resource/sample/sample-view.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DisclosureMark } from '../../ui/disclosure-mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { SampleFailure } from './use-sample.ts';

function detailsOf({ graph, requestId }: SampleFailure): string {
  const lines = graph
    ? [
        graph.message && `Meta: ${graph.message}`,
        graph.details && `Details: ${graph.details}`,
        graph.userTitle && `Title: ${graph.userTitle}`,
        graph.userMessage && graph.userMessage !== graph.details && `Explanation: ${graph.userMessage}`,
        `Code: ${graph.code ?? 'none'}${graph.subcode === null ? '' : `, subcode ${graph.subcode}`}`,
        `Status: ${graph.status}${graph.type ? `, ${graph.type}` : ''}`,
        graph.traceId && `Trace: ${graph.traceId}`,
      ]
    : [];
  return [...lines, requestId && `Request: ${requestId}`].filter(Boolean).join('\n');
}

function titleOf({ graph }: SampleFailure): string {
  if (!graph) return 'This could not be done';
  return graph.code === null ? 'Meta refused the call' : `Meta refused the call with its error ${graph.code}`;
}

/** The cause in Meta's words, under the title it gives them. */
function wordsOf({ userTitle, details, message }: GraphErrorView): string {
  return [userTitle, details ?? message].filter(Boolean).join(': ');
}

export function Failure({ failure }: { failure: SampleFailure }) {
  const { text, graph, signIn } = failure;
  const details = detailsOf(failure);
  // Our sentence may send people to Meta's words, which Graph puts now here, now there.
  const words = graph && wordsOf(graph);
  const isSaid = !words || text.includes(words);
  return (
    <Notice tone="problem" title={titleOf(failure)}>
      <p>
        {text}
        {signIn && (
          <>
            {' '}
            <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline">
              Sign in
            </a>
          </>
        )}
      </p>
      {!isSaid && <p className="mt-1 text-muted wrap-anywhere">Meta: {words}</p>}
      {details && (
        <details className="group mt-2">
          <summary className="flex w-fit items-baseline gap-2 rounded-sm text-muted">
            <DisclosureMark />
            Details
          </summary>
          <div className="mt-2 flex flex-col gap-2">
            <pre className="font-mono text-xs break-words whitespace-pre-wrap">{details}</pre>
            <span>
              <CopyButton text={details}>Copy details</CopyButton>
            </span>
          </div>
        </details>
      )}
    </Notice>
  );
}
