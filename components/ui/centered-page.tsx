import type { ReactNode } from 'react';

/** A calm page with one thing to do. */
export function CenteredPage({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[440px] flex-col justify-center gap-6 px-5 py-10">
      <Wordmark />
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
        {lead ? <p className="text-muted leading-relaxed">{lead}</p> : null}
      </div>
      <div>{children}</div>
    </main>
  );
}

/** The product's name with its mark: a key whose bow is a flow. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-tight">
      <svg viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true">
        <rect x="1" y="1" width="22" height="22" rx="6" fill="var(--accent)" />
        <path
          d="M8.5 8.2a3.8 3.8 0 1 1 3.5 5.3v4.3M12 15.6h2.6"
          stroke="var(--on-accent)"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span translate="no">Flowkeep</span>
    </span>
  );
}
