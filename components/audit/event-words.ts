/** An event of the audit trail as a plain sentence. Pure; names are cut and cleaned, as anybody may have chosen them. */
import { replaceUnseen } from '../../lib/name/unseen.ts';

export interface EventFacts {
  action: string;
  outcome: string;
  actorName: string;
  targetName?: string | null;
  details: Record<string, unknown>;
}

const longest = 80;

/** A name as one short line: no control characters, nothing that turns the direction of text, nothing endless. */
export function nameWords(name: unknown): string {
  if (typeof name !== 'string') return '';
  // Names from before the rules of lib/name stand in the trail for good.
  const line = replaceUnseen(name, ' ').trim();
  return line.length > longest ? `${[...line].slice(0, longest).join('')}…` : line;
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

function refName(value: unknown): string | null {
  const ref = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  return ref === null ? null : nameWords(ref);
}

const fieldNames: Record<string, string> = {
  name: 'name',
  description: 'description',
  wabaId: 'WhatsApp Business Account ID',
  apiVersion: 'API Version',
};

/** The changes of an edit, for a list of from → to. */
export function changesOf(details: Record<string, unknown>): { field: string; from: string; to: string }[] {
  const { changes } = details;
  if (!Array.isArray(changes)) return [];
  return changes.map((change: Record<string, unknown>) => ({
    field: fieldNames[words(change.field)] ?? words(change.field),
    from: nameWords(change.from),
    to: nameWords(change.to),
  }));
}

type Sentence = (target: string, details: Record<string, unknown>) => string;

const moved: Sentence = (target, { from, to }) => {
  const [old, now] = [refName(from), refName(to)];
  if (now) return `let ${target} use ${now}${old ? ` instead of ${old}` : ''}`;
  return `left ${target} without a credential${old ? `: ${old} was deleted` : ''}`;
};

/** A day of UTC, such as 31 Jan 2027. */
function dayWords(iso: unknown): string {
  const at = new Date(words(iso));
  if (Number.isNaN(at.getTime())) return 'a day that is not known';
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

const call = (method: unknown, path: unknown): string => `${nameWords(method)} ${nameWords(path)}`;

function deleted(target: string, { usedBy, replacedWith, detached }: Record<string, unknown>): string {
  const count = Number(usedBy) || 0;
  const resources = count === 1 ? '1 data resource' : `${count} data resources`;
  const other = refName(replacedWith);
  if (other && count > 0) return `deleted ${target} and put ${other} in its place for ${resources}`;
  return detached ? `deleted ${target}, which ${resources} used` : `deleted ${target}`;
}

/** That somebody's API keys outlive their right, by the choice of whoever took it. */
function keptKeys({ keysKept }: Record<string, unknown>): string {
  const count = Number(keysKept) || 0;
  if (count === 0) return '';
  return count === 1 ? ' and kept 1 API key of theirs' : ` and kept ${count} API keys of theirs`;
}

/** What a call asked for that Meta ends, or does not do as it is meant. */
function warned(warnings: unknown): string {
  const codes = Array.isArray(warnings) ? warnings.map(words).filter(Boolean) : [];
  return codes.length > 0 ? ` (warned of ${codes.join(', ')})` : '';
}

const done: Record<string, Sentence> = {
  'person.signed_in': () => 'signed in',
  'person.signed_out': () => 'signed out',
  'person.created': (target, { role }) => `made an account for ${target} as ${words(role)}`,
  'person.invited': (target, { role }) => `invited ${target} as ${words(role)}`,
  'person.role_changed': (target, details) =>
    `made ${target} ${words(details.to)} instead of ${words(details.from)}${keptKeys(details)}`,
  'person.disabled': (target, details) => `disabled ${target}${keptKeys(details)}`,
  'person.enabled': (target) => `enabled ${target} again`,
  'person.removed': (target, details) => `removed ${target}${keptKeys(details)}`,
  'invitation.revoked': (target) => `took back the invitation of ${target}`,
  'api_key.created': (target) => `made the API key ${target}`,
  'api_key.revoked': (target) => `revoked the API key ${target}`,
  'audit.read': () => 'read the audit trail',
  'audit.accepted': (_, { reason }) => `took the audit trail as it stands: ${nameWords(reason)}`,
  'credential.added': (target) => `added ${target}`,
  'credential.inspected': (target, { verdict }) =>
    `checked ${target} with Meta: ${verdict === 'usable' ? 'accepted' : verdict === 'refused' ? 'refused' : words(verdict)}`,
  'credential.edited': (target, details) => {
    const fields = changesOf(details).map(({ field }) => field);
    return `changed the ${fields.join(' and the ') || 'details'} of ${target}`;
  },
  'credential.token_replaced': (target) => `replaced the token of ${target}`,
  'credential.rolled_back': (target) => `rolled ${target} back to the token before`,
  'credential.token_destroyed': (target) => `destroyed a replaced token of ${target}`,
  'credential.token_ending': (target, { endsAt }) =>
    `saw that the token of ${target} ends on ${dayWords(endsAt)}`,
  'credential.token_ended': (target, { endsAt }) =>
    `saw that the token of ${target} ended on ${dayWords(endsAt)}`,
  'credential.deleted': deleted,
  'credential.restored': (target) => `brought ${target} back`,
  'credential.purged': (target) => `removed the record of ${target} for good`,
  'credential.used': (target, { method, path, warnings }) =>
    `used ${target}: ${call(method, path)}${warned(warnings)}`,
  'token.inspected': () => 'checked a token with Meta that was not saved',
  'resource.created': (target, { credentialName }) => `created ${target} with ${nameWords(credentialName)}`,
  'resource.edited': (target) => `edited ${target}`,
  'resource.credential_changed': moved,
  'resource.deleted': (target) => `deleted ${target}`,
};

const keyWords: Record<string, string> = {
  revoked: 'was used after it was revoked',
  expired: 'was used after its end',
  unknown: 'tried an API key that Flowkeep does not know',
};

/** What was tried, by the code of the problem; `at` is the call. */
const refusedWords: Record<string, (at: string) => string> = {
  forbidden: (at) => `tried ${at} without the right`,
  unauthenticated: (at) => `tried ${at}, but their access had just ended`,
  cross_origin: (at) => `tried ${at} from a page that is not Flowkeep’s`,
  too_many_requests: (at) => `was refused after too many tries: ${at}`,
  setup_code_wrong: () => 'tried to set up Flowkeep with a wrong code',
  already_set_up: () => 'tried to set up Flowkeep, which has been set up',
  invitation_gone: () => 'tried an invitation that is not valid',
  not_found: (at) => `asked for what is not among its credentials: ${at}`,
  credential_not_found: (at) => `named a credential that is not among its own: ${at}`,
  replacement_unfit: (at) => `named a credential that is not among its own: ${at}`,
};

function refusedAccess({ method, route, code, key, count }: Record<string, unknown>): string {
  const at = call(method, route);
  const known = keyWords[words(key)];
  const sentence = known ? `${known}: ${at}` : (refusedWords[words(code)]?.(at) ?? `was refused: ${at}`);
  return Number(count) > 1 ? `${sentence} (${Number(count)} more times)` : sentence;
}

const refused: Record<string, Sentence> = {
  'credential.used': (target, { method, path }) =>
    `tried to use ${target || 'a credential'} and was refused: ${call(method, path)}`,
  'person.signed_in': (target) => `tried to sign in${target ? ` as ${target}` : ''} and was refused`,
  'credential.added': (target) => `tried to add ${target}; Meta refused it`,
  'credential.edited': (target) => `tried to edit ${target}; Meta refused it`,
  'credential.token_replaced': (target) =>
    `tried to replace the token of ${target}; Meta refused the new one`,
  'access.refused': (_, details) => refusedAccess(details),
};

/** "Ada replaced the token of Prod flows". */
export function eventSentence({ action, outcome, actorName, targetName, details }: EventFacts): string {
  const target = nameWords(targetName ?? '');
  const who = nameWords(actorName) || 'Somebody';
  if (outcome === 'undecided')
    return `${who} checked ${target || 'a token'} with Meta; Meta could not be asked`;
  const sentence = (outcome === 'refused' ? refused : done)[action];
  if (sentence) return `${who} ${sentence(target, details)}`;
  // An event of a version that this one does not know.
  return `${who}: ${nameWords(action).replace(/[._]/g, ' ')}${target ? ` ${target}` : ''} (${nameWords(outcome)})`;
}

/** The kinds of events people look for, in the order of a list; uses by pipelines outnumber all others. */
export const eventKinds: Record<string, string> = {
  '-credential.used': 'Everything but uses',
  'credential.added': 'Credential added',
  'credential.edited': 'Credential edited',
  'credential.token_replaced': 'Token replaced',
  'credential.rolled_back': 'Token rolled back',
  'credential.token_destroyed': 'Replaced token destroyed',
  'credential.token_ending': 'Token ends within 14 days',
  'credential.token_ended': 'Token ended',
  'credential.inspected': 'Credential checked',
  'credential.used': 'Credential used',
  'credential.deleted': 'Credential deleted',
  'credential.restored': 'Credential brought back',
  'credential.purged': 'Record removed for good',
  'token.inspected': 'Token checked, not saved',
  'resource.created': 'Data resource created',
  'resource.edited': 'Data resource edited',
  'resource.credential_changed': 'Data resource given another credential',
  'resource.deleted': 'Data resource deleted',
  'person.signed_in': 'Signed in',
  'person.signed_out': 'Signed out',
  'person.invited': 'Person invited',
  'invitation.revoked': 'Invitation taken back',
  'person.created': 'Account made',
  'person.role_changed': 'Role changed',
  'person.disabled': 'Person disabled',
  'person.enabled': 'Person enabled',
  'person.removed': 'Person removed',
  'api_key.created': 'API key made',
  'api_key.revoked': 'API key revoked',
  'access.refused': 'Refused',
  'audit.read': 'Audit trail read',
  'audit.accepted': 'Audit trail taken as it stands',
};
