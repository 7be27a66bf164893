/** Which kind of body a request has, by its Content-Type; a body that could be read in two ways has none. */

/** What is known of a body before it is read. */
export type BodyKind =
  | { kind: 'json' | 'form' }
  | { kind: 'multipart'; boundary: string }
  /** Bytes that hold no parameters. */
  | { kind: 'file' };

export const formType = 'application/x-www-form-urlencoded';
export const fileType = 'application/octet-stream';

const utf8 = /^; ?charset=(?:utf-8|"utf-8")$/i;
/**
 * RFC 2046, section 5.1.1, without the comma and the blank, at which some readers end a boundary. What a token may
 * not have (RFC 9110, section 5.6.6) stands in quotes.
 */
const boundaryOf = /^; ?boundary=(?:([A-Za-z0-9'+_.-]{1,70})|"([A-Za-z0-9'()+_./:=?-]{1,70})")$/i;
const jsonType = /^(?:application|text)\/(?:[a-z0-9.-]+\+)?json$/;
const mediaType =
  /^(?:(?:image|audio|video)\/[a-z0-9.+-]+|application\/(?:octet-stream|pdf|zip|msword|vnd\.[a-z0-9.+-]+))$/;

/** A session of a resumable upload takes bytes, whatever a client calls them: curl calls all it sends a form. */
const uploadPath = /\/upload:[^/]+$/;

/**
 * @param path the one of Graph's
 * @param contentType as it came; a body without one is read as a form
 * @returns null for a type that Flowkeep does not read
 */
export function bodyKind(path: string, contentType: string | undefined): BodyKind | null {
  if (uploadPath.test(path)) return { kind: 'file' };
  const written = contentType?.trim() ?? formType;
  const cut = written.search(/[^A-Za-z0-9/.+-]/);
  const type = (cut === -1 ? written : written.slice(0, cut)).toLowerCase();
  const rest = cut === -1 ? '' : written.slice(cut).trim();
  if (type === 'multipart/form-data') {
    // A charset here is about the names; some clients say it.
    const [, token, quoted] = boundaryOf.exec(rest.replace(/^; ?charset=utf-8(?=;)/i, '')) ?? [];
    const boundary = token ?? quoted;
    return boundary === undefined ? null : { kind: 'multipart', boundary };
  }
  if (mediaType.test(type) && !jsonType.test(type)) return /^(?:;|$)/.test(rest) ? { kind: 'file' } : null;
  if (rest !== '' && !utf8.test(rest)) return null;
  if (type === formType) return { kind: 'form' };
  return jsonType.test(type) ? { kind: 'json' } : null;
}

/** Under which type a body goes up: as what it was read, so that nobody reads it as something else. */
export function typeUp({ kind }: BodyKind, contentType: string | undefined): string {
  if (kind === 'form') return contentType ?? formType;
  const isFile = contentType !== undefined && mediaType.test(contentType.split(';', 1)[0]?.trim() ?? '');
  return kind !== 'file' || isFile ? (contentType ?? fileType) : fileType;
}
