'use client';
/** Asks Meta about a stored credential now, and shows what came out. */
import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import type { ProblemBody } from '../../lib/errors.ts';
import type { InspectionReport } from '../../lib/graph/report.ts';
import { Button } from '../ui/button.tsx';
import { callForSteps, type StepAnswer } from './step-stream.ts';

interface Result {
  tone: string;
  text: string;
}

const lost: Result = { tone: 'text-invalid', text: 'Flowkeep did not answer. Try again.' };

function resultOfReport({ verdict, message, steps, graphError }: InspectionReport): Result {
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

function resultOf(answer: StepAnswer): Result | null {
  if (answer.kind === 'cancelled') return null;
  if (answer.kind === 'overdue')
    return { tone: 'text-expiring', text: 'No answer in time. Try again later.' };
  if (answer.kind === 'lost') return lost;
  const body = answer.body as Partial<InspectionReport> & Partial<ProblemBody>;
  if (answer.status === 200 && body.verdict) return resultOfReport(body as InspectionReport);
  return body.detail ? { tone: 'text-invalid', text: body.detail } : lost;
}

export function CheckNow({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const [result, setResult] = useState<Result | null>(null);
  const [checking, setChecking] = useState(false);
  const [, startRefresh] = useTransition();
  const running = useRef<AbortController | null>(null);

  const check = async () => {
    if (running.current) return running.current.abort();
    const stop = new AbortController();
    running.current = stop;
    setChecking(true);
    setResult(null);
    const answer = await callForSteps(
      { method: 'POST', url: `/api/credentials/${id}/inspection` },
      { signal: stop.signal, onStep: () => {} },
    );
    running.current = null;
    setChecking(false);
    setResult(resultOf(answer));
    startRefresh(() => router.refresh());
  };

  return (
    <div className="mt-1 flex flex-col items-start gap-2">
      <Button onClick={check}>
        {checking ? 'Checking… Stop' : 'Check now'}
        <span className="sr-only">: {name}</span>
      </Button>
      <p role="status" className={`text-[13px] leading-5 wrap-anywhere ${result?.tone ?? ''}`}>
        {result?.text}
      </p>
    </div>
  );
}
