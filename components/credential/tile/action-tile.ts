/** What the menu of a credential, and what it opens, know of the credential. */
import type { Tile } from '../../../lib/credential/look/tile.ts';

export type ActionTile = Pick<Tile, 'id' | 'name' | 'connector' | 'locked' | 'reason' | 'tokenLastFour'>;
