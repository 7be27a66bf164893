/** What a caller wants his answer as (RFC 9110, section 12.5.1). */

const stepLines = 'application/x-ndjson';
const plain = 'application/json';

/** How much a caller wants a type, by its name and not by a wildcard; null where he does not name it. */
function weightOf(accept: string, type: string): number | null {
  for (const range of accept.split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (name !== type) continue;
    const written = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    if (written === undefined) return 1;
    // A weight that is none says that he does not want it.
    return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(written) ? Number(written) : 0;
  }
  return null;
}

/** Whether the steps of an inspection are wanted as they happen, line by line, rather than one JSON at the end. */
export function wantsStepLines(accept: string | null): boolean {
  const lines = weightOf(accept ?? '', stepLines) ?? 0;
  return lines > 0 && lines >= (weightOf(accept ?? '', plain) ?? 0);
}
