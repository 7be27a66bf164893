/** How the facts of a tile are put in words. Pure; used on the server and in the browser. */
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { Words } from '../../../lib/words/words.ts';
import type { BadgeStatus } from '../../ui/status-badge.tsx';
import { wordsByCode } from '../../words/by-code.ts';
import { type NearWords, relativeTime } from '../../words/relative-time.ts';

type Facts = Pick<
  Tile,
  'status' | 'reason' | 'locked' | 'checkedAt' | 'lastAttempt' | 'tokenExpiresAt' | 'dataAccessExpiresAt'
>;

/** What the facts are told with. */
export interface TileWording {
  t: Words<'credentialTile'>;
  language: string;
  near: NearWords;
}

/** The wording of the words of two rooms, as `words` or `useTranslations` give them. */
export function tileWording(t: Words<'credentialTile'>, tUi: Words<'ui'>, language: string): TileWording {
  return { t, language, near: { justNow: tUi('justNow'), inAMoment: tUi('inAMoment') } };
}

/** Whether it has a token that opens: without one, nothing can be done with it. */
export function isUsable({ locked, reason }: Pick<Tile, 'locked' | 'reason'>): boolean {
  return !locked && reason !== 'token_missing';
}

export function badgeStatus(tile: Pick<Tile, 'status' | 'locked'>): BadgeStatus {
  return tile.locked ? 'locked' : tile.status;
}

/** The first end of what the token allows, or null if none is known. */
function endOf({ tokenExpiresAt, dataAccessExpiresAt }: Facts): string | null {
  const ends = [tokenExpiresAt, dataAccessExpiresAt].filter((end) => end !== null);
  return ends.sort()[0] ?? null;
}

/** What stands beside the status mark, such as "Expires in 6 days". */
export function statusWords({ t, language, near }: TileWording, tile: Facts, now: Date): string {
  if (tile.locked) return t('locked');
  const end = endOf(tile);
  switch (tile.status) {
    case 'valid':
      return t('valid');
    case 'expiring':
      return end ? t('expires', { when: relativeTime(end, now, language, near) }) : t('expiresSoon');
    case 'invalid':
      return wordsByCode(t, `reasons.${tile.reason}`) ?? t('invalid');
    case 'unchecked':
      return t('unchecked');
  }
}

/** When Meta decided last, or tried and failed: whichever people need to know. */
export function ageOf(tile: Facts): { done: 'checked' | 'tried'; at: string } | null {
  if (tile.checkedAt) return { done: 'checked', at: tile.checkedAt };
  return tile.lastAttempt ? { done: 'tried', at: tile.lastAttempt.at } : null;
}

/** "v18.0 → v21.0" when Meta answers as another version than the one asked for. */
export function versionWords({
  apiVersion,
  servedVersion,
}: Pick<Tile, 'apiVersion' | 'servedVersion'>): string {
  return servedVersion && servedVersion !== apiVersion ? `${apiVersion} → ${servedVersion}` : apiVersion;
}

/** The kind of the token and, where known, how long it lives, such as "System user, no end". */
export function kindWords(
  { t, language, near }: TileWording,
  {
    tokenKind,
    tokenNeverExpires,
    tokenExpiresAt,
  }: Pick<Tile, 'tokenKind' | 'tokenNeverExpires' | 'tokenExpiresAt'>,
  now: Date,
): string {
  const end = tokenNeverExpires ? 'never' : tokenExpiresAt ? 'known' : 'other';
  const when = tokenExpiresAt ? relativeTime(tokenExpiresAt, now, language, near) : '';
  return t(`kinds.${tokenKind ?? 'unknown'}`, { end, when });
}

export function usageWords({ t }: TileWording, count: number): string {
  return t('usage', { count });
}

/** The digits of an id in groups of four for the eye. */
export function groupsOf(id: string): string[] {
  return id.match(/.{1,4}/g) ?? [];
}
