/** The place of something that is on its way, at its true size. */
export function Skeleton({ className = '' }: { className?: string }) {
  return <div className={`animate-pulse rounded-control bg-line ${className}`} aria-hidden="true" />;
}
