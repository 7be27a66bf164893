import type { ReactNode } from 'react';

/** A part of a page that scrolls by itself; also by keyboard, and with a name of its own. */
export function Scrollable({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className={`overflow-auto rounded-control border border-line ${className}`}
    >
      {children}
    </section>
  );
}
