/** An event of the audit trail as a plain sentence. Pure; names are cut and cleaned, as anybody may have chosen them. */

export interface EventFacts {
  action: string;
  outcome: string;
  actorName: string;
  targetName?: string | null;
  details: Record<string, unknown>;
}

const longest = 80;

// As in lib/name/schema.ts, which brings a library along; names from before those rules stand in the trail for good.
const unseen =
  /(?:(?![\ufe0e\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\u2800])+/gu;

/** A name as one short line: no control characters, nothing that turns the direction of text, nothing endless. */
export function nameWords(name: unknown): string {
  if (typeof name !== 'string') return '';
  const line = name.replace(unseen, ' ').trim();
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

const call = (method: unknown, path: unknown): string => `${nameWords(method)} ${nameWords(path)}`;

function deleted(target: string, { usedBy, replacedWith, detached }: Record<string, unknown>): string {
  const count = Number(usedBy) || 0;
  const resources = count === 1 ? '1 data resource' : `${count} data resources`;
  const other = refName(replacedWith);
  if (other && count > 0) return `deleted ${target} and put ${other} in its place for ${resources}`;
  return detached ? `deleted ${target}, which ${resources} used` : `deleted ${target}`;
}

const done: Record<string, Sentence> = {
  'person.signed_in': () => 'signed in',
  'person.signed_out': () => 'signed out',
  'person.created': (target, { role }) => `made an account for ${target} as ${words(role)}`,
  'person.invited': (target, { role }) => `invited ${target} as ${words(role)}`,
  'person.role_changed': (target, { from, to }) => `made ${target} ${words(to)} instead of ${words(from)}`,
  'person.disabled': (target) => `disabled ${target}`,
  'person.enabled': (target) => `enabled ${target} again`,
  'person.removed': (target) => `removed ${target}`,
  'invitation.revoked': (target) => `took back the invitation of ${target}`,
  'api_key.created': (target) => `made the API key ${target}`,
  'api_key.revoked': (target) => `revoked the API key ${target}`,
  'audit.read': () => 'read the audit trail',
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
  'credential.deleted': deleted,
  'credential.restored': (target) => `brought ${target} back`,
  'credential.purged': (target) => `removed the record of ${target} for good`,
  'credential.used': (target, { method, path }) => `used ${target}: ${call(method, path)}`,
  'token.inspected': () => 'checked a token with Meta that was not saved',
  'resource.created': (target, { credentialName }) => `created ${target} with ${nameWords(credentialName)}`,
  'resource.edited': (target) => `edited ${target}`,
  'resource.credential_changed': moved,
  'resource.deleted': (target) => `deleted ${target}`,
};

const refused: Record<string, Sentence> = {
  'credential.used': (target, { method, path }) =>
    `tried to use ${target || 'a credential'} and was refused: ${call(method, path)}`,
  'person.signed_in': (target) => `tried to sign in${target ? ` as ${target}` : ''} and was refused`,
  'credential.added': (target) => `tried to add ${target}; Meta refused it`,
  'credential.edited': (target) => `tried to edit ${target}; Meta refused it`,
  'credential.token_replaced': (target) =>
    `tried to replace the token of ${target}; Meta refused the new one`,
  'access.refused': (_, { method, route }) => `tried ${words(method)} ${nameWords(route)} without the right`,
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
  'access.refused': 'Refused for want of a right',
  'audit.read': 'Audit trail read',
};
