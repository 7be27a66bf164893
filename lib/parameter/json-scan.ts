/**
 * Reads a JSON object as it arrives, in memory that does not grow with it: the whole grammar of RFC 8259, and more
 * narrowly than that, so that no two readers find different things in it: an object, a bounded depth, no name twice
 * beside another of the outermost ones.
 */
import { longestName, longestValue, maxNames, type ParameterReader } from './names.ts';
import { NotJson, Unreadable } from './unreadable.ts';

/** Messages and flows of Meta nest about 20 deep; readers of JSON differ in what becomes of thousands. */
export const deepestJson = 100;
/** Escaped as `\u0061` each. */
const longestWrittenName = 6 * longestName + 2;

type Expected = 'object' | 'value' | 'value or end' | 'name' | 'name or end' | 'colon' | 'comma' | 'nothing';

const literalForm = /^(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)$/;
const longestLiteral = 400;
const escapeForm = /^\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/;

const broken = () => new NotJson('The body is not JSON in UTF-8, or holds more than one value.');

export class JsonScan {
  readonly #reader: ParameterReader;
  readonly #names = new Set<string>();
  readonly #open: ('{' | '[')[] = [];
  #expected: Expected = 'object';
  #text = '';
  #at = 0;
  /** The beginning of an escape at the end of a piece. */
  #cut = '';
  #inString = false;
  #literal = '';
  /** What is kept of the text: a name of the outermost object, or the value of one, as written. */
  #kept: string | null = null;
  #name = '';

  constructor(reader: ParameterReader) {
    this.#reader = reader;
  }

  /** @throws Unreadable, or what the reader throws at a name of the outermost object, or its value */
  push(text: string): void {
    this.#text = this.#cut + text;
    this.#cut = '';
    this.#at = 0;
    while (this.#at < this.#text.length) {
      if (this.#inString) this.#readString();
      else this.#readToken();
    }
  }

  /** @throws Unreadable for a text that is not whole */
  end(): void {
    if (this.#expected !== 'nothing' || this.#cut !== '') throw broken();
  }

  #take(length: number): string {
    const taken = this.#text.slice(this.#at, this.#at + length);
    this.#at += length;
    if (this.#kept !== null) {
      this.#kept += taken;
      const isName = this.#expected === 'name' && this.#open.length === 1;
      const most = isName ? longestWrittenName : longestValue;
      if (this.#kept.length > most)
        throw new Unreadable('A name, or the value of fields, id, ids or to, is too long.');
    }
    return taken;
  }

  /** How long what begins here goes on. @param pattern sticky */
  #run(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0].length ?? 0;
  }

  #readToken(): void {
    const literal = this.#run(/[-+.0-9A-Za-z]+/y);
    if (literal > 0) {
      this.#literal += this.#take(literal);
      if (this.#literal.length > longestLiteral) throw broken();
      return;
    }
    this.#endLiteral();
    const blanks = this.#run(/[ \t\n\r]+/y);
    if (blanks > 0) this.#take(blanks);
    else this.#readSign(this.#text[this.#at] ?? '');
  }

  #endLiteral(): void {
    if (this.#literal === '') return;
    if (!literalForm.test(this.#literal)) throw broken();
    this.#literal = '';
    this.#beginValue();
    this.#endValue();
  }

  #readSign(sign: string): void {
    if (sign === '"') this.#beginString();
    else if (sign === '{' || sign === '[') this.#beginNested(sign);
    else if (sign === '}' || sign === ']') this.#endNested(sign);
    else if (sign === ',' && this.#expected === 'comma') {
      this.#take(1);
      this.#expected = this.#open.at(-1) === '{' ? 'name' : 'value';
    } else if (sign === ':' && this.#expected === 'colon') this.#colon();
    else throw broken();
  }

  #beginValue(): void {
    if (this.#expected !== 'value' && this.#expected !== 'value or end') throw broken();
  }

  #beginNested(sign: '{' | '['): void {
    if (this.#expected !== 'object' || sign !== '{') this.#beginValue();
    if (this.#open.length === deepestJson) {
      throw new Unreadable(`The JSON is nested more than ${deepestJson} levels deep.`);
    }
    this.#take(1);
    this.#open.push(sign);
    this.#expected = sign === '{' ? 'name or end' : 'value or end';
  }

  #endNested(sign: '}' | ']'): void {
    const opened = this.#open.pop();
    const mayEnd = this.#expected === 'comma' || this.#expected.endsWith('or end');
    if (!mayEnd || opened !== (sign === '}' ? '{' : '[')) throw broken();
    this.#take(1);
    this.#endValue();
  }

  #endValue(): void {
    this.#expected = this.#open.length === 0 ? 'nothing' : 'comma';
    if (this.#open.length !== 1 || this.#kept === null) return;
    const written = this.#kept;
    this.#kept = null;
    this.#reader.value(this.#name, JSON.parse(written));
  }

  #beginString(): void {
    if (this.#expected.startsWith('name')) {
      this.#expected = 'name';
      if (this.#open.length === 1) this.#kept = '';
    } else this.#beginValue();
    this.#take(1);
    this.#inString = true;
  }

  #readString(): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none in its strings.
    const plain = this.#run(/[^"\\\u0000-\u001f]+/y);
    if (plain > 0) {
      this.#take(plain);
      return;
    }
    const sign = this.#text[this.#at];
    if (sign === '"') this.#endString();
    else if (sign === '\\') this.#readEscape();
    else throw broken();
  }

  #readEscape(): void {
    const [whole] = escapeForm.exec(this.#text.slice(this.#at, this.#at + 6)) ?? [];
    if (whole) {
      this.#take(whole.length);
    } else if (this.#text.length - this.#at < 6) {
      this.#cut = this.#text.slice(this.#at);
      this.#at = this.#text.length;
    } else throw broken();
  }

  #endString(): void {
    this.#take(1);
    this.#inString = false;
    if (this.#expected !== 'name') {
      this.#endValue();
      return;
    }
    this.#expected = 'colon';
    if (this.#open.length !== 1 || this.#kept === null) return;
    this.#name = JSON.parse(this.#kept) as string;
    this.#kept = null;
  }

  #colon(): void {
    this.#take(1);
    this.#expected = 'value';
    if (this.#open.length !== 1) return;
    const wanted = this.#reader.name(this.#name);
    if (this.#names.has(this.#name)) throw new Unreadable('The JSON holds a name twice.');
    this.#names.add(this.#name);
    if (this.#names.size > maxNames) throw new Unreadable(`The JSON has more than ${maxNames} names.`);
    if (wanted) this.#kept = '';
  }
}
