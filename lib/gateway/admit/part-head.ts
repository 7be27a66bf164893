/** The head of one part of a multipart form (RFC 7578, section 4), in the form in which clients write it. */
import { Unreadable } from '../../parameter/unreadable.ts';

const parameterForm = new RegExp(
  [
    '; ?(name|filename)=(?:"([^"\\\\]*)"|([A-Za-z0-9!#$%&+.^_`|~-]+))',
    // RFC 7578 has none of these; .NET and older clients of Python write them beside, or for, a plain one.
    "; ?(filename\\*)=(?:utf-8|UTF-8)'[A-Za-z-]*'[A-Za-z0-9!#$&+.^_`|~%-]*",
  ].join('|'),
  'y',
);
/** What stands in a part's head; without control characters, so neither folded nor ended by one of CR and LF. */
const lineForm = /^(content-[a-z-]+): ?([\x20-\x7e\x80-\xff]*)$/i;

const unreadable = () =>
  new Unreadable(
    'A part of the form does not begin with Content-Disposition: form-data; name="…" and its like.',
  );

/** What of the other headers of a part would have its content read as something else. */
const fitting: Readonly<Record<string, RegExp>> = {
  // Some clients leave the type of a text empty, which says as little as none.
  'content-type': /^(?: *|(?!multipart\/|message\/)[a-z0-9.+-]+\/[a-z0-9.+-]+(?:; ?[\x20-\x7e]*)?)$/i,
  'content-transfer-encoding': /^(?:binary|8bit|7bit)$/i,
  'content-length': /^[0-9]+$/,
};

/**
 * Charsets in which names and values are what they are in ASCII: what is looked for reads the same in each. Any other
 * mention of a charset, as `charset*` of RFC 2231, is one that readers may take for another.
 */
const fittingCharset =
  /;\s*charset\s*=\s*(?:"(?:utf-?8|us-ascii|iso-8859-1)"|(?:utf-?8|us-ascii|iso-8859-1))(?=\s*(?:;|$))/gi;

const fitsCharset = (type: string) => !/charset/i.test(type.replace(fittingCharset, ''));

function nameOf(disposition: string): { name: string; isFile: boolean } {
  const found = new Map<string, string>();
  let at = 'form-data'.length;
  if (!/^form-data;/i.test(disposition)) throw unreadable();
  while (at < disposition.length) {
    parameterForm.lastIndex = at;
    const match = parameterForm.exec(disposition);
    const [whole = '', plain, quoted, token, extended] = match ?? [];
    const kind = plain ?? extended;
    if (!kind || found.has(kind)) throw unreadable();
    found.set(kind, quoted ?? token ?? '');
    at += whole.length;
  }
  const name = found.get('name');
  if (name === undefined) throw unreadable();
  return { name, isFile: found.size > 1 };
}

/**
 * @param head one character for each byte, without the blank line at its end
 * @returns the name of the part
 * @throws Unreadable for a head that two readers could read in two ways
 */
export function partName(head: string): string {
  const lines = new Map<string, string>();
  for (const line of head.split('\r\n')) {
    const [, written = '', value = ''] = lineForm.exec(line) ?? [];
    const name = written.toLowerCase();
    const fits = name === 'content-disposition' || fitting[name]?.test(value);
    if (!fits || lines.has(name)) throw unreadable();
    lines.set(name, value);
  }
  const { name, isFile } = nameOf(lines.get('content-disposition') ?? '');
  if (!isFile && !fitsCharset(lines.get('content-type') ?? '')) throw unreadable();
  return name;
}
