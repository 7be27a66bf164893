'use client';
/** Asking Meta about a stored credential now: the steps while it runs, and what came out. */
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemBody } from '../../../lib/errors.ts';
import type { InspectionReport, InspectionStep } from '../../../lib/graph/inspection/report.ts';
import type { Words } from '../../../lib/words/words.ts';
import { problemText } from './problem-text.ts';
import { callForSteps, type StepAnswer } from './step-stream.ts';

export interface CheckResult {
  tone: string;
  text: string;
}

/** The sentences of the inspection are shown as they are: they name what was found, which no code does. */
function resultOfReport(
  t: Words<'credentialProof'>,
  { verdict, message, steps, graphError }: InspectionReport,
): CheckResult {
  const warnings = steps.filter((step) => step.outcome === 'warning').map((step) => step.message);
  if (verdict === 'usable') {
    return warnings.length > 0
      ? { tone: 'text-expiring', text: t('result.acceptedBut', { said: warnings.join(' ') }) }
      : { tone: 'text-valid', text: t('result.accepted') };
  }
  const traceId = graphError?.traceId;
  const tone = verdict === 'refused' ? 'text-invalid' : 'text-expiring';
  return { tone, text: traceId ? t('result.traced', { said: message, traceId }) : message };
}

function resultOf(
  t: Words<'credentialProof'>,
  tProblem: Words<'problem'>,
  answer: StepAnswer,
): CheckResult | null {
  const lost = { tone: 'text-invalid', text: t('result.lost') };
  if (answer.kind === 'cancelled') return null;
  if (answer.kind === 'overdue') return { tone: 'text-expiring', text: t('result.overdue') };
  if (answer.kind === 'lost') return lost;
  const body = answer.body as Partial<InspectionReport> & Partial<ProblemBody>;
  if (answer.status === 200 && body.verdict) return resultOfReport(t, body as InspectionReport);
  const { code, detail } = body;
  if (!code || !detail) return lost;
  return { tone: 'text-invalid', text: problemText(tProblem, { ...body, code, detail }, answer.retryAfter) };
}

export function useCheck(id: string) {
  const t = useTranslations('credentialProof');
  const tProblem = useTranslations('problem');
  const router = useRouter();
  const [result, setResult] = useState<CheckResult | null>(null);
  const [checking, setChecking] = useState(false);
  const [steps, setSteps] = useState<InspectionStep[]>([]);
  const [, startRefresh] = useTransition();
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  /** Starts a check, or stops the one that runs. */
  const check = async () => {
    if (running.current) return running.current.abort();
    const stop = new AbortController();
    running.current = stop;
    setChecking(true);
    setResult(null);
    setSteps([]);
    const answer = await callForSteps(
      { method: 'POST', url: `/api/credentials/${id}/inspection` },
      { signal: stop.signal, onStep: (step) => setSteps((before) => [...before, step]) },
    );
    running.current = null;
    setChecking(false);
    setResult(resultOf(t, tProblem, answer));
    startRefresh(() => router.refresh());
  };
  return { checking, steps, result, check };
}
