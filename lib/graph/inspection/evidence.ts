/** Where the usual meaning of an error contradicts what the inspection has seen: the evidence counts, not the code. */
import { formatDay } from '../versions.ts';
import type { Finding, Refused, TokenDetails } from './finding.ts';
import { managementPermission, messagingPermission } from './token-facts.ts';

/** What has been seen beside the refusal. */
export interface Evidence {
  /** The account asked about; null where only the token was inspected. */
  wabaId: string | null;
  node: Finding | undefined;
  flows: Finding | undefined;
  details: Finding<TokenDetails> | undefined;
}

/** The part that tells of permissions. */
interface Seen {
  details?: Evidence['details'];
}

type Weighed = Partial<Pick<Refused, 'code' | 'field' | 'message'>>;
type Rule = (refused: Refused, seen: Evidence, now: Date) => Weighed | null;

const fullControl =
  'An admin in Meta Business settings can give the user of this token full control of the account.';

/** The permissions that Meta lists for the token; null where it lists none. */
function scopesOf({ details }: Seen): string[] | null {
  return details?.verdict === 'usable' ? details.found.facts.scopes : null;
}

/** Whether Meta itself lists the permission that the calls on the account need. */
export function isGranted(seen: Seen): boolean {
  return scopesOf(seen)?.includes(managementPermission) ?? false;
}

/** A permission is called missing that Meta lists for the token, or that another answer proves. */
const permission: Rule = ({ code }, seen) => {
  if (code !== 'permission_missing') return null;
  const shown = seen.wabaId !== null && seen.node?.verdict === 'usable';
  if (!isGranted(seen)) {
    if (!shown || scopesOf(seen)) return null;
    const message = `Meta shows this account to the token, but does not let it at its flows: it lacks the permission ${managementPermission}, or its user has too little access. ${fullControl}`;
    return { message };
  }
  const both = scopesOf(seen)?.includes(messagingPermission);
  const has = `The token has ${both ? 'both permissions' : `the permission ${managementPermission}`}`;
  if (seen.wabaId === null) {
    return { message: `${has}, but Meta refuses it all the same. Its own words are under Details.` };
  }
  if (shown) {
    return {
      field: 'wabaId',
      message: `${has}, and Meta shows it this account, but does not let it at its flows. ${fullControl}`,
    };
  }
  return {
    field: 'wabaId',
    message: `${has}, but Meta does not let it at this account. Check the ID. If it is right, an admin in Meta Business settings can give the user of this token full control of the account; to an account of another business, the app of the token needs Advanced Access to both permissions.`,
  };
};

/** The account is called unknown although one of its calls is answered. */
const account: Rule = ({ code, error }, { node, flows }) => {
  // A field that is not there tells of another kind of thing, which the other answer does not contradict.
  const isUnknown = error?.code === 803 || (error?.code === 100 && error.subcode === 33);
  if (code !== 'waba_unreachable' || !isUnknown) return null;
  if (node?.verdict === 'usable') {
    return {
      message: `Meta shows this account to the token, but does not let it at its flows. ${fullControl}`,
    };
  }
  if (flows?.verdict === 'usable') {
    return {
      message: `Meta lists the flows of this account to the token, but does not show it the account. ${fullControl}`,
    };
  }
  return null;
};

/** A token is called expired, or not one at all, that Meta lists as valid. */
const token: Rule = ({ code, error }, { details }, now) => {
  const isVague = code === 'token_rejected' && (error?.subcode ?? null) === null;
  if ((code !== 'token_expired' && !isVague) || details?.verdict !== 'usable') return null;
  const { isValid, facts } = details.found;
  const end = facts.expiresAt === null ? null : new Date(facts.expiresAt);
  if (!isValid || (end && end <= now)) return null;
  const refusal = code === 'token_expired' ? 'refuses this token as expired' : 'refuses this token';
  const until = end ? ` until ${formatDay(end)}` : '';
  const message = `Meta ${refusal}, yet lists it as valid${until}. Try again in a few minutes; if Meta says the same then, generate a new token and paste it here.`;
  return { code: 'token_rejected', message };
};

/** A version is called unknown with which another call is answered. */
const version: Rule = ({ code }, { node, flows, details }) => {
  const isAnswered = [node, flows, details].some((finding) => finding?.verdict === 'usable');
  if (code !== 'version_unknown' || !isAnswered) return null;
  const message =
    'Meta refuses a call as if it had no such version, yet answers another one with it. Try again in a few minutes. Its own words are under Details.';
  return { code: 'request_refused', field: null, message };
};

const rules: readonly Rule[] = [permission, account, token, version];

/** A refusal as what was seen makes it: with another sentence, field or code where its usual ones are not true. */
export function weighed(refused: Refused, seen: Evidence, now: Date): Refused {
  let told = refused;
  for (const rule of rules) told = { ...told, ...rule(told, seen, now) };
  return told;
}
