/** Reading names and values as Graph's server reads them, which is more forgiving than a URL parser. */

/** Percent-decodes byte by byte, so that nothing can fail; `+` is a space. Null for a broken escape. */
export function decodeForm(text: string): string | null {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return null;
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export interface Parameter {
  name: string;
  value: string;
}

/** The parameters of a query or form; null for a broken escape. */
export function readParameters(text: string): Parameter[] | null {
  const parameters: Parameter[] = [];
  for (const pair of text.split(/[&;]/)) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decodeForm(cut === -1 ? pair : pair.slice(0, cut));
    const value = decodeForm(cut === -1 ? '' : pair.slice(cut + 1));
    if (name === null || value === null) return null;
    parameters.push({ name, value });
  }
  return parameters;
}

/**
 * The name under which a server in PHP's tradition files a parameter: leading blanks go, what follows `[` is an
 * index, and dots and blanks are underscores. `fields[0]` is `fields`, `access.token` is `access_token`.
 */
export function filedName(name: string): string {
  return name
    .replace(/^\s+/, '')
    .replace(/(?!^)\[.*$/s, '')
    .replace(/[.\s[]/g, '_')
    .toLowerCase();
}
