/** Which headers pass the gateway, in each direction: only those that are named here. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** From the caller to Graph. Who calls, from where and with which cookies stays here. */
const up = [
  'accept',
  'accept-language',
  'content-type',
  'content-language',
  'content-disposition',
  'range',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-unmodified-since',
  'if-range',
  // Meta's resumable uploads say with it where they go on.
  'file_offset',
];

/** From Graph to the caller: what describes the body, and what Meta says of version and usage. */
const down = [
  'content-type',
  'content-language',
  'content-disposition',
  'content-range',
  'accept-ranges',
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
 * The headers of a call, without the token. The answer is asked for as it is, since only so it can be searched
 * for what must not leave.
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
