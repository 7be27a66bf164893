/** Words for what data names: a code, an action, a field. */

interface Wording {
  (key: never, values: never): string;
  has(key: never): boolean;
}

/**
 * The message under a path that ends in a code from data.
 * @returns null for a code that this version has no words for, such as one of a later version
 */
export function wordsByCode(
  t: Wording,
  path: string,
  values: Record<string, string | number> = {},
): string | null {
  return t.has(path as never) ? t(path as never, values as never) : null;
}
