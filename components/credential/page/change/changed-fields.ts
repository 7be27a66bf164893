/** What differs between two states of a credential, in the words of its page. */
import type { Tile } from '../../../../lib/credential/look/tile.ts';
import type { Words } from '../../../../lib/words/words.ts';
import type { ConflictRow } from './conflict-dialog.tsx';

/** Of a token, what tells it from another; its text is never here. */
const tokenOf = (tile: Tile) => `${tile.tokenLastFour} ${tile.tokenSetBy}`;

const fields = ['name', 'description', 'token', 'wabaId', 'apiVersion'] as const;

/** The fields in which two tiles differ; all of them the same means that only the version counted up. */
export function changedFields(t: Words<'credentialPage'>, seen: Tile, now: Tile): ConflictRow[] {
  const told = (tile: Tile) => t('conflict.tokenOf', { lastFour: tile.tokenLastFour, name: tile.tokenSetBy });
  return fields.flatMap((field): ConflictRow[] => {
    if (field === 'token')
      return tokenOf(seen) === tokenOf(now) ? [] : [{ field, mine: told(seen), theirs: told(now) }];
    return seen[field] === now[field] ? [] : [{ field, mine: seen[field], theirs: now[field] }];
  });
}
