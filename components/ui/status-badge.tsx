import type { ReactNode } from 'react';

const looks = {
  valid: { word: 'Valid', colour: 'text-valid' },
  expiring: { word: 'Expiring', colour: 'text-expiring' },
  invalid: { word: 'Invalid', colour: 'text-invalid' },
  unchecked: { word: 'Not checked', colour: 'text-unchecked' },
  locked: { word: 'Locked', colour: 'text-locked' },
};

export type BadgeStatus = keyof typeof looks;

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
  const { word, colour } = looks[status];
  return (
    <span className={`inline-flex items-center gap-1.5 text-[13px] font-medium ${colour}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" fill="none" className="shrink-0" aria-hidden="true">
        {shapes[status]}
      </svg>
      {children ?? word}
    </span>
  );
}
