import type { ReactNode } from 'react';

const tones = {
  problem: 'border-invalid/50 bg-invalid-soft',
  warning: 'border-expiring/50 bg-expiring-soft',
  info: 'border-line bg-sunken',
  success: 'border-accent/40 bg-accent-soft',
};

interface NoticeProps {
  tone: keyof typeof tones;
  title?: string;
  children?: ReactNode;
  /** Problems are announced at once, everything else politely; `none` for what is there from the start. */
  announce?: boolean;
  id?: string;
  className?: string;
}

/** A banner with a cause and a way out. */
export function Notice({ tone, title, children, announce = true, id, className = '' }: NoticeProps) {
  const role = announce ? (tone === 'problem' ? 'alert' : 'status') : undefined;
  return (
    <div
      id={id}
      role={role}
      tabIndex={id ? -1 : undefined}
      className={`flex flex-col gap-1 rounded-control border px-4 py-3 leading-relaxed ${tones[tone]} ${className}`}
    >
      {title ? <p className="font-medium">{title}</p> : null}
      {children ? <div className="text-sm">{children}</div> : null}
    </div>
  );
}
