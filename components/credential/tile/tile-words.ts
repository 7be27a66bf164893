/** How the facts of a tile are put in words. Pure; used on the server and in the browser. */
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { BadgeStatus } from '../../ui/status-badge.tsx';
import { relativeTime } from '../../words/relative-time.ts';

const reasons: Record<string, string> = {
  token_rejected: 'Meta rejects the token',
  token_expired: 'The token has expired',
  token_missing: 'Needs a token',
  waba_unreachable: 'The account is out of reach',
  permission_missing: 'A permission or access is missing',
  app_secret_required: 'Meta asks for the App Secret',
  app_secret_wrong: 'The App Secret is wrong',
  version_unknown: 'Meta knows no such version',
  account_restricted: 'Meta restricted the account',
  request_refused: 'Meta refuses the request',
};

const kinds: Record<NonNullable<Tile['tokenKind']>, string> = {
  system_user: 'System user',
  user: 'Person',
  page: 'Page',
  app: 'App',
  unknown: 'Kind unknown',
};

type Facts = Pick<
  Tile,
  'status' | 'reason' | 'locked' | 'checkedAt' | 'lastAttempt' | 'tokenExpiresAt' | 'dataAccessExpiresAt'
>;

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
export function statusWords(tile: Facts, now: Date): string {
  if (tile.locked) return 'Locked: its key is missing';
  const end = endOf(tile);
  switch (tile.status) {
    case 'valid':
      return 'Valid';
    case 'expiring':
      return end ? `Expires ${relativeTime(end, now)}` : 'Expires soon';
    case 'invalid':
      return reasons[tile.reason] ?? 'Invalid';
    case 'unchecked':
      return 'Not checked';
  }
}

/** When Meta decided last, or tried and failed: whichever people need to know. */
export function ageOf(tile: Facts): { word: string; at: string } | null {
  if (tile.checkedAt) return { word: 'checked', at: tile.checkedAt };
  return tile.lastAttempt ? { word: 'tried', at: tile.lastAttempt.at } : null;
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
  {
    tokenKind,
    tokenNeverExpires,
    tokenExpiresAt,
  }: Pick<Tile, 'tokenKind' | 'tokenNeverExpires' | 'tokenExpiresAt'>,
  now: Date,
): string {
  const kind = tokenKind ? kinds[tokenKind] : kinds.unknown;
  if (tokenNeverExpires) return `${kind}, no end`;
  return tokenExpiresAt ? `${kind}, ends ${relativeTime(tokenExpiresAt, now)}` : kind;
}

export function usageWords(count: number): string {
  return count === 0 ? 'not used yet' : `used by ${count}`;
}

/** The digits of an id in groups of four for the eye. */
export function groupsOf(id: string): string[] {
  return id.match(/.{1,4}/g) ?? [];
}
