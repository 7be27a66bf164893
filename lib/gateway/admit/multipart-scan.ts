/**
 * Reads a multipart form (RFC 7578 on RFC 2046, section 5.1) as it arrives, in memory that does not grow with it.
 * Nothing stands before its first part, nor after its last but ends of lines, and its boundary stands nowhere but between parts, on lines
 * of its own that end in CRLF: readers that are content with less would find parts that others do not see.
 */
import { longestValue, maxNames, type ParameterReader } from '../../parameter/names.ts';
import { Unreadable } from '../../parameter/unreadable.ts';
import { partName } from './part-head.ts';

const longestHead = 4_096;
const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

const broken = () =>
  new Unreadable('The multipart form does not have the form that its boundary and RFC 7578 give it.');

export class MultipartScan {
  readonly #reader: ParameterReader;
  readonly #delimiter: Buffer;
  #rest = Buffer.alloc(0);
  #state: 'start' | 'line' | 'head' | 'content' | 'closed' = 'start';
  #name = '';
  #parts = 0;
  /** What was read of the content that is wanted; null where it is not. */
  #kept: Buffer[] | null = null;
  #keptLength = 0;

  constructor(boundary: string, reader: ParameterReader) {
    this.#delimiter = Buffer.from(`--${boundary}`);
    this.#reader = reader;
  }

  /** @throws Unreadable, or what the reader throws */
  push(chunk: Buffer): void {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : Buffer.from(chunk);
    while (this.#step());
  }

  end(): void {
    if (this.#state !== 'closed' || this.#rest.length > 0) throw broken();
  }

  /** @returns whether there may be more to read in what is held */
  #step(): boolean {
    if (this.#state === 'start') return this.#readStart();
    if (this.#state === 'line') return this.#readLine();
    if (this.#state === 'head') return this.#readHead();
    if (this.#state === 'content') return this.#readContent();
    return this.#readEnd();
  }

  #skip(length: number): void {
    this.#rest = this.#rest.subarray(length);
  }

  #readStart(): boolean {
    const length = this.#delimiter.length;
    const begins = this.#delimiter.subarray(0, this.#rest.length).equals(this.#rest.subarray(0, length));
    if (!begins) throw broken();
    if (this.#rest.length < length) return false;
    this.#skip(length);
    this.#state = 'line';
    return true;
  }

  /** What follows a boundary: the end of its line, or the sign that it was the last. */
  #readLine(): boolean {
    if (this.#rest.length < 2) return false;
    const sign = this.#rest.toString('latin1', 0, 2);
    if (sign !== '\r\n' && sign !== '--') throw broken();
    this.#skip(2);
    this.#state = sign === '--' ? 'closed' : 'head';
    return true;
  }

  #readHead(): boolean {
    const end = this.#rest.indexOf(headEnd);
    if (end > longestHead || (end === -1 && this.#rest.length > longestHead)) throw broken();
    if (end === -1) return false;
    if (this.#rest.subarray(0, end).includes(this.#delimiter)) throw broken();
    this.#parts++;
    if (this.#parts > maxNames) throw new Unreadable(`The form has more than ${maxNames} parts.`);
    this.#name = partName(this.#rest.toString('latin1', 0, end));
    this.#kept = this.#reader.name(this.#name) ? [] : null;
    this.#keptLength = 0;
    this.#skip(end + headEnd.length);
    this.#state = 'content';
    return true;
  }

  #readContent(): boolean {
    const at = this.#rest.indexOf(this.#delimiter);
    if (at === -1) {
      // The boundary may have begun, with the end of the line before it.
      const safe = Math.max(0, this.#rest.length - this.#delimiter.length - lineEnd.length);
      this.#keep(this.#rest.subarray(0, safe));
      this.#skip(safe);
      return false;
    }
    if (at < 2 || this.#rest.toString('latin1', at - 2, at) !== '\r\n') throw broken();
    this.#keep(this.#rest.subarray(0, at - 2));
    if (this.#kept) this.#reader.value(this.#name, Buffer.concat(this.#kept).toString('latin1'));
    this.#skip(at + this.#delimiter.length);
    this.#state = 'line';
    return true;
  }

  /** Behind the last boundary: nothing but ends of lines, of which some clients write more than one. */
  #readEnd(): boolean {
    const whole = this.#rest.length - (this.#rest.length % 2);
    for (let at = 0; at < whole; at += 2) if (this.#rest.readUInt16BE(at) !== 0x0d0a) throw broken();
    if (whole < this.#rest.length && this.#rest[whole] !== 0x0d) throw broken();
    this.#skip(whole);
    return false;
  }

  #keep(bytes: Buffer): void {
    if (!this.#kept) return;
    this.#keptLength += bytes.length;
    if (this.#keptLength > longestValue)
      throw new Unreadable('The value of fields, id, ids or to is too long.');
    this.#kept.push(Buffer.from(bytes));
  }
}
