/** What an error of Graph can mean for a credential, by code, and what is kept of the error itself. */

/** Codes with which Graph's answers refuse a credential; each is a problem code with status 422. */
export const refusalCodes = [
  'token_rejected',
  'token_expired',
  'waba_unreachable',
  'permission_missing',
  'app_secret_required',
  'app_secret_wrong',
  'version_unknown',
  'account_restricted',
  'request_refused',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Codes that leave the credential undecided; each is a problem code with status 502, 503 or 504. */
export const undecidedCodes = [
  'graph_unreachable',
  'graph_error',
  'graph_nonsense',
  'graph_limited',
  'graph_timeout',
] as const;
export type UndecidedCode = (typeof undecidedCodes)[number];

/** The field of the form that a way out concerns. */
export type ReportField = 'accessToken' | 'wabaId' | 'apiVersion' | 'appSecret';

/** Graph's own error, cleaned of anything token-shaped and cut to 500 characters. */
export interface GraphErrorFacts {
  httpStatus: number;
  code: number | null;
  subcode: number | null;
  type: string | null;
  message: string;
  /** What Meta wrote for people, in whatever language it chose; null where it wrote nothing. */
  userTitle: string | null;
  userMessage: string | null;
  traceId: string | null;
}
