'use client';
/** Changing what a row stands for: one call at a time, then the page is drawn anew. */
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import { callApi } from '../http/call.ts';
import { failureWords } from '../http/failure-words.ts';

/** `url`: what the row stands for. */
export function useRowChange(url: string) {
  const t = useTranslations('problem');
  const router = useRouter();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [, startRefresh] = useTransition();
  const send = async (method: 'PATCH' | 'DELETE', body?: unknown) => {
    setBusy(true);
    setProblem('');
    const answer = await callApi({ method, url, body });
    setBusy(false);
    if (answer.kind !== 'done') setProblem(failureWords(t, answer));
    // What stands there may have been changed by somebody else: then it is shown too.
    startRefresh(() => router.refresh());
  };
  return { problem, busy, send };
}
