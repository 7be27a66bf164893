/** The sentence of an event in parts, so that the credentials in it can be links. Pure. */
import type { TrailEvent } from '../../lib/access/audit-trail.ts';
import type { Words } from '../../lib/words/words.ts';
import { eventSentence, nameWords } from './event-words.ts';

export interface EventPart {
  text: string;
  /** The credential that this part names. */
  credentialId: string | null;
}

type Facts = Pick<
  TrailEvent,
  'action' | 'outcome' | 'actorName' | 'targetKind' | 'targetId' | 'targetName' | 'details'
>;

// Stands for a name while the sentence is made; Unicode keeps this character for such ends.
const mark = '\ufdd0';

/**
 * "Ada replaced the token of " and "Prod flows", a credential. Credentials whose record is gone for good are not
 * marked.
 */
export function eventParts(t: Words<'events'>, language: string, event: Facts): EventPart[] {
  const { action, targetKind, targetId, targetName, details } = event;
  const named: { id: string; name: string }[] = [];
  const marked = (id: unknown, name: unknown): string | null => {
    if (typeof id !== 'string' || typeof name !== 'string') return null;
    named.push({ id, name });
    return `${mark}${named.length - 1}${mark}`;
  };
  const reference = (value: unknown) => {
    const { id, name } = Object(value) as Record<string, unknown>;
    return { id, name: marked(id, name) };
  };
  const { replacedWith, from, to, credentialId, credentialName } = details;
  const isCredential = targetKind === 'credential' && action !== 'credential.purged';
  const sentence = eventSentence(t, language, {
    ...event,
    actorName: event.actorName.replaceAll(mark, ''),
    targetName: (isCredential && marked(targetId, targetName)) || targetName,
    details: {
      ...details,
      ...(replacedWith ? { replacedWith: reference(replacedWith) } : {}),
      ...(action === 'resource.credential_changed'
        ? { from: from && reference(from), to: to && reference(to) }
        : {}),
      ...(credentialName ? { credentialName: marked(credentialId, credentialName) ?? credentialName } : {}),
    },
  });
  return sentence.split(mark).flatMap((text, place) => {
    if (place % 2 === 0) return text === '' ? [] : [{ text, credentialId: null }];
    const { id, name } = named[Number(text)] ?? { id: null, name: text };
    return [{ text: nameWords(name), credentialId: id }];
  });
}
