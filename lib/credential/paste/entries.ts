/**
 * What a pasted text holds, as named values, each with the object that it stands in. The readers of the forms fill
 * it; choosing among the values is not done here. Pure and linear in the length of the text; safe in browsers.
 */
import { cleanId, looksLikeId, looksLikeSecret, looksLikeToken } from './paste.ts';

/** An object, a section of a file, an element of a list: what stands in one belongs together. */
export interface Group {
  parent: Group | null;
  /** What people call it, such as the name of a credential in an export; empty where nothing names it. */
  label: string;
  /** One of several of its kind, such as an element of a list: what stands in another one is not its own. */
  record: boolean;
  depth: number;
}

export type Off = 'switched off' | 'in a comment';

/** Where a value or a text within the text stands. */
export interface Place {
  group: Group;
  off: Off | null;
  /** How many texts it stands within: JSON in a string of JSON is on the second level. */
  level: number;
}

export interface Entry {
  /** Empty where nothing names the value. */
  name: string;
  value: string;
  group: Group;
  off: Off | null;
  /** What an address says of its parts; null where name and value decide. */
  field: 'wabaId' | 'apiVersion' | null;
}

/** Objects deeper than this count as part of the one around them. */
const deepestGroup = 40;
const deepestLevel = 4;

/** Names of environments: what stands under one is not meant for another. */
const environment =
  /^(?:prod|production|live|stag(?:e|ing)|dev|development|test|testing|qa|uat|sandbox|demo|local|preview)$/i;

export function rootPlace(): Place {
  return { group: { parent: null, label: '', record: false, depth: 0 }, off: null, level: 0 };
}

/** A place within another one. */
export function within(place: Place, label: string, record: boolean, off: Off | null = null): Place {
  const { group } = place;
  const inner: Group =
    group.depth >= deepestGroup
      ? group
      : { parent: group, label, record: record || environment.test(label), depth: group.depth + 1 };
  return { ...place, group: inner, off: place.off ?? off };
}

/** A token stands alone: between signs that no token holds, or behind an escape of an address or of JSON. */
const tokenInText = /(?<=^|[^A-Za-z0-9+/]|%[0-9A-Fa-f]{2}|\\[nrt])EAA[A-Za-z0-9]{20,4093}(?![A-Za-z0-9])/g;

/** Every text in the shape of a token. */
export function tokensIn(text: string): string[] {
  return text.includes('EAA') ? (text.match(tokenInText) ?? []) : [];
}

/** The text that a Base64 value holds, if that is something for this form; null for any other value. */
function fromBase64(value: string): string | null {
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]{7,}={0,2}$/.test(value) || looksLikeToken(value))
    return null;
  let text: string;
  try {
    text = atob(value).trim();
  } catch {
    return null;
  }
  if (!/^[\t\n\r\x20-\x7e]+$/.test(text)) return null;
  const meant = looksLikeId(text) || looksLikeSecret(text) || /^v\d{2,3}\.\d$/.test(text);
  return meant || tokensIn(text).length > 0 ? text : null;
}

/** A host, or the variable that stands for one, and a path. */
const address =
  /^(?:https?:\/\/|graph\.facebook\.com\/|\{\{[^{}\s]{1,60}\}\}\/|\$\{?[A-Za-z_]{1,60}\}?\/)\S*$/i;

/** Edges that only a WhatsApp Business Account has: the number before them in a path is its id. */
const wabaEdges = new Set([
  'flows',
  'message_templates',
  'phone_numbers',
  'subscribed_apps',
  'assigned_users',
  'template_analytics',
  'conversation_analytics',
  'pricing_analytics',
  'dcc_config',
]);

export const isAddress = (text: string): boolean => address.test(text);

export class Reading {
  readonly entries: Entry[] = [];
  /** Texts within the text, such as a file in a value; still to be read. */
  readonly texts: { text: string; place: Place }[] = [];
  /** The addresses that were read, without their queries. */
  readonly addresses = new Set<string>();

  /** A value as it stands: itself an address, a text of its own, in Base64, or just a value. */
  value(name: string, value: string, place: Place): void {
    const plain = value.trim();
    if (plain === '') return;
    const text = fromBase64(plain) ?? plain;
    const isText =
      /[\r\n]/.test(text) || (/^[{[]/.test(text) && /[}\]]$/.test(text) && !text.startsWith('{{'));
    if (isText && place.level < deepestLevel) {
      this.texts.push({ text, place: { ...within(place, name, false), level: place.level + 1 } });
      return;
    }
    const unquoted = /^["'`]/.test(text) ? cleanId(text).value : text;
    if (isAddress(unquoted) && this.address(unquoted, place) && name === '') return;
    this.entries.push({ name, value: text, group: place.group, off: place.off, field: null });
  }

  /** The parts of a form, such as the query of an address. */
  form(text: string, place: Place): void {
    for (const [name, value] of new URLSearchParams(text)) this.value(name, value, place);
  }

  /** The parts of an address. @returns whether it is one */
  address(text: string, place: Place): boolean {
    const full = text.replace(/^(?:\{\{[^{}]*\}\}|\$\{?\w+\}?)?(?=\/)/, 'graph.facebook.com');
    const url = URL.parse(/^https?:/i.test(full) ? full : `https://${full}`);
    if (!url) return false;
    this.addresses.add(`${url.host}${url.pathname}`);
    if (/(^|\.)(facebook|whatsapp)\.com$/.test(url.hostname)) this.#path(url.pathname, place);
    this.form(url.search, place);
    this.form(url.hash.slice(1), place);
    return true;
  }

  #path(path: string, { group, off }: Place): void {
    const segments = path.split('/').filter(Boolean);
    const version = segments.findIndex((segment) => /^v\d{1,3}\.\d$/.test(segment));
    const push = (name: string, value: string, field: Entry['field']) =>
      this.entries.push({ name, value, group, off, field });
    if (version !== -1) push('API Version', segments[version] ?? '', 'apiVersion');
    const id = segments[version + 1] ?? '';
    const edge = segments[version + 2] ?? '';
    if (!looksLikeId(id)) return;
    if (wabaEdges.has(edge)) push('WhatsApp Business Account ID', id, 'wabaId');
    else push(edge === 'messages' ? 'phone number ID' : 'another ID', id, null);
  }
}
