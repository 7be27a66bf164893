/** Judges a body piece by piece, before each piece is passed on, for what the gateway does not carry. */
import { Problem } from '../../errors.ts';
import { FormScan } from '../../parameter/form-scan.ts';
import { JsonScan } from '../../parameter/json-scan.ts';
import type { ParameterReader } from '../../parameter/names.ts';
import { Unreadable } from '../../parameter/unreadable.ts';
import { type BodyKind, bodyKind, typeUp } from './body-kind.ts';
import { MultipartScan } from './multipart-scan.ts';
import { parameterReader } from './refusals.ts';
import type { CallWarning } from './warnings.ts';

interface Scan {
  push(chunk: Buffer): void;
  end(): void;
}

function jsonScan(reader: ParameterReader): Scan {
  const scan = new JsonScan(reader);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return {
    push: (chunk) => scan.push(decoder.decode(chunk, { stream: true })),
    end: () => {
      scan.push(decoder.decode());
      scan.end();
    },
  };
}

function formScan(reader: ParameterReader): Scan {
  const scan = new FormScan(reader);
  return { push: (chunk) => scan.push(chunk.toString('latin1')), end: () => scan.end() };
}

const fileScan: Scan = { push: () => undefined, end: () => undefined };

function scanOf(found: BodyKind, reader: ParameterReader): Scan {
  if (found.kind === 'multipart') return new MultipartScan(found.boundary, reader);
  if (found.kind === 'json') return jsonScan(reader);
  return found.kind === 'form' ? formScan(reader) : fileScan;
}

function unreadable(sentence: string): Problem {
  return new Problem('invalid_input', `Flowkeep passes on only what it can read. ${sentence}`);
}

const unknownType =
  'Say with Content-Type what the body is: application/json or application/x-www-form-urlencoded, in UTF-8; multipart/form-data with its boundary; or the type of a file.';

export interface BodyFacts {
  /** Graph's path. */
  path: string;
  contentType: string | undefined;
  /** In bytes, where it was said. */
  length: number | null;
  /** Is filled with what the call shall be warned of, as it is read. */
  warnings: Set<CallWarning>;
}

export class BodyCheck {
  /** Whether anything is to be read: a file holds no parameters. */
  readonly reads: boolean;
  /** The type under which the body goes up. */
  readonly contentType: string;
  readonly #scan: Scan;
  readonly #length: number | null;
  #received = 0;
  #ended = false;

  /** @throws Problem `invalid_input` for a type that is not read */
  constructor({ path, contentType, length, warnings }: BodyFacts) {
    const found = bodyKind(path, contentType);
    if (!found) throw unreadable(unknownType);
    this.reads = found.kind !== 'file';
    this.contentType = typeUp(found, contentType);
    this.#scan = scanOf(found, parameterReader(warnings));
    this.#length = length;
  }

  /**
   * The next piece, before it is passed on; the last one together with the end, as far as the length was said.
   * @throws Problem `call_refused` or `invalid_input`
   */
  push(chunk: Buffer): void {
    if (this.#ended) throw unreadable('The body goes on after its end.');
    this.#received += chunk.length;
    this.#judge(() => this.#scan.push(chunk));
    if (this.#received === this.#length) this.end();
  }

  /** @throws Problem `call_refused` or `invalid_input` */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#judge(() => this.#scan.end());
  }

  /** Whatever fails in reading, the body was not read. */
  #judge(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw unreadable(error instanceof Unreadable ? error.message : 'The body is not text in UTF-8.');
    }
  }
}
