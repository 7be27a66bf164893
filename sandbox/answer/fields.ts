/** Graph's little language for choosing fields: `id,preview.invalidate(true),application{id,name}`. */
import { Refusal } from './refusal.ts';

export interface Field {
  name: string;
  /** What stands in the parentheses of its modifiers, by their names. */
  args: Record<string, string>;
  /** The fields chosen inside of it; null for its defaults. */
  fields: Field[] | null;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  all(): Field[] {
    const fields = this.#list();
    if (this.#at < this.#text.length) throw this.#wrong('end of string');
    return fields;
  }

  #list(): Field[] {
    const fields = [this.#field()];
    while (this.#take(',')) fields.push(this.#field());
    return fields;
  }

  #field(): Field {
    const name = this.#word();
    const args: Record<string, string> = {};
    while (this.#take('.')) args[this.#word()] = this.#argument();
    const fields = this.#take('{') ? this.#list() : null;
    if (fields && !this.#take('}')) throw this.#wrong('"}"');
    return { name, args, fields };
  }

  #argument(): string {
    if (!this.#take('(')) throw this.#wrong('"("');
    const end = this.#text.indexOf(')', this.#at);
    if (end === -1) throw this.#wrong('")"');
    const value = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return value;
  }

  #word(): string {
    const word = /^\s*([A-Za-z0-9_]+)\s*/.exec(this.#text.slice(this.#at));
    if (!word?.[1]) throw this.#wrong('name');
    this.#at += word[0].length;
    return word[1];
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #wrong(expected: string): Refusal {
    const message = `Syntax error "Expected ${expected}." at character ${this.#at}: ${this.#text}`;
    return new Refusal({ code: 2500, message });
  }
}

/** The fields that a text chooses; null for none, which leaves the choice to Graph. */
export function parseFields(text: string | null): Field[] | null {
  return text ? new Reader(text).all() : null;
}
