/** What differs between two states of a credential, in the words of its page. */
import type { Tile } from '../../../../lib/credential/look/tile.ts';
import type { ConflictRow } from './conflict-dialog.tsx';

const fields: [label: string, value: (tile: Tile) => string][] = [
  ['Credential Name', (tile) => tile.name],
  ['Credential Description', (tile) => tile.description],
  ['Token', (tile) => `…${tile.tokenLastFour}, set by ${tile.tokenSetBy}`],
  ['WhatsApp Business Account ID', (tile) => tile.wabaId],
  ['API Version', (tile) => tile.apiVersion],
];

/** The fields in which two tiles differ; all of them the same means that only the version counted up. */
export function changedFields(seen: Tile, now: Tile): ConflictRow[] {
  return fields
    .map(([label, value]) => ({ label, mine: value(seen), theirs: value(now) }))
    .filter(({ mine, theirs }) => mine !== theirs);
}
