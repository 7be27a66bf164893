/** When Graph, having refused for too many calls, may be asked again. */
import { isObject } from './untrusted.ts';

const longestSeconds = 3600;

/** Meta's business usage header: lists of usages by business object, each with its minutes until access is regained. */
function minutesToRegain(header: string): number {
  let usages: unknown;
  try {
    usages = JSON.parse(header);
  } catch {
    return 0;
  }
  if (!isObject(usages)) return 0;
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
