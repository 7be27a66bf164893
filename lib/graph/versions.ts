/**
 * The versions of the Graph API that Meta has announced, and what Meta does with each of them today.
 * Nothing here needs Node, so it may be shipped to browsers.
 * Source: the changelog of Meta's Graph API, as of its edition of 4 November 2026.
 */

interface VersionRow {
  version: string;
  /** Day of release and first day without the version (UTC), as YYYY-MM-DD; null: not announced. */
  released: string;
  expires: string | null;
}

const rows: readonly VersionRow[] = [
  { version: 'v13.0', released: '2022-02-08', expires: '2024-05-28' },
  { version: 'v14.0', released: '2022-05-25', expires: '2024-09-17' },
  { version: 'v15.0', released: '2022-09-15', expires: '2024-11-20' },
  { version: 'v16.0', released: '2023-02-02', expires: '2025-05-14' },
  { version: 'v17.0', released: '2023-05-23', expires: '2025-09-12' },
  { version: 'v18.0', released: '2023-09-12', expires: '2026-01-26' },
  { version: 'v19.0', released: '2024-01-23', expires: '2026-05-21' },
  { version: 'v20.0', released: '2024-05-21', expires: '2026-09-24' },
  { version: 'v21.0', released: '2024-10-02', expires: '2027-01-21' },
  { version: 'v22.0', released: '2025-01-21', expires: '2027-05-20' },
  { version: 'v23.0', released: '2025-05-29', expires: '2027-10-08' },
  { version: 'v24.0', released: '2025-10-08', expires: '2028-02-18' },
  { version: 'v25.0', released: '2026-02-18', expires: '2028-07-29' },
  { version: 'v26.0', released: '2026-07-29', expires: null },
  { version: 'v27.0', released: '2026-11-04', expires: null },
];

const versionPattern = /^v[1-9][0-9]{0,2}\.[0-9]$/;
const dayMs = 86_400_000;
const retiringDays = 90;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The newest version that is known to exist. */
export const newestVersion = 'v27.0';

/** Every known version with its days, oldest first. */
export const knownVersions: readonly Readonly<VersionRow>[] = rows;

export type VersionState = 'usable' | 'retiring' | 'expired' | 'newer_than_known' | 'unknown';

export interface VersionDescription {
  version: string;
  state: VersionState;
  /** YYYY-MM-DD in UTC; null when not known. */
  released: string | null;
  expires: string | null;
  /** Whole days, begun ones counted, until Meta retires it; null when it has, or when no day is announced. */
  daysLeft: number | null;
  /** What Meta does with calls of this version, in one sentence for people. */
  sentence: string;
}

/** A day as people read it, such as "26 Jan 2026", in UTC, so that every reader sees Meta's own day. */
export function formatDay(instant: Date): string {
  return `${instant.getUTCDate()} ${months[instant.getUTCMonth()]} ${instant.getUTCFullYear()}`;
}

const startOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
const numberOf = (version: string): number => Number(version.slice(1));

function isServed(row: VersionRow, now: Date): boolean {
  return row.expires === null || now < startOf(row.expires);
}

/** The oldest version that Meta still serves; calls of retired versions are answered as this one. */
export function oldestUsable(now: Date): string {
  return rows.find((row) => isServed(row, now))?.version ?? newestVersion;
}

/** Reads a version as people write it ("25", "25.0", "v25", "V25.0") into Meta's form, or null if it is none. */
export function normaliseVersion(text: string): string | null {
  const match = /^[vV]?([1-9][0-9]{0,2})(?:\.([0-9]))?$/.exec(text.trim());
  return match ? `v${match[1]}.${match[2] ?? '0'}` : null;
}

/** What is known about a version at the time `now`. Anything that is no version has the state `unknown`. */
export function describeVersion(version: string, now: Date): VersionDescription {
  const row = rows.find((candidate) => candidate.version === version);
  if (row) return describeRow(row, now);
  const nothing = { version, released: null, expires: null, daysLeft: null };
  if (!versionPattern.test(version)) {
    return { ...nothing, state: 'unknown', sentence: `A version looks like ${newestVersion}.` };
  }
  const oldest = rows[0];
  if (oldest && numberOf(version) < numberOf(oldest.version)) {
    const sentence = `${version} is older than ${oldest.version}, and retired; calls are answered as ${oldestUsable(now)}, the oldest version still served.`;
    return { ...nothing, state: 'expired', sentence };
  }
  if (numberOf(version) > numberOf(newestVersion)) {
    const sentence = `${version} is newer than ${newestVersion}, the newest version that Flowkeep knows; Meta decides whether it exists.`;
    return { ...nothing, state: 'newer_than_known', sentence };
  }
  const sentence = `Meta's list of versions has no ${version}; the newest is ${newestVersion}.`;
  return { ...nothing, state: 'unknown', sentence };
}

function describeRow(row: VersionRow, now: Date): VersionDescription {
  const { version, released, expires } = row;
  const facts = { version, released, expires };
  if (expires === null) {
    const sentence = `Meta serves ${version} and has not announced its last day.`;
    return { ...facts, state: 'usable', daysLeft: null, sentence };
  }
  const end = startOf(expires);
  const day = formatDay(end);
  if (!isServed(row, now)) {
    const sentence = `Meta retired ${version} on ${day}; calls are answered as ${oldestUsable(now)}, the oldest version still served.`;
    return { ...facts, state: 'expired', daysLeft: null, sentence };
  }
  const daysLeft = Math.ceil((end.getTime() - now.getTime()) / dayMs);
  if (daysLeft > retiringDays) {
    return { ...facts, state: 'usable', daysLeft, sentence: `Meta serves ${version} until ${day}.` };
  }
  const left = daysLeft === 1 ? '1 day' : `${daysLeft} days`;
  const sentence = `Meta retires ${version} on ${day}, in ${left}; after that, calls are answered as ${oldestUsable(end)}.`;
  return { ...facts, state: 'retiring', daysLeft, sentence };
}
