/** A caller's body on its way up to Graph, no faster than Graph takes it. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { bodyMaxBytes } from './faults.ts';

interface Heed {
  /** Called whenever something came of it, its end included. */
  moved(): void;
  /** Called when more comes than may. */
  tooLarge(): void;
}

export class BodyUp {
  readonly #request: IncomingMessage;
  readonly #start: readonly Buffer[];
  readonly #heed: Heed;
  #up: ClientRequest | null = null;
  #came = 0;
  /** How much was passed on. */
  bytes = 0;

  /** @param start what was read of it already */
  constructor(request: IncomingMessage, start: readonly Buffer[], heed: Heed) {
    this.#request = request;
    this.#start = start;
    this.#heed = heed;
  }

  /** Begins to pass it on. */
  pass(up: ClientRequest): void {
    const request = this.#request;
    this.#up = up;
    for (const chunk of this.#start) this.#take(chunk);
    request.on('data', (chunk: Buffer) => this.#take(chunk));
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

  #take(chunk: Buffer): void {
    this.#came += chunk.length;
    if (this.#came > bodyMaxBytes) {
      this.#up = null;
      this.#heed.tooLarge();
      return;
    }
    if (!this.#up) return;
    this.bytes += chunk.length;
    if (!this.#up.write(chunk)) this.#request.pause();
    this.#heed.moved();
  }

  #finish(): void {
    this.#up?.end();
    this.#heed.moved();
  }
}
