/** From the findings of single calls to the one that decides about the credential. */
import type { RefusalCode, UndecidedCode } from '../errors/error-codes.ts';
import { findErrorRow } from '../errors/error-table.ts';
import { formatDay } from '../versions.ts';
import { weighed } from './evidence.ts';
import type { Finding, NodeFound, Refused, TokenDetails, Undecided } from './finding.ts';
import { managementPermission } from './token-facts.ts';

/** What has been found so far; a call that is not part of the inspection has no key. */
export interface Findings {
  /** The account asked about; null where only the token is inspected. */
  wabaId?: string | null;
  /** The WABA itself, or `me` where no WABA was named. */
  node?: Finding<NodeFound>;
  flows?: Finding<unknown[]>;
  details?: Finding<TokenDetails>;
}

// Where two calls are refused for different reasons, the one that has to be cured first comes first.
const refusalOrder: readonly RefusalCode[] = [
  'version_unknown',
  'token_expired',
  'token_rejected',
  'app_secret_wrong',
  'app_secret_required',
  'account_restricted',
  'permission_missing',
  'waba_unreachable',
  'request_refused',
];
const undecidedOrder: readonly UndecidedCode[] = [
  'graph_limited',
  'graph_error',
  'graph_timeout',
  'graph_unreachable',
  'graph_nonsense',
];

/** Codes that are about the token, whatever it was used for. */
export function isAboutToken(code: string): boolean {
  return code === 'token_rejected' || code === 'token_expired';
}

/** Whether Graph rejected the token without saying why. */
export function isVague({ code, error }: Refused): boolean {
  return code === 'token_rejected' && (error?.subcode ?? null) === null;
}

/** Makes a vague rejection more exact with what debug_token says of a dead token, and dates an expiry. */
function refine(refused: Refused, details: Finding<TokenDetails> | undefined, now: Date): Refused {
  if (!isAboutToken(refused.code) || details?.verdict !== 'usable') return refused;
  const expired = expiredOn(details.found.facts.expiresAt, now);
  const reason = isVague(refused) ? exactReason(details.found) : null;
  const exact = { ...refused, ...reason };
  const isExpired = exact.code === 'token_expired' || (isVague(refused) && !reason);
  if (!isExpired || !expired) return exact;
  const message = `Meta no longer accepts this token: it expired on ${formatDay(expired)}. Generate a new token and paste it here.`;
  return { ...refused, code: 'token_expired', message };
}

/** The code and sentence of the reason by which debug_token calls a token dead, where it gives a particular one. */
function exactReason({ isValid, reason }: TokenDetails): Pick<Refused, 'code' | 'message'> | null {
  const row = isValid || !reason ? null : findErrorRow(reason);
  if (!row || !('sentence' in row) || !isAboutToken(row.code)) return null;
  return row.subcodes || row.message ? { code: row.code, message: row.sentence } : null;
}

/** The end of a token, if it lies before `now`. */
export function expiredOn(expiresAt: string | null, now: Date): Date | null {
  if (expiresAt === null) return null;
  const end = new Date(expiresAt);
  return end <= now ? end : null;
}

/** An unreachable WABA and a token without the permission often are one and the same. */
function withPermissionHint(refused: Refused, details: Finding<TokenDetails> | undefined): Refused {
  const scopes = details?.verdict === 'usable' ? details.found.facts.scopes : null;
  if (refused.code !== 'waba_unreachable' || !scopes || scopes.includes(managementPermission)) return refused;
  const hint = `This token lacks the permission ${managementPermission}, which may be the reason.`;
  return { ...refused, message: `${refused.message} ${hint}` };
}

/** A refusal of a call on the WABA as it is told: more exact, and true to all that was seen. */
export function toldRefusal(refused: Refused, found: Findings, now: Date): Refused {
  const { wabaId = null, node, flows, details } = found;
  const exact = weighed(refine(refused, details, now), { wabaId, node, flows, details }, now);
  return withPermissionHint(exact, details);
}

/**
 * The refusal that decides so far, or null. The calls on the WABA refuse; debug_token only says more about it.
 */
export function decidingRefusal(found: Findings, now: Date): Refused | null {
  const refusals = [found.node, found.flows]
    .filter((finding) => finding?.verdict === 'refused')
    .map((refused) => toldRefusal(refused, found, now));
  return refusals.sort((one, other) => place(refusalOrder, one) - place(refusalOrder, other))[0] ?? null;
}

/** Whether a call on the WABA (or on `me`) is answered with what it asked for. */
export function isAnswered({ node, flows }: Findings): boolean {
  return node?.verdict === 'usable' || flows?.verdict === 'usable';
}

/** Whether debug_token calls a token dead that Meta answers to: both can't be right. */
function contradictsItself(found: Findings): boolean {
  const { details } = found;
  return details?.verdict === 'usable' && !details.found.isValid && isAnswered(found);
}

const contradiction =
  'Meta answers to this token, yet calls it no longer valid: it may end at any moment, or Meta may not have caught up yet. Try again in a few minutes; if Meta says the same then, generate a new token.';

/** The doubt that these two answers make. */
function contradictionOf({ details }: Findings): Undecided {
  const served = details?.served ?? null;
  const doubt = { verdict: 'undecided', code: 'graph_nonsense', message: contradiction } as const;
  return { ...doubt, retryAfterSeconds: null, error: null, served };
}

/** What keeps the credential from being decided so far, or null. */
export function decidingDoubt(found: Findings): Undecided | null {
  const doubts = [found.node, found.flows].filter((finding) => finding?.verdict === 'undecided');
  const [first] = doubts.sort((one, other) => place(undecidedOrder, one) - place(undecidedOrder, other));
  return first ?? (contradictsItself(found) ? contradictionOf(found) : null);
}

function place<Code extends string>(order: readonly Code[], finding: { code: Code }): number {
  return order.indexOf(finding.code);
}
