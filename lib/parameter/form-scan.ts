/**
 * Reads what is written as forms are (`a=1&b=2`) as it arrives, in memory that does not grow with it. A server may
 * take `;` for a separator too, so it is one here.
 */
import { longestName, longestValue, maxNames, type ParameterReader } from './names.ts';
import { Unreadable } from './unreadable.ts';

/** Percent-decodes byte by byte, so that nothing can fail; `+` is a space. Null for a broken escape. */
export function decodeForm(text: string): string | null {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return null;
  return text
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const noForm = () =>
  new Unreadable(
    'The body is not written as forms are, name=value&name=value. Write ; as %3B; send JSON as Content-Type: application/json.',
  );

/** Control characters but tab and the ends of lines: what has them is another encoding, or no text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

export class FormScan {
  readonly #reader: ParameterReader;
  /** What was read of the name or the wanted value; null in a value that nobody wants. */
  #kept: string | null = '';
  /** The name whose value is read; null while a name is. */
  #name: string | null = null;
  /** How many pairs there were, empty ones with them. */
  #pairs = 0;

  constructor(reader: ParameterReader) {
    this.#reader = reader;
  }

  /** @param text one character for each byte. @throws Unreadable, or what the reader throws */
  push(text: string): void {
    if (control.test(text)) throw noForm();
    for (let at = 0; at < text.length; ) {
      const end = this.#name === null ? /[&;=]/g : /[&;]/g;
      end.lastIndex = at;
      const found = end.exec(text);
      this.#keep(text.slice(at, found?.index));
      if (!found) return;
      at = found.index + 1;
      if (found[0] === '=') this.#endName();
      else this.#endPair();
    }
  }

  end(): void {
    this.#endPair();
  }

  #keep(text: string): void {
    if (this.#kept === null) return;
    this.#kept += text;
    // A name may have each of its characters escaped.
    if (this.#kept.length > (this.#name === null ? 3 * longestName : longestValue)) {
      throw new Unreadable('A name, or the value of fields, id, ids or to, is too long.');
    }
  }

  #endName(): void {
    const name = decodeForm(this.#kept ?? '');
    if (name === null) throw noForm();
    this.#kept = this.#reader.name(name) ? '' : null;
    this.#name = name;
  }

  #endPair(): void {
    this.#pairs++;
    if (this.#pairs > maxNames) throw new Unreadable(`The form has more than ${maxNames} names.`);
    if (this.#name === null) {
      if (this.#kept === '') return;
      this.#endName();
    }
    if (this.#name !== null && this.#kept !== null) {
      const value = decodeForm(this.#kept);
      if (value === null) throw noForm();
      this.#reader.value(this.#name, value);
    }
    this.#name = null;
    this.#kept = '';
  }
}
