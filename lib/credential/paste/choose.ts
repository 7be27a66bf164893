/**
 * Which of the values that a text holds are the credential's. A token is known by its shape, whatever its name; the
 * rest by names, and by standing with the token. Pure and linear in the length of the text; safe in browsers.
 */
import { normaliseVersion } from '../../graph/versions.ts';
import { type Entry, type Group, type Off, tokensIn } from './entries.ts';
import { cleanId, cleanToken, looksLikeId, looksLikeSecret } from './paste.ts';

export interface PastedFields {
  accessToken?: string;
  wabaId?: string;
  apiVersion?: string;
  appSecret?: string;
}

/** What was found, and the names of what the text held besides and was left out; never a value. */
export interface Taken {
  found: PastedFields;
  dropped: string[];
}

/** One of several tokens, with what belongs to it. */
export interface PasteChoice extends Taken {
  /** Its name in the text, and of what it stands in; empty where there is none. */
  name: string;
  place: string;
  lastFour: string;
  off: Off | null;
}

interface Token {
  value: string;
  /** Where it stands under the best of its names, and the first of all places where it stands. */
  entry: Entry;
  entries: Entry[];
}

type Field = Exclude<keyof PastedFields, 'accessToken'>;

/** More choices than this are none. */
const mostChoices = 20;
const mostValues = 200;
const mostPlaces = 20;

const squash = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

const tokenName =
  /^token$|(?:accesstoken|whatsapptoken|watoken|graphtoken|metatoken|apitoken|systemusertoken|bearertoken)$/;
/** Words in names of tokens that are for another product, or of another time. */
const otherWords = ['instagram', 'messenger', 'threads', 'page', 'old', 'previous', 'expired', 'revoked'];

/** Ids of what belongs to an account, and other things said of one. */
const otherId = /phone|number|name|token|secret|url|template|flow|user|currency|status/;

