const mask = '[secret]';
/** The symbol by which `console.log` and `util.inspect` ask an object for its text; global, so no import is needed. */
const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/**
 * Holds a text that must not be shown. Whatever prints, joins or serialises it gets `[secret]`; copying it
 * (spread, structuredClone) copies nothing, because the value sits in a private field.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** Lends the value to `callback` and returns its answer: the only way to the value, so uses are one search. */
  use<T>(callback: (value: string) => T): T {
    return callback(this.#value);
  }

  toJSON(): string {
    return mask;
  }

  toString(): string {
    return mask;
  }

  [Symbol.toPrimitive](): string {
    return mask;
  }

  [inspect](): string {
    return mask;
  }
}
