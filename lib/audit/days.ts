/** Days as somebody counts them: from midnight to midnight in a time zone. Pure. */

const hourMs = 3_600_000;

/** The day that a moment has in a zone, such as 2026-11-29. */
function dayOf(ms: number, format: Intl.DateTimeFormat): string {
  const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

/** Whether this runtime knows a time zone of that name. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * The first moment of a day in a zone, to the second. It is looked for, not computed: where the clock is put forward
 * at midnight, the day begins at one.
 * @param day such as 2026-11-29
 */
export function startOfDay(day: string, zone: string): Date {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // No zone is further from UTC than this; seconds are as fine as zones ever were.
  let [before, after] = [midnight - 16 * hourMs, midnight + 16 * hourMs];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (dayOf(middle, format) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** The first moment after a day in a zone. */
export function endOfDay(day: string, zone: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * hourMs);
  return startOfDay(next.toISOString().slice(0, 10), zone);
}
