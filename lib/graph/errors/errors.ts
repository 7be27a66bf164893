/** Reading Graph's errors: what they say, cleaned of secrets, and what that means for a credential. */
import type { GraphSecrets } from '../call/transport.ts';
import { integer, isObject, type JsonObject, plainLine, word } from '../call/untrusted.ts';
import type { GraphErrorFacts, RefusalCode, ReportField, UndecidedCode } from './error-codes.ts';
import { findErrorRow } from './error-table.ts';

export interface GraphError extends GraphErrorFacts {
  /** Graph itself says that asking again may help; it leaves the word out as often as not. */
  transient: boolean;
}

export interface RefusedVerdict {
  verdict: 'refused';
  code: RefusalCode;
  field: ReportField | null;
  /** For people: the cause, who can fix it, and how. */
  message: string;
}

export interface UndecidedVerdict {
  verdict: 'undecided';
  code: UndecidedCode;
  message: string;
  /** Only with `graph_limited`, and only where Meta said. */
  retryAfterSeconds: number | null;
}

const messageLength = 500;
const tokenShapes =
  /EAA[A-Za-z0-9]{6,}|\d{5,}(?:\||%7C)[A-Za-z0-9_-]{6,}|\b[0-9a-f]{32,}\b|((?:access_token|input_token|appsecret_proof)=)[^&\s"']+|(Bearer )\S+/gi;

const undecidedSentences: Record<Exclude<UndecidedCode, 'graph_limited'>, string> = {
  graph_unreachable:
    'Flowkeep could not reach Meta. Whoever runs this server can check its connection to Meta; then try again.',
  graph_error:
    'Meta has a fault of its own at the moment. Nothing here needs changing; try again in a few minutes.',
  graph_nonsense:
    'What answered did not answer as Meta does. Whoever runs this server can check whether a proxy or firewall stands between it and Meta.',
  graph_timeout: 'Meta did not answer in time. Nothing here needs changing; try again in a few minutes.',
};

/**
 * Blanks the token and the App Secret that were sent, whole or any part of 12 characters and more, and whatever
 * else looks like a token; takes control characters out; cuts to 500 characters.
 */
export function cleanMessage(text: string, { token, appSecret }: GraphSecrets): string {
  const isPart = (candidate: string) =>
    token.use((value) => value.includes(candidate)) ||
    (appSecret?.use((value) => value.includes(candidate)) ?? false);
  const replaceWhole = (message: string) => token.use((value) => message.replaceAll(value, '[token]'));
  const cleaned = replaceWhole(text)
    .replace(/[A-Za-z0-9_-]{12,}/g, (candidate) => (isPart(candidate) ? '[token]' : candidate))
    .replace(tokenShapes, (_match, query?: string, bearer?: string) => `${query ?? bearer ?? ''}[token]`);
  return plainLine(cleaned, messageLength);
}

/**
 * The error of an answer's body, or null if it holds none. Only the members that are needed are read, each only
 * in its own form; error_data and the rest may be anything.
 */
export function readGraphError(
  answer: { status: number; body: JsonObject; traceId: string | null },
  secrets: GraphSecrets,
): GraphError | null {
  const { error } = answer.body;
  if (!isObject(error)) return null;
  return {
    httpStatus: answer.status,
    code: integer(error.code),
    subcode: integer(error.error_subcode),
    type: word(error.type, /^[A-Za-z]{1,60}$/),
    message: typeof error.message === 'string' ? cleanMessage(error.message, secrets) : '',
    traceId: word(error.fbtrace_id, /^[A-Za-z0-9_-]{1,64}$/) ?? answer.traceId,
    transient: error.is_transient === true,
  };
}

/** What Meta says beside an error's message, cleaned: WhatsApp puts the very cause there. Null where it says nothing. */
export function readErrorDetails({ error }: JsonObject, secrets: GraphSecrets): string | null {
  if (!isObject(error)) return null;
  const details = isObject(error.error_data) ? error.error_data.details : undefined;
  const words = [details, error.error_user_msg].find((text) => typeof text === 'string' && text !== '');
  return typeof words === 'string' ? cleanMessage(words, secrets) : null;
}

/** Being asked to wait, in words. */
function limitedSentence(retryAfterSeconds: number | null): string {
  const minutes = retryAfterSeconds === null ? null : Math.ceil(retryAfterSeconds / 60);
  const when =
    minutes === null ? 'in a few minutes' : `in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return `Meta limits how often this account may be asked, and the limit is reached. Try again ${when}.`;
}

/** An outcome that says nothing about the credential. */
export function undecided(code: UndecidedCode, retryAfterSeconds: number | null = null): UndecidedVerdict {
  if (code === 'graph_limited') {
    return { verdict: 'undecided', code, message: limitedSentence(retryAfterSeconds), retryAfterSeconds };
  }
  return { verdict: 'undecided', code, message: undecidedSentences[code], retryAfterSeconds: null };
}

/**
 * What an error means. Limits and faults leave the credential undecided, and so does anything that Graph calls
 * transient; then the table decides; an error that nobody documents is Meta's fault with a status of 5xx and a
 * refusal with any other.
 */
export function judgeError(
  error: GraphError,
  retryAfterSeconds: number | null,
): RefusedVerdict | UndecidedVerdict {
  const { code, httpStatus, transient } = error;
  const row = code === null ? null : findErrorRow({ ...error, code });
  const isLimit = row?.code === 'graph_limited' || httpStatus === 429;
  if (isLimit) return undecided('graph_limited', retryAfterSeconds);
  if (transient) return undecided('graph_error');
  if (row && 'sentence' in row) {
    return { verdict: 'refused', code: row.code, field: row.field, message: row.sentence };
  }
  if (row) return undecided(row.code);
  if (httpStatus >= 500) return undecided('graph_error');
  if (code === null) return undecided('graph_nonsense');
  const message = `Meta refused with its error ${code}, which Flowkeep does not know. Its own words are under Details.`;
  return { verdict: 'refused', code: 'request_refused', field: null, message };
}
