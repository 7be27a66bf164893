/** What Graph says of how much it was asked: when it may be asked again, and when to stop before it refuses. */
import { isObject, type JsonObject } from './untrusted.ts';

const longestSeconds = 3600;
/** Percent of an allowance, by any of Meta's counts, from which on nothing more is sent for a while. */
const fullPercent = 95;
/** Usage is counted over a rolling hour: after this, one call is let through to see where it stands. */
const fullPauseSeconds = 60;
const percentages = ['call_count', 'total_cputime', 'total_time', 'acc_id_util_pct'];

function parseUsage(header: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(header);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Meta's business usage header: lists of usages by business object, each with its minutes until access is regained. */
function minutesToRegain(header: string): number {
  const usages = parseUsage(header);
  if (!usages) return 0;
  const minutes = Object.values(usages)
    .flat()
    .map((usage) => (isObject(usage) ? usage.estimated_time_to_regain_access : 0))
    .filter((value): value is number => typeof value === 'number' && value > 0);
  return minutes.reduce((most, value) => Math.max(most, value), 0);
}

/**
 * Seconds to wait, 1 to 3600, from the usage header (minutes), else from a Retry-After of whole seconds (Meta
 * documents none; a proxy may send one). Null where neither says anything usable: zero, a date or other text.
 */
export function retryAfterSeconds(headers: Headers): number | null {
  const minutes = minutesToRegain(headers.get('x-business-use-case-usage') ?? '');
  if (minutes > 0) return Math.min(Math.ceil(minutes * 60), longestSeconds);
  const retryAfter = headers.get('retry-after') ?? '';
  if (!/^[0-9]{1,15}$/.test(retryAfter) || Number(retryAfter) === 0) return null;
  return Math.min(Number(retryAfter), longestSeconds);
}

function isFull(usage: unknown): boolean {
  return (
    isObject(usage) &&
    percentages.some((name) => {
      const percent = usage[name];
      return typeof percent === 'number' && percent >= fullPercent;
    })
  );
}

/** The headers in which Meta tells how much of an allowance is used. */
export interface UsageHeaders {
  business: string | undefined;
  app: string | undefined;
  adAccount: string | undefined;
}

/**
 * Seconds for which to send nothing more, 1 to 3600, or 0: as long as Meta says when it already refuses, and a
 * minute when an allowance is almost used up.
 */
export function pauseSeconds({ business, app, adAccount }: UsageHeaders): number {
  const minutes = business ? minutesToRegain(business) : 0;
  if (minutes > 0) return Math.min(Math.ceil(minutes * 60), longestSeconds);
  const ofBusiness = business ? Object.values(parseUsage(business) ?? {}).flat() : [];
  const others = [app, adAccount].map((header) => (header ? parseUsage(header) : null));
  return [...ofBusiness, ...others].some(isFull) ? fullPauseSeconds : 0;
}