/** A value under a token's name that might be one though its shape is another; no placeholder. */
function isNamedToken({ name, value }: Entry): boolean {
  const key = squash(name);
  const named =
    tokenName.test(key) || (key === 'authorization' && /^\s*["']?(?:bearer|oauth)\s/i.test(value));
  const { value: text } = cleanToken(value);
  return named && /^[A-Za-z0-9|_.%-]{20,4096}$/.test(text) && /\d/.test(text);
}

function fieldOf({ name, field, value }: Entry): Field | null {
  if (field !== null) return field;
  const key = squash(name);
  if (key.includes('instagram')) return null;
  if (/waba|businessaccount|whatsappaccountid/.test(key) && !otherId.test(key)) return 'wabaId';
  if (/(?:apiversion|graphversion)$/.test(key) || (key === 'version' && /^\s*["']?v\d/.test(value)))
    return 'apiVersion';
  return /(?:appsecret|(?:facebook|meta|fb)(?:client)?secret)$/.test(key) ? 'appSecret' : null;
}

/** The cleaned value, or null for a placeholder or anything that can't be such a value. */
function readValue(field: Field, text: string): string | null {
  const { value } = cleanId(text);
  if (field === 'wabaId') return looksLikeId(value) ? value : null;
  if (field === 'appSecret') return looksLikeSecret(value) ? value : null;
  // The version of a file of Kubernetes is no version of Graph.
  return /^v?\d$/.test(value) ? null : normaliseVersion(value);
}

interface Value {
  field: Field;
  value: string;
  entry: Entry;
  /** A name says what it is; an address shows it; nothing but its shape. */
  rank: 0 | 1 | 2;
}

function valuesOf(entries: Entry[]): Value[] {
  const values: Value[] = [];
  for (const entry of entries) {
    // What a person has switched off is not used.
    if (entry.off !== null) continue;
    const field = fieldOf(entry);
    const value = field && readValue(field, entry.value);
    if (field === 'wabaId' && isOfInstagram(entry)) continue;
    if (field && value) values.push({ field, value, entry, rank: entry.field === null ? 2 : 1 });
    else if (entry.name === '' && looksLikeId(cleanId(entry.value).value))
      values.push({ field: 'wabaId', value: cleanId(entry.value).value, entry, rank: 0 });
  }
  return values;
}

function* around(group: Group): Generator<Group> {
  for (let at: Group | null = group; at; at = at.parent) yield at;
}

/** Whether it stands in an object of another product, whose accounts have ids too. */
function isOfInstagram({ group }: Entry): boolean {
  return [...around(group)].some(({ label }) => /instagram/i.test(label));
}

/** The words of a name that tell it from others, such as PROD. */
function wordsOf(name: string): Set<string> {
  const words = name
    .replace(/([a-z])(?=[A-Z])/g, '$1_')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return new Set(words.filter((word) => word !== ''));
}

function shared(one: string, other: string): number {
  const words = wordsOf(other);
  return [...wordsOf(one)].filter((word) => words.has(word)).length;
}

class Choosing {
  readonly #entries: Entry[];
  readonly #values: Value[];
  /** The tokens that stand in each group, whether or not they are in use. */
  readonly #holds = new Map<Group, Set<string>>();

  constructor(entries: Entry[], tokens: Token[]) {
    this.#entries = entries;
    this.#values = valuesOf(entries);
    for (const { value, entry } of tokens)
      for (const group of around(entry.group))
        this.#holds.set(group, (this.#holds.get(group) ?? new Set<string>()).add(value));
  }

  /** How near a value stands to a token, as the depth of what they share; null: it belongs to something else. */
  #nearness(token: Token, value: Value): number | null {
    const depths = token.entries.map((place) => this.#depth(place, token.value, value.entry));
    return depths.reduce(
      (most, depth) => (depth !== null && (most === null || depth > most) ? depth : most),
      null,
    );
  }

  #depth(place: Entry, token: string, entry: Entry): number | null {
    const own = [...around(place.group)];
    let below: Group | null = null;
    for (const group of around(entry.group)) {
      const at = own.indexOf(group);
      // Each in a record of its own, such as two elements of a list.
      if (at !== -1) return below?.record && own[at - 1]?.record ? null : group.depth;
      const others = this.#holds.get(group);
      if (others && (others.size > 1 || !others.has(token))) return null;
      below = group;
    }
    return null;
  }

  /** The one value of a field that belongs to a token; null where none does, or more than one might. */
  #of(field: Field, token: Token | null, tokens: Token[]): string | null {
    const values = this.#values.filter((value) => value.field === field).slice(0, mostValues);
    const scored = values.flatMap((value) => {
      const near = token ? this.#nearness(token, value) : 0;
      if (near === null) return [];
      const alike = token ? shared(token.entry.name, value.entry.name) : 0;
      return [{ value, score: [near, value.rank, alike] as const }];
    });
    const compare = (a: readonly number[], b: readonly number[]) =>
      a.map((part, at) => part - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
    const best = scored.reduce<(typeof scored)[number] | null>(
      (so, one) => (so === null || compare(one.score, so.score) > 0 ? one : so),
      null,
    );
    if (best === null) return null;
    const equal = [
      ...new Set(
        scored.filter((one) => compare(one.score, best.score) === 0).map(({ value }) => value.value),
      ),
    ];
    if (equal.length === 1) return best.value.value;
    // As many values as tokens, in one place: the first belongs to the first.
    const beside = tokens.filter(({ entry }) => entry.group === token?.entry.group);
    const turn = beside.findIndex(({ value }) => value === token?.value);
    return equal.length === beside.length ? (equal[turn] ?? null) : null;
  }

  /** What belongs to a token, or stands there without any, and what is left out. */
  take(token: Token | null, tokens: Token[]): Taken {
    const found: PastedFields = token ? { accessToken: token.value } : {};
    for (const field of ['wabaId', 'apiVersion', 'appSecret'] as const) {
      const value = this.#of(field, token, tokens);
      if (value !== null) found[field] = value;
    }
    return { found, dropped: Object.keys(found).length > 0 ? this.#dropped(found, token) : [] };
  }

  #dropped(found: PastedFields, token: Token | null): string[] {
    const dropped = new Set<string>();
    const taken = new Set(Object.values(found));
    for (const entry of this.#entries) {
      const label = labelOf(entry.name);
      const held = tokensOf(entry);
      if (entry.off !== null) {
        if (entry.off === 'switched off' || held.some((value) => !taken.has(value)))
          dropped.add(`${label} (${entry.off})`);
      } else if (held.length > 0) {
        if (held.some((value) => !taken.has(value))) dropped.add(`another ${label}`);
      } else if (entry !== token?.entry) {
        const field = fieldOf(entry);
        const value = field && readValue(field, entry.value);
        if (value && taken.has(value)) continue;
        if (entry.name === '' && taken.has(cleanId(entry.value).value)) continue;
        dropped.add(value ? `another ${label}` : label);
      }
    }
    return [...dropped];
  }
}

const tokensOf = (entry: Entry): string[] => tokensIn(entry.value);

/** A name for the screen: one that could be a value is not repeated. */
function labelOf(name: string): string {
  const label = name.replace(/\s+/g, ' ').trim();
  const isName = /^[\p{L}_$@~][\p{L}\p{N}_ .,\-/()[\]'’$@~]{0,119}$/u.test(label);
  const isSecret = /EAA[A-Za-z0-9]{9}|[0-9a-f]{24}|\d{9}|(?=[^\d_ -]{0,30}\d)[A-Za-z0-9]{31}/.test(label);
  return isName && !isSecret ? label : 'other text';
}

/** Each token of the text once, under the best of its names; one that is in use anywhere is in use. */
function tokensAmong(entries: Entry[], valuesOfEntry: (entry: Entry) => string[]): Token[] {
  const tokens = new Map<string, Token>();
  for (const entry of entries)
    for (const value of valuesOfEntry(entry)) {
      const known = tokens.get(value);
      if (!known) {
        tokens.set(value, { value, entry, entries: [entry] });
        continue;
      }
      const { entry: before, entries: places } = known;
      if (places.length < mostPlaces) places.push(entry);
      if ((before.off && !entry.off) || (!before.name && entry.name && !entry.off)) known.entry = entry;
    }
  return [...tokens.values()];
}

/** The token that is meant: the only one, or the only one that names don't give to something else. */
function meant(tokens: Token[]): Token | null {
  if (tokens.length < 2) return tokens[0] ?? null;
  const own = tokens.filter(({ entry }) => {
    const words = wordsOf(entry.name);
    return !otherWords.some((word) => words.has(word)) && !isOfInstagram(entry);
  });
  if (own.length === 1) return own[0] ?? null;
  const ofWhatsapp = own.filter(({ entry }) => {
    const words = wordsOf(entry.name);
    return words.has('wa') || words.has('waba') || /whatsapp|cloudapi/.test(squash(entry.name));
  });
  return ofWhatsapp.length === 1 ? (ofWhatsapp[0] ?? null) : null;
}

/** What a person is told of the place of a token. */
function placeOf({ group }: Entry): string {
  const labels = [...around(group)].map(({ label }) => labelOf(label));
  return (
    labels.find((label) => !/^(?:other text|data|credentials|auth|values|env|environment)$/.test(label)) ?? ''
  );
}

/** The credential's fields among what a text holds, or the tokens among which only a person can choose. */
export function choose(entries: Entry[]): Taken & { choices: PasteChoice[] } {
  const shaped = tokensAmong(entries, tokensOf);
  const named = (entry: Entry) => (isNamedToken(entry) ? [cleanToken(entry.value).value] : []);
  const all = shaped.length > 0 ? shaped : tokensAmong(entries, named);
  const used = all.filter(({ entry }) => entry.off === null);
  const choosing = new Choosing(entries, all.slice(0, mostValues));
  const token = meant(used);
  if (token || all.length === 0) return { ...choosing.take(token, used), choices: [] };
  const candidates = used.length > 0 ? used : all;
  const choices = candidates.slice(0, mostChoices).map((one) => ({
    ...choosing.take(one, used),
    name: one.entry.name === '' ? '' : labelOf(one.entry.name),
    place: placeOf(one.entry),
    lastFour: one.value.slice(-4),
    off: one.entry.off,
  }));
  const rest = candidates.slice(mostChoices).map(({ entry }) => labelOf(entry.name));
  return { found: {}, dropped: [...new Set(rest)], choices };
}
