/**
 * Objects as JSON and lines write them, walked for their values: pairs of a name and a value in whichever way an
 * export writes them, what is switched off, and what stands together. Pure; safe in browsers.
 */
import { type Place, type Reading, within } from './entries.ts';

/** An object that was read from lines: its parts in their order, names perhaps more than once. */
export class Branch {
  readonly parts: [name: string, value: string | Branch][] = [];
  /** An element of a list. */
  readonly item: boolean;
  constructor(item: boolean) {
    this.item = item;
  }
}

/** Under which names exports write the name of a variable, and its value. */
const nameKeys = ['key', 'name', 'variable', 'label', 'secretkey', 'field', 'header'];
const valueKeys = [
  'value',
  'secretvalue',
  'computed',
  'currentvalue',
  'initialvalue',
  'defaultvalue',
  'default',
];
/** What people know an object by. */
const labelKeys = ['name', 'title', 'label', 'connectionid'];

type Parts = [string, unknown][];

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function partsOf(node: object): Parts {
  if (node instanceof Branch) return node.parts;
  return Object.entries(node);
}

/** An element of a list that holds one part is that part: `- NAME=value`. */
const isLonePart = (node: object): boolean => node instanceof Branch && node.item && node.parts.length === 1;

class Parted {
  readonly #byName = new Map<string, unknown>();
  constructor(parts: Parts) {
    for (const [name, value] of parts) this.#byName.set(name.toLowerCase().replace(/[^a-z]/g, ''), value);
  }

  /** The first of these that is there as text. */
  text(names: string[]): string | null {
    for (const name of names) {
      const value = this.#byName.get(name);
      if (isScalar(value) && value !== '') return String(value);
    }
    return null;
  }

  get isOff(): boolean {
    const says = (name: string) => String(this.#byName.get(name)).replace(/\W/g, '');
    return says('enabled') === 'false' || says('active') === 'false' || says('disabled') === 'true';
  }
}

interface Waiting {
  name: string;
  value: unknown;
  place: Place;
  /** Whether it is an element of a list. */
  listed: boolean;
}

/** An object: one variable, or the place of its parts. */
function open({ name, value, place, listed }: Waiting, reading: Reading): Waiting[] {
  const parts = partsOf(value as object);
  const known = new Parted(parts);
  const off = known.isOff ? 'switched off' : null;
  const content = known.text(valueKeys);
  if (content !== null) {
    reading.value(known.text(nameKeys) ?? name, content, { ...place, off: place.off ?? off });
    return [];
  }
  const lone = isLonePart(value as object);
  const inner = lone ? place : within(place, known.text(labelKeys) ?? name, listed, off);
  return parts.map(([part, held]) => ({ name: part, value: held, place: inner, listed: false }));
}

/** Takes every value out of an object or list, in its order. */
export function walk(root: unknown, place: Place, reading: Reading): void {
  const waiting: Waiting[] = [{ name: '', value: root, place, listed: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, value } = next;
    if (isScalar(value)) reading.value(name.replace(/^~/, ''), String(value), placeOf(next));
    else if (typeof value === 'object' && value !== null) {
      const inner = Array.isArray(value)
        ? value.map((held) => ({ ...next, value: held, listed: true }))
        : open({ ...next, listed: next.listed || (value instanceof Branch && value.item) }, reading);
      for (const one of inner.reverse()) waiting.push(one);
    }
  }
}

/** Bruno writes `~` before the name of what is switched off. */
function placeOf({ name, place }: Waiting): Place {
  return name.startsWith('~') ? { ...place, off: place.off ?? 'switched off' } : place;
}

/** A JSON text, walked. Numbers keep all their digits where the browser tells them. @returns whether it is JSON */
export function readJson(text: string, place: Place, reading: Reading): boolean {
  if (!/^[{["]/.test(text)) return false;
  const exact = (_name: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? '') : value;
  try {
    walk(JSON.parse(text, exact), place, reading);
    return true;
  } catch {
    return false;
  }
}
