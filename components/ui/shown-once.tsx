'use client';
/** Something that is shown this once: a link or a key, to be copied before it is closed. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';

interface ShownOnceProps {
  /** The words of the copy button. */
  copy: string;
  value: string;
  onClose: () => void;
  /** What to do with it. */
  children: ReactNode;
  /** What else it goes into, before it is closed. */
  more?: ReactNode;
}

export function ShownOnce({ copy, value, onClose, children, more }: ShownOnceProps) {
  const t = useTranslations('ui');
  return (
    <div className="flex flex-col gap-4">
      <p className="leading-relaxed" role="status">
        {children}
      </p>
      <p className="rounded-control border border-line bg-sunken px-3 py-2 font-mono text-[13px] break-all">
        {value}
      </p>
      {more}
      <div className="flex items-center justify-between gap-2">
        <CopyButton text={value}>{copy}</CopyButton>
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      </div>
    </div>
  );
}
