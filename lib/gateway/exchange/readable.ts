/** Whether an answer can be searched for what must not leave: it is whole, in no coding, and of letters that are known. */
import type { IncomingMessage } from 'node:http';

/** Partial Content and IM Used (RFC 9110, section 15.3.7; RFC 3229): pieces of an answer. */
const partialStatus = new Set([206, 226]);
/** Of the kinds of text, those in which a plain letter is one byte, the one that ASCII has for it. */
const plainCharset = /^(?:utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|windows-125\d)$/i;
const charsetPattern = /;[ \t]*charset[ \t]*=[ \t]*"?([^";]*)/gi;

/** A piece of an answer, by its status or by what it says of itself (RFC 9110, sections 14.4 and 14.6). */
function isPartial({ statusCode = 0, headers }: IncomingMessage): boolean {
  const type = headers['content-type'] ?? '';
  return (
    partialStatus.has(statusCode) ||
    (headers['content-range'] !== undefined && statusCode !== 416) ||
    /^\s*multipart\/byteranges/i.test(type)
  );
}

/**
 * Whether the bytes are those of the answer. The runtime takes off the last transfer coding, `chunked`, alone
 * (RFC 9112, section 7): what stands before it would still be packed, as after a Content-Encoding (RFC 9110, section 8.4).
 */
function isPacked({ headers }: IncomingMessage): boolean {
  const transfer = headers['transfer-encoding']?.trim().toLowerCase() ?? 'chunked';
  return transfer !== 'chunked' || (headers['content-encoding'] ?? 'identity') !== 'identity';
}

/** Whether its type names letters in which a token would not look like one. */
function isForeign({ headers }: IncomingMessage): boolean {
  const charsets = (headers['content-type'] ?? '').matchAll(charsetPattern);
  return [...charsets].some(([, charset = '']) => !plainCharset.test(charset.trim()));
}

/** Why the gateway can't search this answer, and so does not pass it on; null where it can. */
export function whyUnreadable(head: IncomingMessage): string | null {
  if (isPartial(head)) return 'The answer is a piece of one.';
  if (isPacked(head)) return 'The answer is packed, although it was asked for as it is.';
  return isForeign(head) ? 'The answer is in letters that are not searched.' : null;
}
