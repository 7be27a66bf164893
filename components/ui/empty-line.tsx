import type { ReactNode } from 'react';

/** What a part of a page says when it has nothing to show. */
export function EmptyLine({ children }: { children: ReactNode }) {
  return <p className="leading-relaxed text-muted">{children}</p>;
}
