/** A row of a list of keys or invitations: what it is, what went wrong with it, and the way out. */
import type { ReactNode } from 'react';

interface AccessRowProps {
  title: ReactNode;
  problem: string;
  /** What can be done, at the right. */
  action: ReactNode;
  children: ReactNode;
}

export function AccessRow({ title, problem, action, children }: AccessRowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4 max-sm:px-4">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">{title}</p>
        {children}
        <p role="alert" className="text-[13px] text-invalid empty:absolute">
          {problem}
        </p>
      </div>
      {action}
    </li>
  );
}
