import type { ReactNode } from 'react';

/** What a list says when it has nothing to show: one sentence, one thing to do. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-dashed border-edge px-6 py-14 text-center">
      <h2 className="text-base font-semibold">{title}</h2>
      {children ? <p className="max-w-[52ch] leading-relaxed text-muted">{children}</p> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
