/** Reading values that someone else sent: each helper gives the value in its one form, or null. */

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that fits the pattern. */
export function word(value: unknown, pattern: RegExp): string | null {
  return typeof value === 'string' && pattern.test(value) ? value : null;
}

/** A whole number; some of Graph's answers hold theirs as text. */
export function integer(value: unknown): number | null {
  const number = typeof value === 'string' && /^[0-9]{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

/** Text on one line, without control characters and characters that turn its direction; never half a pair. */
export function plainLine(text: string, maxLength: number): string {
  return text
    .replace(/[\p{Cc}\s\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, maxLength)
    .toWellFormed();
}

/** A name for people, at most 200 characters. */
export function displayName(value: unknown): string | null {
  return (typeof value === 'string' && plainLine(value, 200)) || null;
}
