/** An event of the audit trail as a plain sentence. Pure; names are cut and cleaned, as anybody may have chosen them. */
import { replaceUnseen } from '../../lib/name/unseen.ts';
import type { Words } from '../../lib/words/words.ts';
import { wordsByCode } from '../words/by-code.ts';
import { exactDay } from '../words/formats.ts';

export interface EventFacts {
  action: string;
  outcome: string;
  actorName: string;
  targetName?: string | null;
  details: Record<string, unknown>;
}

type Values = Record<string, string | number>;

const longest = 80;

/** A name as one short line: no control characters, nothing that turns the direction of text, nothing endless. */
export function nameWords(name: unknown): string {
  if (typeof name !== 'string') return '';
  // Names from before the rules of lib/name stand in the trail for good.
  const line = replaceUnseen(name, ' ').trim();
  return line.length > longest ? `${[...line].slice(0, longest).join('')}…` : line;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function refName(value: unknown): string | null {
  const ref = typeof value === 'object' && value !== null && 'name' in value ? value.name : null;
  return ref === null ? null : nameWords(ref);
}

/** The changes of an edit, for a list of from → to. */
export function changesOf(
  t: Words<'events'>,
  details: Record<string, unknown>,
): { field: string; from: string; to: string }[] {
  const { changes } = details;
  if (!Array.isArray(changes)) return [];
  return changes.map((change: Record<string, unknown>) => ({
    field: wordsByCode(t, `fields.${text(change.field)}`) ?? text(change.field),
    from: nameWords(change.from),
    to: nameWords(change.to),
  }));
}

/** A day of UTC. */
function dayWords(t: Words<'events'>, language: string, iso: unknown): string {
  return Number.isNaN(Date.parse(text(iso))) ? t('unknownDay') : exactDay(text(iso), language);
}

const call = (method: unknown, path: unknown): string => `${nameWords(method)} ${nameWords(path)}`;

/** The fields of an edit: "name and the API Version". */
function editedFields(t: Words<'events'>, details: Record<string, unknown>): string {
  const [first, ...others] = changesOf(t, details).map(({ field }) => field);
  if (first === undefined) return t('details');
  return others.reduce((fields, field) => t('andThe', { fields, field }), first);
}

function deletedWay({ usedBy, replacedWith, detached }: Record<string, unknown>): Values {
  const count = Number(usedBy) || 0;
  const other = refName(replacedWith);
  const way = other && count > 0 ? 'replaced' : detached ? 'detached' : 'alone';
  return { way, count, other: other ?? '' };
}

function movedWay({ from, to }: Record<string, unknown>): Values {
  const [old, now] = [refName(from), refName(to)];
  const way = now ? (old ? 'exchanged' : 'given') : old ? 'lost' : 'alone';
  return { way, from: old ?? '', to: now ?? '' };
}

const verdicts: Record<string, string> = { usable: 'yes', refused: 'no' };

/** The codes of what a call asked for that Meta ends, or does not do as it is meant. */
const warningCodes = (warnings: unknown): string =>
  Array.isArray(warnings) ? warnings.map(text).filter(Boolean).join(', ') : '';

/** What a sentence takes from the details: some of these names stand in it. */
function valuesOf(t: Words<'events'>, language: string, { action, details }: EventFacts): Values {
  const { role, from, to, keysKept, reason, verdict, method, path, credentialName, endsAt, warnings } =
    details;
  const warned = warningCodes(warnings);
  return {
    role: text(role),
    from: text(from),
    to: text(to),
    kept: Number(keysKept) || 0,
    reason: nameWords(reason),
    verdict: text(verdict),
    accepted: verdicts[text(verdict)] ?? 'unknown',
    call: call(method, path),
    credential: nameWords(credentialName),
    fields: editedFields(t, details),
    day: dayWords(t, language, endsAt),
    warned: warned === '' ? 'no' : 'yes',
    warnings: warned,
    ...(action === 'credential.deleted' ? deletedWay(details) : {}),
    ...(action === 'resource.credential_changed' ? movedWay(details) : {}),
  };
}

/** What was tried and not allowed. */
function refusedAccess(t: Words<'events'>, who: string, details: Record<string, unknown>): string {
  const { method, route, code, key, count } = details;
  const values = { who, call: call(method, route), more: Number(count) > 1 ? Number(count) : 0 };
  return (
    wordsByCode(t, `keys.${text(key)}`, values) ??
    wordsByCode(t, `access.${text(code)}`, values) ??
    t('access.other', values)
  );
}

/** "Ada replaced the token of Prod flows". */
export function eventSentence(t: Words<'events'>, language: string, event: EventFacts): string {
  const { action, outcome, actorName, targetName, details } = event;
  const target = nameWords(targetName ?? '');
  const who = nameWords(actorName) || t('somebody');
  const named = { who, target, has: target ? 'yes' : 'no' };
  if (outcome === 'undecided') return t('undecided', named);
  if (outcome === 'refused' && action === 'access.refused') return refusedAccess(t, who, details);
  const path = `${outcome === 'refused' ? 'refused' : 'done'}.${action}`;
  const sentence = wordsByCode(t, path, { ...valuesOf(t, language, event), ...named });
  if (sentence !== null) return sentence;
  // An event of a version that this one does not know.
  const known = { action: nameWords(action).replace(/[._]/g, ' '), outcome: nameWords(outcome) };
  return t('unknown', { ...named, ...known });
}

/** The kinds of events people look for, in the order of a list; uses by pipelines outnumber all others. */
export const eventKinds = [
  'credential.added',
  'credential.edited',
  'credential.token_replaced',
  'credential.rolled_back',
  'credential.token_destroyed',
  'credential.token_ending',
  'credential.token_ended',
  'credential.inspected',
  'credential.used',
  'credential.deleted',
  'credential.restored',
  'credential.purged',
  'token.inspected',
  'resource.created',
  'resource.edited',
  'resource.credential_changed',
  'resource.deleted',
  'person.signed_in',
  'person.signed_out',
  'person.invited',
  'invitation.revoked',
  'person.created',
  'person.role_changed',
  'person.disabled',
  'person.enabled',
  'person.removed',
  'api_key.created',
  'api_key.revoked',
  'access.refused',
  'audit.read',
  'audit.accepted',
] as const;
