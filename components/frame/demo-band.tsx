import Link from 'next/link';

/** Marks every page of a demonstration. */
export function DemoBand() {
  return (
    <aside
      aria-label="Demonstration"
      className="flex flex-wrap items-center justify-center gap-x-3 border-b border-expiring/40 bg-expiring-soft bg-[repeating-linear-gradient(135deg,transparent_0_10px,rgb(135_82_0/0.07)_10px_20px)] px-4 py-1.5 text-center text-xs"
    >
      <strong className="font-semibold">Demo</strong>
      <span>Nothing here reaches Meta. Do not enter real tokens.</span>
      <Link
        href="/demo"
        className="inline-flex min-h-6 items-center font-medium underline underline-offset-2"
      >
        Tokens to try
      </Link>
    </aside>
  );
}
