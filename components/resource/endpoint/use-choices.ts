'use client';
/** What a credential can list, fetched when a field asks for it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ListedKind } from '../../../lib/connector/endpoint.ts';
import type { Choices } from '../../../lib/resource/sample/sample-view.ts';
import { type CallAnswer, callApi } from '../../http/call.ts';
import { callWords } from '../call-words.ts';

export type Choice = Choices['items'][number];

interface Listed extends Choices {
  /** Why there is no list; null while it is fetched, and when it is there. */
  failure: Exclude<CallAnswer, { kind: 'done' }> | null;
  loading: boolean;
}

const nothing: Listed = { items: [], complete: true, failure: null, loading: true };

export function useChoices(credentialId: string, list: ListedKind) {
  const t = useTranslations('sample');
  const tProblem = useTranslations('problem');
  const [listed, setListed] = useState<Listed>(nothing);
  const running = useRef<AbortController>(undefined);
  const fetchThem = useCallback(async () => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setListed(nothing);
    const url = `/api/credentials/${credentialId}/choices?of=${list}`;
    const answer = await callApi<Choices>({ method: 'GET', url, signal: mine.signal });
    if (mine.signal.aborted) return;
    if (answer.kind === 'done') setListed({ ...answer.body, failure: null, loading: false });
    else setListed({ items: [], complete: false, failure: answer, loading: false });
  }, [credentialId, list]);
  useEffect(() => {
    void fetchThem();
    return () => running.current?.abort();
  }, [fetchThem]);
  const { failure, ...rest } = listed;
  /** Why there is no list; null while it is fetched, and when it is there. */
  const problem = failure && callWords(t, tProblem, failure);
  return { ...rest, problem, again: fetchThem };
}
