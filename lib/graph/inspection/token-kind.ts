/** The step that tells people what kind of token they have and how long it lasts. */

import { formatDay } from '../versions.ts';
import type { Refused, TokenDetails } from './finding.ts';
import type { InspectionStep, TokenFacts, TokenKind } from './report.ts';
import { expiredOn } from './verdict.ts';

type Decision = Pick<InspectionStep, 'outcome' | 'code' | 'message'>;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const soonDays = 14;

const kindNames: Record<TokenKind, string> = {
  system_user: 'System-user token',
  user: 'User token',
  page: 'Page token',
  app: 'App token',
  unknown: 'Token of an unknown kind',
};

const advice = 'A system user’s token that never expires saves replacing it.';

/** A token that debug_token calls ended; `answered` tells that Meta answers to it all the same. */
function ended(
  name: string,
  { facts, isValid }: TokenDetails,
  answered: boolean,
  now: Date,
): Decision | null {
  const expired = expiredOn(facts.expiresAt, now);
  if (!expired && isValid) return null;
  const end = `${name}. Meta says that it ${expired ? `ended on ${formatDay(expired)}` : 'is no longer valid'}`;
  if (!isValid && answered) {
    return { outcome: 'not_run', code: 'graph_nonsense', message: `${end}, yet answers to it.` };
  }
  const message = answered ? `${end}, yet still answers to it. Replace it soon.` : `${end}. Replace it soon.`;
  return { outcome: 'warning', code: 'token_expires_soon', message };
}

interface Weighed {
  /** What the calls on the WABA said against the token, and whether any of them was answered. */
  rejected: Refused | null;
  answered: boolean;
  now: Date;
}

/** What debug_token told of a token, weighed against what the calls on the WABA said of it. */
export function describeKind(details: TokenDetails, { rejected, answered, now }: Weighed): Decision {
  const { facts } = details;
  const name = kindNames[facts.kind];
  const expired = expiredOn(facts.expiresAt, now);
  if (rejected) {
    const until = expired ? `, expired on ${formatDay(expired)}` : '';
    return facts.kind === 'unknown' && !expired
      ? {
          outcome: 'not_run',
          code: rejected.code,
          message: 'Meta said nothing about the kind of this token.',
        }
      : { outcome: 'failed', code: rejected.code, message: `${name}${until}. Meta no longer accepts it.` };
  }
  return (
    ended(name, details, answered, now) ??
    endWarning(name, facts, now) ??
    dataAccessWarning(name, facts) ??
    lasting(name, facts)
  );
}

function endWarning(name: string, facts: TokenFacts, now: Date): Decision | null {
  if (facts.expiresAt === null) return null;
  const end = new Date(facts.expiresAt);
  const left = end.getTime() - now.getTime();
  if (facts.kind === 'user' && left < dayMs && !isLongLived(facts)) {
    const hours = Math.round(left / hourMs);
    const time = hours < 1 ? 'less than an hour' : hours === 1 ? 'an hour' : `${hours} hours`;
    const message = `${name} for trying out: it ends in about ${time}. ${advice}`;
    return { outcome: 'warning', code: 'token_short_lived', message };
  }
  if (left > soonDays * dayMs) return null;
  const message = `${name}, expires on ${formatDay(end)}. Replace it before that day. ${advice}`;
  return { outcome: 'warning', code: 'token_expires_soon', message };
}

/** Only long-lived tokens have a day of issue, and it lies more than a day before their end. */
function isLongLived({ issuedAt, expiresAt }: TokenFacts): boolean {
  if (issuedAt === null || expiresAt === null) return false;
  return new Date(expiresAt).getTime() - new Date(issuedAt).getTime() > dayMs;
}

/** Access to data may end although the token does not; then its person has to log in to the app again. */
function dataAccessWarning(name: string, facts: TokenFacts): Decision | null {
  const { dataAccessExpiresAt, expiresAt } = facts;
  if (dataAccessExpiresAt === null || (expiresAt !== null && expiresAt <= dataAccessExpiresAt)) return null;
  const day = formatDay(new Date(dataAccessExpiresAt));
  const message = `${name}. Its access to data ends on ${day}, unless its person logs in to the app before.`;
  return { outcome: 'warning', code: 'data_access_ends', message };
}

function lasting(name: string, { neverExpires, expiresAt }: TokenFacts): Decision {
  const end = neverExpires
    ? ' that never expires'
    : expiresAt
      ? `, expires on ${formatDay(new Date(expiresAt))}`
      : '';
  return { outcome: 'done', code: 'ok', message: `${name}${end}.` };
}
