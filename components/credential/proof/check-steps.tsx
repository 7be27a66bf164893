'use client';
/** The named steps of an inspection, as far as they are decided. */
import { Check, CircleDashed, Minus, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import {
  type InspectionStep,
  inspectionSteps,
  type StepOutcome,
} from '../../../lib/graph/inspection/report.ts';
import { Spinner } from '../../ui/button.tsx';
import { forScreenReaders } from '../../words/rich.tsx';

const marks = {
  done: { Icon: Check, colour: 'text-valid' },
  warning: { Icon: TriangleAlert, colour: 'text-expiring' },
  failed: { Icon: X, colour: 'text-invalid' },
  not_run: { Icon: Minus, colour: 'text-muted' },
} satisfies Record<StepOutcome, unknown>;

function Mark({ step, running }: { step: InspectionStep | undefined; running: boolean }) {
  if (!step) return running ? <Spinner /> : <CircleDashed className="size-4 text-muted" aria-hidden="true" />;
  const { Icon, colour } = marks[step.outcome];
  return <Icon className={`size-4 ${colour}`} aria-hidden="true" />;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0);
}

/** `running`: steps without an outcome are on their way; otherwise they were not reached. */
export function CheckSteps({ steps, running }: { steps: InspectionStep[]; running: boolean }) {
  const t = useTranslations('credentialProof');
  return (
    <ol className="flex flex-col gap-2">
      {inspectionSteps.map((id) => {
        const step = steps.find((candidate) => candidate.id === id);
        return (
          <li key={id} className="grid grid-cols-[16px_1fr_auto] items-start gap-x-2.5 text-sm">
            <span className="grid h-5 place-items-center">
              <Mark step={step} running={running} />
            </span>
            <span>
              {t(`steps.${id}`)}
              {t.rich(`outcomes.${step?.outcome ?? 'waiting'}`, { more: forScreenReaders })}
              {step && step.code !== 'ok' && (
                <span className="block text-xs leading-relaxed text-muted">{step.message}</span>
              )}
            </span>
            <span className="text-xs leading-5 text-muted">
              {step?.milliseconds != null && t('seconds', { seconds: seconds(step.milliseconds) })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
