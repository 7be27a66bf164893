'use client';
/** What a credential can list, fetched when a field asks for it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListedKind } from '../../../lib/connector/endpoint.ts';
import type { Choices } from '../../../lib/resource/sample/sample-view.ts';
import { callApi, failureText } from '../../http/call.ts';

export type Choice = Choices['items'][number];

interface Listed extends Choices {
  /** Why there is no list; null while it is fetched, and when it is there. */
  problem: string | null;
  loading: boolean;
}

const nothing: Listed = { items: [], complete: true, problem: null, loading: true };

export function useChoices(credentialId: string, list: ListedKind) {
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
    if (answer.kind === 'done') setListed({ ...answer.body, problem: null, loading: false });
    else setListed({ items: [], complete: false, problem: failureText(answer), loading: false });
  }, [credentialId, list]);
  useEffect(() => {
    void fetchThem();
    return () => running.current?.abort();
  }, [fetchThem]);
  return { ...listed, again: fetchThem };
}
