'use client';
/** How a credential stands, as a mark and a word. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

const colours = {
  valid: 'text-valid',
  expiring: 'text-expiring',
  invalid: 'text-invalid',
  unchecked: 'text-unchecked',
  locked: 'text-locked',
};

export type BadgeStatus = keyof typeof colours;

const shapes: Record<BadgeStatus, ReactNode> = {
  valid: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  expiring: (
    <>
      <circle cx="6" cy="6" r="4.25" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.75a4.25 4.25 0 0 0 0 8.5z" fill="currentColor" />
    </>
  ),
  invalid: <path d="m2.5 2.5 7 7m0-7-7 7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  unchecked: <circle cx="6" cy="6" r="4.25" stroke="currentColor" strokeWidth="1.5" />,
  locked: (
    <path
      d="M2.5 5.5h7v5h-7zM4 5.5V4a2 2 0 1 1 4 0v1.5"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinejoin="round"
    />
  ),
};

/** A status as shape, word and colour; `children` replaces the word by a more exact one. */
export function StatusBadge({ status, children }: { status: BadgeStatus; children?: ReactNode }) {
  const t = useTranslations('ui');
  return (
    <span className={`inline-flex items-center gap-1.5 text-[13px] font-medium ${colours[status]}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" fill="none" className="shrink-0" aria-hidden="true">
        {shapes[status]}
      </svg>
      {children ?? t(`status.${status}`)}
    </span>
  );
}
