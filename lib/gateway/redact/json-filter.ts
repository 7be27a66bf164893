/**
 * Takes out of a stream of JSON what must not leave: values of keys named after a token or a proof, token
 * parameters of addresses, texts that are tokens; and leads links to further pages through the gateway. Whatever
 * it need not change passes byte for byte. It reads strings only, so it needs no more memory than one of them, and
 * what is no JSON passes as it is (the byte filter comes after it). A string may hold JSON itself.
 */
import { removed } from './byte-filter.ts';
import { type LinkContext, throughGateway, withoutTokens } from './links.ts';

/** A string longer than this is not held: it passes, searched by the byte filter alone. */
const longestString = 65_536;
const quote = 0x22;
const backslash = 0x5c;
const removedString = Buffer.from(JSON.stringify(removed));

/** Whether a string may need a closer look; nearly all are ruled out by this. */
const worthALook = /token|proof|^next$|^previous$|\\u|^EAA|^\d+(?:\||\\u007c)/i;
const secretKey = /(?:access_?token|appsecret_?proof)$/i;
const pageKey = /^(?:next|previous)$/;
const tokenShape = /^(?:EAA[A-Za-z0-9]{60,}|\d{10,20}\|[A-Za-z0-9_-]{20,})$/;

type KeyKind = 'secret' | 'page';

/** The text of a string's inside, or null for what is no JSON. */
function decode(inside: string): string | null {
  if (!inside.includes('\\')) return inside;
  try {
    const value: unknown = JSON.parse(`"${inside}"`);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** A string in the manner of the original, which escapes slashes or not. */
function encode(text: string, inside: string): Buffer {
  const json = JSON.stringify(text);
  return Buffer.from(inside.includes('\\/') ? json.replaceAll('/', '\\/') : json);
}

function keyKind(text: string): KeyKind | null {
  if (secretKey.test(text)) return 'secret';
  return pageKey.test(text) ? 'page' : null;
}

/** Where the string that begins at `start` ends (its closing quote), or -1. */
function closingQuote(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(quote, start + 1); at !== -1; at = bytes.indexOf(quote, at + 1)) {
    let escapes = 0;
    while (bytes[at - 1 - escapes] === backslash && at - 1 - escapes > start) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return -1;
}

export class JsonFilter {
  readonly #links: LinkContext;
  /** Blanks the token and the proof in a text. */
  readonly #clean: (text: string) => string;
  #held: Buffer = Buffer.alloc(0);
  /** Inside a string too long to hold: whether it passes or is dropped. */
  #long: 'pass' | 'drop' | null = null;
  /** The last string, if it is a key of interest should a colon follow; then the key of the value to come. */
  #candidate: KeyKind | null = null;
  #pending: KeyKind | null = null;
  /** How deep inside the value of a secret key. */
  #depth = 0;

  constructor(links: LinkContext, clean: (text: string) => string) {
    this.#links = links;
    this.#clean = clean;
  }

  push(chunk: Buffer): Buffer {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    const out: Buffer[] = [];
    this.#held = Buffer.alloc(0);
    let at = 0;
    while (at < bytes.length) at = this.#long ? this.#goOn(bytes, at, out) : this.#step(bytes, at, out);
    return out.length === 1 && out[0] ? out[0] : Buffer.concat(out);
  }

  /** Gives what was held back: the beginning of a string that never ended. */
  end(): Buffer {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    if (rest.length === 0 || this.#long === 'drop') return Buffer.alloc(0);
    return this.#drops ? removedString : rest;
  }

  /** Whether the string to come is the value of a secret key, or inside it. */
  get #drops(): boolean {
    return this.#depth > 0 || this.#pending === 'secret';
  }

  /** Passes what stands before the next string, and that string. @returns where to go on */
  #step(bytes: Buffer, from: number, out: Buffer[]): number {
    const found = bytes.indexOf(quote, from);
    const start = found === -1 ? bytes.length : found;
    if (start > from) {
      this.#readBetween(bytes, from, start);
      out.push(bytes.subarray(from, start));
    }
    if (found === -1) return bytes.length;
    const end = closingQuote(bytes, start);
    if (end !== -1) {
      out.push(this.#replaced(bytes.subarray(start, end + 1)));
      return end + 1;
    }
    if (bytes.length - start <= longestString) {
      this.#held = Buffer.from(bytes.subarray(start));
      return bytes.length;
    }
    this.#long = this.#drops ? 'drop' : 'pass';
    out.push(this.#drops ? removedString : bytes.subarray(start, start + 1));
    return start + 1;
  }

  /** Goes on in a string too long to hold. */
  #goOn(bytes: Buffer, from: number, out: Buffer[]): number {
    // The byte before `from` opened the string or was passed on whole, escapes included.
    const end = closingQuote(bytes, from - 1);
    let stop = end === -1 ? bytes.length : end + 1;
    if (end === -1) {
      let escapes = 0;
      while (bytes[stop - 1 - escapes] === backslash && stop - 1 - escapes >= from) escapes++;
      if (escapes % 2 === 1) stop -= 1;
      this.#held = Buffer.from(bytes.subarray(stop));
    }
    if (this.#long === 'pass' && stop > from) out.push(bytes.subarray(from, stop));
    if (end !== -1) {
      this.#long = null;
      this.#pending = null;
      this.#candidate = null;
    }
    return end === -1 ? bytes.length : stop;
  }

  /** Follows what stands between strings, as far as it matters. */
  #readBetween(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      if (this.#depth === 0 && !this.#candidate && !this.#pending) return;
      const sign = String.fromCharCode(bytes[at] ?? 0);
      if (/\s/.test(sign)) continue;
      if (this.#depth > 0) {
        if (sign === '{' || sign === '[') this.#depth += 1;
        if (sign === '}' || sign === ']') this.#depth -= 1;
      } else if (this.#candidate) {
        this.#pending = sign === ':' ? this.#candidate : null;
        this.#candidate = null;
      } else {
        if (this.#pending === 'secret' && (sign === '{' || sign === '[')) this.#depth = 1;
        this.#pending = null;
      }
    }
  }

  /** What leaves in the place of a whole string, quotes included. */
  #replaced(whole: Buffer): Buffer {
    const [drops, pending] = [this.#drops, this.#pending];
    this.#pending = null;
    this.#candidate = null;
    if (drops) return removedString;
    if (!pending && !worthALook.test(whole.toString('latin1', 1, whole.length - 1))) return whole;
    const inside = whole.toString('utf8', 1, whole.length - 1);
    const text = decode(inside);
    if (text === null) return whole;
    if (!pending) this.#candidate = keyKind(text);
    const better = this.#better(text, pending);
    return better === text ? whole : encode(better, inside);
  }

  #better(text: string, key: KeyKind | null): string {
    if (tokenShape.test(text)) return removed;
    if (key === 'page') return this.#clean(throughGateway(text, this.#links));
    if (text.includes('"')) return this.#clean(this.#inner(text));
    return this.#clean(/^https?:\/\//i.test(text) ? withoutTokens(text) : text);
  }

  /** A text that may be JSON, read as what is around it is. */
  #inner(text: string): string {
    const filter = new JsonFilter(this.#links, this.#clean);
    return Buffer.concat([filter.push(Buffer.from(text)), filter.end()]).toString();
  }
}
