'use client';
/** Check now, with the named steps ticking off. */
import { Button } from '../../ui/button.tsx';
import { CheckSteps } from '../proof/check-steps.tsx';
import { useCheck } from '../proof/use-check.ts';

export function CheckNow({ id, name }: { id: string; name: string }) {
  const { checking, steps, result, check } = useCheck(id);
  return (
    <div className="flex flex-col items-start gap-3">
      <Button onClick={check}>
        {checking ? 'Checking… Stop' : 'Check now'}
        <span className="sr-only">: {name}</span>
      </Button>
      {checking && <CheckSteps steps={steps} running />}
      <p role="status" className={`text-[13px] leading-5 wrap-anywhere empty:absolute ${result?.tone ?? ''}`}>
        {result?.text}
      </p>
    </div>
  );
}
