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

/** A name for people: without control characters, at most 200 characters; null if nothing is left. */
export function displayName(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const name = value.replace(/\p{Cc}+/gu, ' ').trim();
  return name === '' ? null : name.slice(0, 200).toWellFormed();
}
