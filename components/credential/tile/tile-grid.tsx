/** The grid in which tiles stand, and its place while they are on their way. */
import { words } from '../../../lib/words/words.ts';
import { Skeleton } from '../../ui/skeleton.tsx';

/** Columns of 280 px; on a phone one column. */
export const tileGridClass = 'grid grid-cols-[repeat(auto-fill,minmax(min(280px,100%),1fr))] gap-4';

const places = ['one', 'two', 'three', 'four', 'five', 'six'];

/** As tall as tiles are, so that nothing moves when they come. */
export function TileGridSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">{words('credentialTile')('loading')}</span>
      <div className={tileGridClass}>
        {places.map((place) => (
          <Skeleton key={place} className="h-48 rounded-card" />
        ))}
      </div>
    </div>
  );
}
