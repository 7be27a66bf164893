/** Graph's answer on its way down: through the redactor, no faster than the caller takes it. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { closing, endAnswer } from '../../http/early-answer.ts';
import { ErrorStart } from './error-start.ts';
import type { Redactor } from './redactor.ts';

/** An answer up to this size is passed on when it is whole: Flowkeep can still answer itself if it never gets whole. */
const heldBytes = 65_536;
export interface Down {
  response: ServerResponse;
  /** What the caller gets for the answer's head. */
  headers: OutgoingHttpHeaders;
  redactor: Redactor;
  /** Called whenever something came from Graph, and whenever the caller has to take something first. */
  flowing(): void;
  blocked(): void;
  /** Called when something that came can't be sent on, and when the caller has been sent all. */
  failed(error: unknown): void;
  passed(): void;
}

export class AnswerDown {
  readonly #head: IncomingMessage;
  readonly #down: Down;
  readonly #error: ErrorStart;
  #ended = false;
  bytes = 0;

  constructor(head: IncomingMessage, down: Down) {
    this.#head = head;
    this.#down = down;
    this.#error = new ErrorStart(head.statusCode ?? 0);
  }

  /** The beginning of an answer that is an error, by its status or (asked with suppress_http_code) by its body. */
  get errorStart(): Buffer {
    return this.#error.bytes;
  }

  /** Nothing more is passed on. */
  stop(): void {
    this.#ended = true;
  }

  /** Begins. The response finishes when all is on its way. */
  start(): void {
    const { statusCode: status = 0, headers } = this.#head;
    const length = Number(headers['content-length'] ?? Number.POSITIVE_INFINITY);
    // RFC 9112, section 6.3: these have no body, whatever their head says of its length.
    if (this.#down.response.req.method === 'HEAD' || status === 204 || status === 304) this.#passHead();
    else if (length <= heldBytes) this.#passWhole();
    else this.#passStream();
  }

  #writeHead(more: OutgoingHttpHeaders = {}): void {
    const { response, headers } = this.#down;
    response.writeHead(this.#head.statusCode ?? 502, { ...headers, ...closing(response.req), ...more });
  }

  #passHead(): void {
    this.#writeHead();
    this.#head.resume();
    this.#finish(Buffer.alloc(0));
  }

  #passWhole(): void {
    const { redactor, flowing, failed } = this.#down;
    const chunks: Buffer[] = [];
    this.#head.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      flowing();
    });
    this.#head.once('end', () => {
      if (this.#ended) return;
      const whole = Buffer.concat(chunks);
      this.#error.push(whole);
      const out = Buffer.concat([redactor.push(whole), redactor.end()]);
      try {
        this.#writeHead({ 'content-length': out.length });
      } catch (error) {
        failed(error);
        return;
      }
      this.#finish(out);
    });
  }

  #passStream(): void {
    const { response, redactor, flowing, blocked } = this.#down;
    const head = this.#head;
    this.#writeHead();
    response.flushHeaders();
    head.on('data', (chunk: Buffer) => {
      if (this.#ended) return;
      this.#error.push(chunk);
      flowing();
      const out = redactor.push(chunk);
      this.bytes += out.length;
      if (out.length === 0 || response.write(out)) return;
      head.pause();
      blocked();
    });
    response.on('drain', () => {
      flowing();
      head.resume();
    });
    head.once('end', () => {
      if (!this.#ended) this.#finish(redactor.end());
    });
  }

  #finish(out: Buffer): void {
    const { response, blocked, passed } = this.#down;
    this.bytes += out.length;
    blocked();
    endAnswer(response, out, passed);
  }
}
