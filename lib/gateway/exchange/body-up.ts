/** A caller's body on its way up to Graph, no faster than Graph takes it. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Problem } from '../../errors.ts';
import { bodyMaxBytes, bodyTooLarge } from '../faults.ts';

interface Heed {
  /** Called whenever something came of it, its end included. */
  moved(): void;
  /** Called when it is not carried after all; Graph never gets the whole of it. */
  refused(problem: Problem): void;
}

/** Judges the rest of a body before it is passed on. */
export interface RestCheck {
  /** @throws Problem */
  push(chunk: Buffer): void;
  /** May be called again. @throws Problem */
  end(): void;
}

interface Body {
  /** What was read of it already, and judged. */
  start: readonly Buffer[];
  check: RestCheck | null;
}

export class BodyUp {
  readonly #request: IncomingMessage;
  readonly #body: Body;
  readonly #heed: Heed;
  #up: ClientRequest | null = null;
  #came = 0;
  /** How much was passed on. */
  bytes = 0;

  constructor(request: IncomingMessage, body: Body, heed: Heed) {
    this.#request = request;
    this.#body = body;
    this.#heed = heed;
  }

  /** Begins to pass it on. */
  pass(up: ClientRequest): void {
    const request = this.#request;
    this.#up = up;
    for (const chunk of this.#body.start) this.#take(chunk);
    request.on('data', (chunk: Buffer) => {
      if (this.#passes((check) => check.push(chunk))) this.#take(chunk);
    });
    request.once('end', () => this.#finish());
    up.on('drain', () => request.resume());
    if (request.readableEnded) this.#finish();
    else if (!up.writableNeedDrain) request.resume();
  }

  /** Passes nothing more on, but reads it: its caller may not read his answer before he has sent all. */
  drop(): void {
    this.#up = null;
    this.#request.resume();
  }

  #refuse(problem: Problem): void {
    this.#up = null;
    this.#heed.refused(problem);
  }

  /** What is passed nowhere any more need not be judged. */
  #passes(judge: (check: RestCheck) => void): boolean {
    try {
      if (this.#up && this.#body.check) judge(this.#body.check);
      return true;
    } catch (error) {
      // This runs in a listener of the request's stream: an error thrown on from here is uncaught and ends the process.
      const sentence = 'Flowkeep could not read the body to its end.';
      const unread = () => new Problem('invalid_input', sentence, { cause: error });
      this.#refuse(error instanceof Problem ? error : unread());
      return false;
    }
  }

  #take(chunk: Buffer): void {
    this.#came += chunk.length;
    if (this.#came > bodyMaxBytes) {
      this.#refuse(bodyTooLarge());
      return;
    }
    if (!this.#up) return;
    this.bytes += chunk.length;
    if (!this.#up.write(chunk)) this.#request.pause();
    this.#heed.moved();
  }

  #finish(): void {
    if (!this.#passes((check) => check.end())) return;
    this.#up?.end();
    this.#heed.moved();
  }
}
