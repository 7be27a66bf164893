'use client';
/** Fields that are seldom needed, folded away; what is needed there, or wrong, is never out of sight. */
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';

export function Advanced({ needed, children }: { needed: boolean; children: ReactNode }) {
  const t = useTranslations('credentialForm');
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (needed) setOpen(true);
  }, [needed]);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm py-1 text-sm font-medium">{t('advanced')}</summary>
      <div className="flex flex-col gap-5 pt-4">{children}</div>
    </details>
  );
}
