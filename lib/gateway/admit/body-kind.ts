/** Which kind of body a request has, by its Content-Type; a body that could be read in two ways has none. */

/** What is known of a body before it is read. */
export type BodyKind =
  | { kind: 'json' | 'form' }
  | { kind: 'multipart'; boundary: string }
  /** Bytes that hold no parameters. */
  | { kind: 'file' };

export const formType = 'application/x-www-form-urlencoded';
export const fileType = 'application/octet-stream';

/** The one in which bodies are read; a charset in a form's type is about its names. */
const utf8 = /^; ?charset=(?:utf-?8|"utf-?8")$/i;
const utf8Around = /^; ?charset=(?:utf-?8|"utf-?8")(?=;)|; ?charset=(?:utf-?8|"utf-?8")$/i;
/** What a token may not have (RFC 9110, section 5.6.6) stands in quotes. */
const token = "[A-Za-z0-9'+_.-]{1,70}";
/** RFC 2046, section 5.1.1, without the comma and the blank, at which some readers end a boundary. */
const boundaryOf = new RegExp(`^; ?boundary=(?:(${token})|"([A-Za-z0-9'()+_./:=?-]{1,70})")$`, 'i');
const tokenForm = new RegExp(`^${token}$`);
const jsonType = /^(?:application|text)\/(?:[a-z0-9.-]+\+)?json$/;
const mediaType =
  /^(?:(?:image|audio|video)\/[a-z0-9.+-]+|application\/(?:octet-stream|pdf|zip|msword|vnd\.[a-z0-9.+-]+))$/;
const isMedia = (type: string) => mediaType.test(type) && !jsonType.test(type);

/** A session of a resumable upload takes bytes, whatever a client calls them: curl calls all it sends a form. */
const uploadPath = /\/upload:[^/]+$/;

/** The type, in lower case, and its parameters, without the `;` that some clients leave at their end. */
function cutType(contentType: string | undefined): { type: string; rest: string } {
  const written = contentType?.trim() ?? formType;
  const cut = written.search(/[^A-Za-z0-9/.+-]/);
  const type = (cut === -1 ? written : written.slice(0, cut)).toLowerCase();
  return { type, rest: cut === -1 ? '' : written.slice(cut).trim().replace(/;$/, '').trimEnd() };
}

/**
 * @param path the one of Graph's
 * @param contentType as it came; a body without one is read as a form
 * @returns null for a type that Flowkeep does not read
 */
export function bodyKind(path: string, contentType: string | undefined): BodyKind | null {
  if (uploadPath.test(path)) return { kind: 'file' };
  const { type, rest } = cutType(contentType);
  if (type === 'multipart/form-data') {
    const [, plain, quoted] = boundaryOf.exec(rest.replace(utf8Around, '')) ?? [];
    const boundary = plain ?? quoted;
    return boundary === undefined ? null : { kind: 'multipart', boundary };
  }
  if (isMedia(type)) return /^(?:;|$)/.test(rest) ? { kind: 'file' } : null;
  if (rest !== '' && !utf8.test(rest)) return null;
  if (type === formType) return { kind: 'form' };
  return jsonType.test(type) ? { kind: 'json' } : null;
}

/**
 * Under which type a body goes up: written anew as what it was read, so that nobody reads it as something else, and
 * no parameter that was not looked at goes along.
 */
export function typeUp(found: BodyKind, contentType: string | undefined): string {
  const { type, rest } = cutType(contentType);
  if (found.kind === 'multipart') {
    const { boundary } = found;
    return `multipart/form-data; boundary=${tokenForm.test(boundary) ? boundary : `"${boundary}"`}`;
  }
  if (found.kind === 'file') return isMedia(type) ? type : fileType;
  // Not every reader of charsets knows the name without its dash.
  return `${type}${rest.replace(/utf8/i, 'utf-8')}`;
}
