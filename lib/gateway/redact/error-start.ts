/** The beginning of an answer that is an error, kept for the audit trail: by its status, or by how its body begins. */

/** So much is kept: more than any error of Graph has. */
const mostBytes = 16_384;
/** How an error begins that comes as a success, as suppress_http_code makes it; blanks may stand between its signs. */
const mark = '{"error":';

export class ErrorStart {
  readonly #kept: Buffer[] = [];
  #length = 0;
  #is: 'an error' | 'something else' | 'unknown';

  constructor(status: number) {
    this.#is = status >= 400 ? 'an error' : 'unknown';
  }

  /** Takes the next bytes, in whatever pieces they come. */
  push(chunk: Buffer): void {
    if (this.#is === 'something else' || this.#length >= mostBytes) return;
    const part = chunk.subarray(0, mostBytes - this.#length);
    this.#kept.push(part);
    this.#length += part.length;
    if (this.#is === 'unknown') this.#decide();
  }

  /** What was kept; nothing for an answer that is no error. */
  get bytes(): Buffer {
    return this.#is === 'an error' ? Buffer.concat(this.#kept) : Buffer.alloc(0);
  }

  #decide(): void {
    const start = Buffer.concat(this.#kept).toString('latin1').replace(/\s/g, '').slice(0, mark.length);
    if (start === mark) this.#is = 'an error';
    else if (!mark.startsWith(start)) {
      this.#is = 'something else';
      this.#kept.length = 0;
    }
  }
}
