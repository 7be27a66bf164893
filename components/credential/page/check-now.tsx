'use client';
/** Check now, with the named steps ticking off. */
import { useTranslations } from 'use-intl';
import { Button } from '../../ui/button.tsx';
import { forScreenReaders } from '../../words/rich.tsx';
import { CheckSteps } from '../proof/check-steps.tsx';
import { useCheck } from '../proof/use-check.ts';

export function CheckNow({ id, name }: { id: string; name: string }) {
  const t = useTranslations('credentialPage');
  const { checking, steps, result, check } = useCheck(id);
  return (
    <div className="flex flex-col items-start gap-3">
      <Button onClick={check}>
        {t.rich(checking ? 'header.stopCheck' : 'header.check', { name, more: forScreenReaders })}
      </Button>
      {checking && <CheckSteps steps={steps} running />}
      <p role="status" className={`text-[13px] leading-5 wrap-anywhere empty:absolute ${result?.tone ?? ''}`}>
        {result?.text}
      </p>
    </div>
  );
}
