/** The place of tiles while they are on their way. */
import { words } from '../../../lib/words/words.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { tileGridClass } from './tile-grid-class.ts';

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
