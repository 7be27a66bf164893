const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

// With numbers: "tomorrow" and "next month" speak of a calendar, and the server does not know the reader's.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/**
 * "3 min. ago", "in 6 days", "just now". Rounded to the nearest: an age is not made older nor a term longer by more
 * than half a unit, and what has 30 days says so from the start.
 */
export function relativeTime(iso: string, now: Date): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? [null, 1];
  return unit ? relative.format(Math.round(seconds / size), unit) : seconds > 0 ? 'in a moment' : 'just now';
}

/** A moment, told relative to now, with the exact one on hover. The text may differ by a second in the browser. */
export function RelativeTime({ iso, now = new Date() }: { iso: string; now?: Date }) {
  return (
    <time dateTime={iso} title={`${exact.format(new Date(iso))} UTC`} suppressHydrationWarning>
      {relativeTime(iso, now)}
    </time>
  );
}
