/** Answers in Graph's shapes: headers and bodies of successes and errors. */
import { randomBytes } from 'node:crypto';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export interface ErrorShape {
  status?: number;
  code: number;
  subcode?: number;
  message: string;
  type?: 'OAuthException' | 'GraphMethodException';
  isTransient?: boolean;
  /** What the Cloud API says in `error_data`. */
  details?: string;
  userTitle?: string;
  userMessage?: string;
}

/** The version an answer claims: the asked one, or the one it was served as instead; null claims none. */
export type Served = { version: string; asked: string } | null;

/** 23 characters that begin with A, as Meta's trace ids. */
const traceId = (): string => `A${randomBytes(17).toString('base64url').slice(0, 22)}`;

/** The second word of Graph's www-authenticate header, which no standard describes. */
function authenticateKind(code: number): string {
  if (code === 190) return 'invalid_token';
  if (code === 803) return 'not_found';
  return code === 100 || code === 2500 ? 'invalid_request' : 'access_denied';
}

/** A message may repeat what a caller sent; a header takes less than that. */
const headerText = (message: string): string => message.replaceAll('"', "'").replace(/[^\x20-\x7e]/g, '?');

function commonHeaders(trace: string, served: Served): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'content-type': 'application/json; charset=UTF-8',
    pragma: 'no-cache',
    expires: 'Sat, 01 Jan 2000 00:00:00 GMT',
    vary: 'Origin',
    'x-fb-request-id': trace,
    'x-fb-trace-id': randomBytes(8).toString('base64url'),
    'x-fb-rev': '1040000000',
    ...(served ? { 'facebook-api-version': served.version } : {}),
    ...(served && served.version !== served.asked
      ? {
          'x-ad-api-version-warning': `The call has been auto-upgraded to ${served.version} as ${served.asked} has been deprecated.`,
        }
      : {}),
  };
}

/** The usage header of calls on a WABA; `minutes` until access is regained, 0 while there is no limit. */
export function usageHeader(
  wabaId: string,
  minutes = 0,
  type: 'whatsapp' | 'whatsapp_business_management' = 'whatsapp_business_management',
): Record<string, string> {
  const usage = {
    type,
    call_count: minutes > 0 ? 100 : 1,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: minutes,
  };
  return { 'x-business-use-case-usage': JSON.stringify({ [wabaId]: [usage] }) };
}

export function success(body: unknown, served: Served, extra: Record<string, string> = {}): Answer {
  const headers = {
    ...commonHeaders(traceId(), served),
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    etag: `"${randomBytes(20).toString('hex')}"`,
    ...extra,
  };
  return { status: 200, headers, body };
}

export function failure(shape: ErrorShape, served: Served, extra: Record<string, string> = {}): Answer {
  const { status = 400, code, subcode, message, type = 'OAuthException', isTransient } = shape;
  const { details, userTitle, userMessage } = shape;
  const trace = traceId();
  const headers = {
    ...commonHeaders(trace, served),
    'cache-control': 'no-store',
    'www-authenticate': `OAuth "Facebook Platform" "${authenticateKind(code)}" "${headerText(message)}"`,
    ...extra,
  };
  const error = {
    message,
    type,
    code,
    ...(subcode ? { error_subcode: subcode } : {}),
    ...(isTransient ? { is_transient: true } : {}),
    ...(userTitle ? { error_user_title: userTitle, error_user_msg: userMessage } : {}),
    ...(details ? { error_data: { messaging_product: 'whatsapp', details } } : {}),
    fbtrace_id: trace,
  };
  return { status, headers, body: { error } };
}
