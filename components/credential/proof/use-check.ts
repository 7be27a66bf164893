'use client';
/** Asking Meta about a stored credential now: the steps while it runs, and what came out. */
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import type { ProblemBody } from '../../../lib/errors.ts';
import type { InspectionReport, InspectionStep } from '../../../lib/graph/inspection/report.ts';
import { callForSteps, type StepAnswer } from './step-stream.ts';

export interface CheckResult {
  tone: string;
  text: string;
}

const lost: CheckResult = { tone: 'text-invalid', text: 'Flowkeep did not answer. Try again.' };

function resultOfReport({ verdict, message, steps, graphError }: InspectionReport): CheckResult {
  const warnings = steps.filter((step) => step.outcome === 'warning').map((step) => step.message);
  if (verdict === 'usable') {
    return warnings.length > 0
      ? { tone: 'text-expiring', text: `Meta accepts it. ${warnings.join(' ')}` }
      : { tone: 'text-valid', text: 'Meta accepts it.' };
  }
  const trace = graphError?.traceId ? ` Trace ID ${graphError.traceId}.` : '';
  const tone = verdict === 'refused' ? 'text-invalid' : 'text-expiring';
  return { tone, text: message + trace };
}

function resultOf(answer: StepAnswer): CheckResult | null {
  if (answer.kind === 'cancelled') return null;
  if (answer.kind === 'overdue')
    return { tone: 'text-expiring', text: 'No answer in time. Try again later.' };
  if (answer.kind === 'lost') return lost;
  const body = answer.body as Partial<InspectionReport> & Partial<ProblemBody>;
  if (answer.status === 200 && body.verdict) return resultOfReport(body as InspectionReport);
  return body.detail ? { tone: 'text-invalid', text: body.detail } : lost;
}

export function useCheck(id: string) {
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
    setResult(resultOf(answer));
    startRefresh(() => router.refresh());
  };
  return { checking, steps, result, check };
}
