const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** "3 min. ago", "in 6 days", "just now". */
export function relativeTime(iso: string, now: Date): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? [null, 1];
  return unit ? relative.format(Math.trunc(seconds / size), unit) : seconds > 0 ? 'in a moment' : 'just now';
}

/** A moment, told relative to now, with the exact one on hover. The text may differ by a second in the browser. */
export function RelativeTime({ iso, now = new Date() }: { iso: string; now?: Date }) {
  return (
    <time dateTime={iso} title={`${exact.format(new Date(iso))} UTC`} suppressHydrationWarning>
      {relativeTime(iso, now)}
    </time>
  );
}
