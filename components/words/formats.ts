/** How a language writes moments, spans of time, numbers and lists. The one place that formats them. */
import type { Language } from '../../lib/request-scope.ts';

/** The locale whose conventions a language follows here. */
interface Conventions {
  /** Of dates, numbers and lists. */
  general: string;
  relative: string;
}

// Dates and lists as in Britain; spans of time with the full stops of American English: "3 min. ago".
const english: Conventions = { general: 'en-GB', relative: 'en' };
// Greek, in whose letters a test sees that nothing is written in English by itself.
const pseudo: Conventions = { general: 'el', relative: 'el' };
const conventions: Record<Language, Conventions> = { en: english, 'en-XA': pseudo };

const made = new Map<string, unknown>();

/** Makes a formatter once: making one costs more than using it a hundred times. */
function once<Formatter>(key: string, make: () => Formatter): Formatter {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as Formatter;
}

const conventionsOf = (language: string): Conventions => conventions[language as Language] ?? english;

/** "24 Nov 2026, 12:00 UTC". */
export function exactTime(iso: string, language: string): string {
  const { general } = conventionsOf(language);
  const format = once(
    `moment ${general}`,
    () => new Intl.DateTimeFormat(general, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
  );
  return `${format.format(new Date(iso))} UTC`;
}

/** "31 Jan 2027", a day of UTC. */
export function exactDay(iso: string, language: string): string {
  const { general } = conventionsOf(language);
  const format = once(
    `day ${general}`,
    () => new Intl.DateTimeFormat(general, { dateStyle: 'medium', timeZone: 'UTC' }),
  );
  return format.format(new Date(iso));
}

/** "3 min. ago", "in 6 days": with numbers, as "tomorrow" speaks of a calendar, and the server does not know the reader's. */
export function relativeSpan(amount: number, unit: Intl.RelativeTimeFormatUnit, language: string): string {
  const { relative } = conventionsOf(language);
  const format = once(
    `span ${relative}`,
    () => new Intl.RelativeTimeFormat(relative, { numeric: 'always', style: 'short' }),
  );
  return format.format(amount, unit);
}

/** "Ada, Grace or Mo" for `disjunction`, "manage and use" for `conjunction`, "a, b" for `unit`. */
export function listed(items: string[], type: Intl.ListFormatType, language: string): string {
  const { general } = conventionsOf(language);
  const style = type === 'unit' ? 'short' : 'long';
  return once(`list ${general} ${type}`, () => new Intl.ListFormat(general, { type, style })).format(items);
}
