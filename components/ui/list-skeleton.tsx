import { words } from '../../lib/words/words.ts';
import { Skeleton } from './skeleton.tsx';

/** A list on its way. */
export function ListSkeleton() {
  return (
    <div role="status" aria-label={words('ui')('loading')}>
      <Skeleton className="mb-6 h-10 w-48" />
      <Skeleton className="mb-4 h-10 w-full max-w-md" />
      <div className="flex flex-col gap-px">
        {['a', 'b', 'c', 'd', 'e'].map((row) => (
          <Skeleton key={row} className="h-18" />
        ))}
      </div>
    </div>
  );
}
