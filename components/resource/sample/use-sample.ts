'use client';
/** Asking for a sample: one at a time, each can be cancelled. */
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { GraphErrorView, RequestView, SampleView } from '../../../lib/resource/sample/sample-view.ts';
import type { DraftSample, SampleInput } from '../../../lib/resource/schema.ts';
import { callApi } from '../../http/call.ts';
import { callWords } from '../call-words.ts';

export interface SampleFailure {
  text: string;
  /** Where Graph answered, and with what; the request it got. */
  graph: GraphErrorView | null;
  request: RequestView | null;
  requestId: string | null;
  errors: { field: string; message: string }[];
  /** Whether the session has ended: what was typed is still there, and another tab can begin a new one. */
  signIn: boolean;
}

export type SampleState =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'done'; sample: SampleView }
  | { kind: 'failed'; failure: SampleFailure };

/** What is tested: something on the screen, or a saved resource by its address. */
export type SampleTarget = { draft: Omit<DraftSample, keyof SampleInput> } | { url: string };

/** @param onUsed called when the credential was used, so that a page can tell of it */
export function useSample(target: SampleTarget, onUsed?: () => void) {
  const t = useTranslations('sample');
  const tProblem = useTranslations('problem');
  const [state, setState] = useState<SampleState>({ kind: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (input: SampleInput): Promise<SampleState> => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setState({ kind: 'running' });
    const [url, body] =
      'url' in target ? [target.url, input] : ['/api/samples', { ...target.draft, ...input }];
    const answer = await callApi<SampleView>({ method: 'POST', url, body, signal: mine.signal });
    if (mine.signal.aborted) return { kind: 'idle' };
    const next: Extract<SampleState, { kind: 'done' | 'failed' }> =
      answer.kind === 'done'
        ? { kind: 'done', sample: answer.body }
        : { kind: 'failed', failure: failureOf(answer, callWords(t, tProblem, answer)) };
    setState(next);
    if (next.kind === 'failed' ? next.failure.graph : next.sample.answer) onUsed?.();
    return next;
  };
  const stop = () => {
    running.current?.abort();
    setState({ kind: 'idle' });
  };
  return { state, run, stop };
}

function failureOf(
  answer: Exclude<Awaited<ReturnType<typeof callApi>>, { kind: 'done' }>,
  text: string,
): SampleFailure {
  if (answer.kind === 'lost') {
    return { text, graph: null, request: null, requestId: null, errors: [], signIn: false };
  }
  const { graph, request, requestId, errors = [] } = answer.problem;
  return {
    text,
    graph: (graph as GraphErrorView | undefined) ?? null,
    request: (request as RequestView | undefined) ?? null,
    requestId: requestId ?? null,
    errors,
    signIn: answer.problem.code === 'unauthenticated',
  };
}
