/**
 * Blanks given texts in a stream of bytes, wherever the stream is cut, and holds back no more than the longest of
 * them. After a text that announces a secret (`access_token=`), it also blanks what follows.
 */

/** What stands in the place of what was taken out. */
export const removed = '[removed]';
const removedBytes = Buffer.from(removed);

export interface Needle {
  bytes: Buffer;
  /** `blank`: the needle itself is taken out; `announce`: it stays, and the word after it is taken out. */
  effect: 'blank' | 'announce';
}

/** Letters, digits and signs of which tokens and their percent-encoded forms consist. */
function isTokenByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x5f ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x7c ||
    byte === 0x25 ||
    byte === 0x7e
  );
}

interface Found {
  at: number;
  needle: Needle;
}

/** The earliest of the needles; of two at one place, the longer. */
function findNeedle(bytes: Buffer, from: number, needles: readonly Needle[]): Found | null {
  let best: Found | null = null;
  for (const needle of needles) {
    // Searched no further than where a hit could still come first: with each needle over the whole of a large answer,
    // time grew with their product.
    const end: number = best ? best.at + needle.bytes.length : bytes.length;
    const at: number = bytes.subarray(0, end).indexOf(needle.bytes, from);
    if (at === -1) continue;
    const better: boolean = !best || at < best.at || needle.bytes.length > best.needle.bytes.length;
    if (better) best = { at, needle };
  }
  return best;
}

/** How many bytes at the end may be the beginning of a needle. */
function openEnd(bytes: Buffer, from: number, needles: readonly Needle[]): number {
  let longest = 0;
  for (const { bytes: needle } of needles) {
    const first = needle[0] ?? 0;
    let at = bytes.indexOf(first, Math.max(from, bytes.length - needle.length + 1));
    while (at !== -1 && bytes.length - at > longest) {
      if (needle.subarray(0, bytes.length - at).equals(bytes.subarray(at))) longest = bytes.length - at;
      at = bytes.indexOf(first, at + 1);
    }
  }
  return longest;
}

export class ByteFilter {
  readonly #needles: readonly Needle[];
  #held: Buffer = Buffer.alloc(0);
  /** After an announcement: whether the word that follows has begun. */
  #swallowing: 'no' | 'word' | 'rest' = 'no';

  constructor(needles: readonly Needle[]) {
    this.#needles = needles.filter(({ bytes }) => bytes.length > 0);
  }

  /** Takes the next bytes and gives those that may leave. */
  push(chunk: Buffer): Buffer {
    const bytes = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    const out: Buffer[] = [];
    let from = this.#swallow(bytes, 0, out);
    while (from < bytes.length) {
      const found = findNeedle(bytes, from, this.#needles);
      if (!found) break;
      const { at, needle } = found;
      if (at > from) out.push(bytes.subarray(from, at));
      from = at + needle.bytes.length;
      out.push(needle.effect === 'blank' ? removedBytes : needle.bytes);
      if (needle.effect === 'announce') {
        this.#swallowing = 'word';
        from = this.#swallow(bytes, from, out);
      }
    }
    const open = openEnd(bytes, from, this.#needles);
    if (bytes.length - open > from) out.push(bytes.subarray(from, bytes.length - open));
    this.#held = open > 0 ? Buffer.from(bytes.subarray(bytes.length - open)) : Buffer.alloc(0);
    return out.length === 1 && out[0] ? out[0] : Buffer.concat(out);
  }

  /** Gives what was held back: the stream is at its end. */
  end(): Buffer {
    const rest = this.#held;
    this.#held = Buffer.alloc(0);
    return rest;
  }

  /** Passes over the word after an announcement. @returns where it ends */
  #swallow(bytes: Buffer, from: number, out: Buffer[]): number {
    if (this.#swallowing === 'no') return from;
    let at = from;
    while (at < bytes.length && isTokenByte(bytes[at] ?? 0)) at++;
    if (at > from && this.#swallowing === 'word') {
      out.push(removedBytes);
      this.#swallowing = 'rest';
    }
    if (at < bytes.length) this.#swallowing = 'no';
    return at;
  }
}
