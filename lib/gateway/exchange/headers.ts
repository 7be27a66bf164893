/**
 * Which headers pass the gateway, in each direction: only those that are named here. So none does that is meant for
 * one connection alone (RFC 9110, section 7.6.1), nor a trailer (section 6.5.1).
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/**
 * From the caller to Graph. Who calls, from where and with which cookies stays here. So do Range and If-Range: whoever
 * could choose where an answer is cut could have a token in two pieces, neither of which looks like one. A server may
 * ignore them (RFC 9110, section 14.2), and no file of Meta's is fetched through the gateway.
 */
const up = [
  'accept',
  'accept-language',
  'content-type',
  'content-language',
  'content-disposition',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  // Meta's resumable uploads say with it where they go on.
  'file_offset',
];

/**
 * From Graph to the caller: what describes the body, and what Meta says of version and usage. Not its length, which
 * is that of the body before it was searched, nor what is said of ranges.
 */
const down = [
  'content-type',
  'content-language',
  'content-disposition',
  'etag',
  'last-modified',
  'retry-after',
  'facebook-api-version',
  'x-ad-api-version-warning',
  'x-app-usage',
  'x-business-use-case-usage',
  'x-ad-account-usage',
];

function pick(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    // A header that was sent twice has no meaning that both sides must share; Node keeps the first of those above.
    if (typeof value === 'string') picked[name] = value;
  }
  return picked;
}

/**
 * The headers of a call, without the token. The answer is asked for as it is (`identity`, RFC 9110, section 12.5.3),
 * since only so it can be searched for what must not leave. A body keeps its framing: a length, or chunks without one
 * (RFC 9112, section 6); any other coding was refused before, see admit/body-form.ts.
 */
export function headersUp(headers: IncomingHttpHeaders): Record<string, string> {
  const length = headers['content-length'];
  return {
    ...pick(headers, up),
    'accept-encoding': 'identity',
    'user-agent': 'Flowkeep',
    ...(length !== undefined ? { 'content-length': length } : {}),
    ...(headers['transfer-encoding'] !== undefined ? { 'transfer-encoding': 'chunked' } : {}),
  };
}

/** The headers of an answer; `clean` takes out of each value what must not leave. */
export function headersDown(
  headers: IncomingHttpHeaders,
  clean: (text: string) => string,
): OutgoingHttpHeaders {
  const picked = Object.entries(pick(headers, down)).map(([name, value]) => [name, clean(value)]);
  return { ...Object.fromEntries(picked), 'cache-control': 'no-store' };
}
