'use client';
import { useTranslations } from 'use-intl';
import type { ResourceKind } from '../../lib/resource/schema.ts';

const steps = ['connector', 'authenticate', 'configure', 'test'] as const;
export type Step = (typeof steps)[number];

/** Which step of creating a resource this is. */
export function StepHeader({ kind, step }: { kind: ResourceKind; step: Step }) {
  const t = useTranslations('resource');
  const current = steps.indexOf(step);
  return (
    <div className="mb-8 flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-b border-line pb-4">
      <p className="font-medium text-muted">{t(`create.${kind}`)}</p>
      <ol className="flex items-center gap-2 text-[13px]">
        {steps.map((name, index) => {
          const done = index < current;
          const here = index === current;
          return (
            <li key={name} className="flex items-center gap-2" aria-current={here ? 'step' : undefined}>
              {index > 0 ? <span className="h-px w-4 bg-edge lg:w-8" aria-hidden="true" /> : null}
              <span
                className={`grid size-6 place-items-center rounded-full text-xs font-semibold ${
                  here
                    ? 'bg-accent text-on-accent'
                    : done
                      ? 'bg-accent-soft text-accent'
                      : 'border border-edge text-muted'
                }`}
                aria-hidden="true"
              >
                {done ? '✓' : index + 1}
              </span>
              <span className={here ? 'font-semibold' : 'text-muted max-lg:sr-only'}>
                {t(`wizard.steps.${name}`)}
                {done ? <span className="sr-only"> {t('wizard.stepDone')}</span> : null}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
