/** From a credential's row to its tile: by selection, so that a new column never leaves by accident. */
import type { Prisma } from '../../../prisma/generated/client.ts';
import { tokenMissing } from '../missing.ts';
import { type CredentialStatus, expiringDays, type Tile } from './tile.ts';

/** The columns a tile is made from; no envelope is among them. */
export const tileColumns = {
  id: true,
  connector: true,
  name: true,
  description: true,
  wabaId: true,
  wabaName: true,
  apiVersion: true,
  servedVersion: true,
  verdict: true,
  reason: true,
  checkedAt: true,
  attemptedAt: true,
  attemptReason: true,
  tokenKind: true,
  tokenLastFour: true,
  tokenFingerprint: true,
  tokenExpiresAt: true,
  tokenNeverExpires: true,
  dataAccessExpiresAt: true,
  usableUntil: true,
  scopes: true,
  appId: true,
  appName: true,
  hasAppSecret: true,
  tokenSetByName: true,
  tokenSetAt: true,
  createdByName: true,
  createdAt: true,
  updatedAt: true,
  version: true,
  tokenVersion: true,
  lastUsedAt: true,
  secrets: { select: { keyId: true, version: true } },
} satisfies Prisma.CredentialSelect;

export type TileRow = Prisma.CredentialGetPayload<{ select: typeof tileColumns }>;

/** The moment before which a token that is still usable counts as expiring. */
export function expiringBefore(now: Date): Date {
  return new Date(now.getTime() + expiringDays * 24 * 60 * 60 * 1000);
}

/** What follows from the last verdict and the clock, without asking anybody. */
export function statusAt(
  row: Pick<TileRow, 'verdict' | 'reason' | 'usableUntil'>,
  now: Date,
): { status: CredentialStatus; reason: string } {
  if (row.verdict !== 'valid') return { status: row.verdict, reason: row.reason };
  if (row.usableUntil && row.usableUntil <= now) return { status: 'invalid', reason: 'token_expired' };
  if (row.usableUntil && row.usableUntil <= expiringBefore(now)) {
    return { status: 'expiring', reason: 'expires_soon' };
  }
  return { status: 'valid', reason: row.reason };
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** What a tile tells of other rows. */
export interface Surroundings {
  usedBy: number;
  sameTokenAs: Tile['sameTokenAs'];
  rollBackUntil: Date | null;
}

/** Whether the secrets in use can't be opened here: sealed with a key that is not loaded, or gone without being deleted. */
function isLocked(row: TileRow, loadedKeys: ReadonlySet<string>): boolean {
  const inUse = row.secrets.filter(({ version }) => version === row.tokenVersion);
  if (inUse.length === 0) return row.reason !== tokenMissing;
  return inUse.some(({ keyId }) => !loadedKeys.has(keyId));
}

/** The tile of a row. `loadedKeys` are the ids of the keys that can open envelopes here. */
export function toTile(
  row: TileRow,
  context: Surroundings & { loadedKeys: ReadonlySet<string>; now: Date },
): Tile {
  return {
    id: row.id,
    connector: row.connector,
    name: row.name,
    description: row.description,
    ...statusAt(row, context.now),
    checkedAt: iso(row.checkedAt),
    lastAttempt:
      row.attemptedAt && row.attemptReason
        ? { at: row.attemptedAt.toISOString(), code: row.attemptReason }
        : null,
    wabaId: row.wabaId,
    wabaName: row.wabaName,
    apiVersion: row.apiVersion,
    servedVersion: row.servedVersion,
    tokenKind: row.tokenKind as Tile['tokenKind'],
    tokenLastFour: row.tokenLastFour,
    tokenFingerprint: row.tokenFingerprint,
    tokenExpiresAt: iso(row.tokenExpiresAt),
    tokenNeverExpires: row.tokenNeverExpires,
    dataAccessExpiresAt: iso(row.dataAccessExpiresAt),
    tokenSetBy: row.tokenSetByName,
    tokenSetAt: row.tokenSetAt.toISOString(),
    scopes: row.scopes,
    appId: row.appId,
    appName: row.appName,
    hasAppSecret: row.hasAppSecret,
    canRollBackUntil: iso(context.rollBackUntil),
    sameTokenAs: context.sameTokenAs,
    locked: isLocked(row, context.loadedKeys),
    usedBy: context.usedBy,
    lastUsedAt: iso(row.lastUsedAt),
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
  };
}
