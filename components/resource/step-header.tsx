import type { ResourceKind } from '../../lib/resource/schema.ts';
import { resourceWords } from './words.ts';

const steps = ['Connector', 'Authenticate', 'Configure', 'Test & Save'] as const;
export type Step = (typeof steps)[number];

/** Which step of creating a resource this is. */
export function StepHeader({ kind, step }: { kind: ResourceKind; step: Step }) {
  const current = steps.indexOf(step);
  return (
    <div className="mb-8 flex flex-wrap items-center justify-between gap-x-8 gap-y-3 border-b border-line pb-4">
      <p className="font-medium text-muted">{resourceWords[kind].title}</p>
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
                {name}
                {done ? <span className="sr-only"> (done)</span> : null}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
