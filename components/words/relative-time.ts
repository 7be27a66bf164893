/** A moment as people tell it, relative to now. Pure. */
import { relativeSpan } from './formats.ts';

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** What is said of less than a minute. */
export interface NearWords {
  justNow: string;
  inAMoment: string;
}

/**
 * "3 min. ago", "in 6 days", "just now". Rounded to the nearest: an age is not made older nor a term longer by more
 * than half a unit, and what has 30 days says so from the start.
 */
export function relativeTime(iso: string, now: Date, language: string, near: NearWords): string {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? [null, 1];
  if (unit) return relativeSpan(Math.round(seconds / size), unit, language);
  return seconds > 0 ? near.inAMoment : near.justNow;
}
