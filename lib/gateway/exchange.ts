/**
 * One call passed on: the body up as it comes, the answer down through a redactor, each no faster than the other
 * side takes it. Whoever leaves, stalls or breaks off ends it for both.
 */
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Problem } from '../errors.ts';
import { isReading } from './address.ts';
import { bodyMaxBytes, bodyTooLarge, callerStalled, faultOf, graphFault } from './faults.ts';
import type { Redactor } from './redactor.ts';
import { Watchdog } from './watchdog.ts';

/** How long each side may keep the other waiting, in milliseconds. */
export interface Times {
  connectMs: number;
  /** From the last byte of the body to the first of the answer. */
  headersMs: number;
  /** Between two pieces of the answer. */
  idleMs: number;
  /** Between two pieces of the body, and for taking a piece of the answer. */
  callerMs: number;
}

export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  /** What was read of the body already. */
  start: readonly Buffer[];
  open(): ClientRequest;
  /** What the caller gets for an answer's head. */
  answer(head: IncomingMessage): { headers: OutgoingHttpHeaders; redactor: Redactor };
  times: Times;
}

export interface Outcome {
  /** Why the call did not end well; null when Graph's answer was passed on whole. */
  fault: Problem | 'caller_gone' | null;
  /** Graph's status, if it answered. */
  status: number | null;
  bytesUp: number;
  bytesDown: number;
  /** The beginning of an answer that is an error. */
  errorStart: Buffer;
}

/** An answer up to this size is passed on when it is whole: Flowkeep can still answer itself if it never gets whole. */
const heldBytes = 65_536;
const errorBytes = 16_384;
const resetCodes = ['ECONNRESET', 'EPIPE'];

export class Exchange {
  readonly #call: Call;
  readonly #reads: boolean;
  readonly #hasBody: boolean;
  readonly #watchdog = new Watchdog();
  #up: ClientRequest | null = null;
  #head: IncomingMessage | null = null;
  #retried = false;
  #bytesUp = 0;
  #bytesDown = 0;
  readonly #error: Buffer[] = [];
  #settle: ((outcome: Outcome) => void) | null = null;

  constructor(call: Call) {
    const { method, headers } = call.request;
    this.#call = call;
    this.#reads = isReading(method);
    this.#hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
  }

  /** Runs to its end, whatever that is. A fault is answered by whoever called, if nothing was answered yet. */
  run(): Promise<Outcome> {
    const { response } = this.#call;
    return new Promise((resolve) => {
      this.#settle = resolve;
      if (response.destroyed) {
        this.#end('caller_gone');
        return;
      }
      response.once('close', () => this.#end(response.writableFinished ? null : 'caller_gone'));
      response.once('finish', () => this.#end(null));
      this.#send();
      if (this.#hasBody) this.#passBody();
    });
  }

  #end(fault: Outcome['fault']): void {
    const settle = this.#settle;
    if (!settle) return;
    this.#settle = null;
    this.#watchdog.stop();
    // After a whole answer the connection serves the next call; otherwise Graph learns that nobody listens.
    if (fault || !this.#head?.complete || !this.#up?.writableFinished) this.#up?.destroy();
    settle({
      fault,
      status: this.#head?.statusCode ?? null,
      bytesUp: this.#bytesUp,
      bytesDown: this.#bytesDown,
      errorStart: Buffer.concat(this.#error),
    });
  }

  #late(code: 'graph_unreachable' | 'graph_timeout'): void {
    this.#end(graphFault(code, this.#reads));
  }

  #send(): void {
    const up = this.#call.open();
    this.#up = up;
    const { connectMs } = this.#call.times;
    this.#watchdog.expect('connect', connectMs, () => this.#late('graph_unreachable'));
    up.once('socket', (socket) => {
      const connected = () => this.#awaitAnswer();
      if (!socket.connecting) connected();
      else socket.once((socket as TLSSocket).encrypted ? 'secureConnect' : 'connect', connected);
    });
    up.once('response', (head) => this.#passAnswer(head));
    up.once('upgrade', (_head, socket) => {
      socket.destroy();
      this.#end(graphFault('graph_nonsense', this.#reads));
    });
    up.on('error', (error) => this.#failed(up, error));
    up.on('drain', () => {
      this.#call.request.resume();
      this.#awaitAnswer();
    });
    if (!this.#hasBody) up.end();
  }

  /** The connection stands: what is waited for now is the caller's body, or the answer. */
  #awaitAnswer(): void {
    if (this.#head || !this.#settle) return;
    const { headersMs, callerMs } = this.#call.times;
    if (this.#up?.writableEnded || this.#up?.writableNeedDrain) {
      this.#watchdog.expect('headers', headersMs, () => this.#late('graph_timeout'));
    } else this.#watchdog.expect('body', callerMs, () => this.#end(callerStalled()));
  }

  #failed(up: ClientRequest, error: Error): void {
    if (up !== this.#up) return;
    const code = 'code' in error ? String(error.code) : '';
    // A kept connection that the other side had just closed. Reading twice does no harm; writing twice may.
    const stale = up.reusedSocket && resetCodes.includes(code) && !this.#head;
    if (stale && this.#reads && !this.#hasBody && !this.#retried && this.#settle) {
      this.#retried = true;
      this.#send();
      return;
    }
    this.#end(faultOf(error, this.#reads));
  }

  #passBody(): void {
    const { request, start } = this.#call;
    for (const chunk of start) this.#passUp(chunk);
    request.on('data', (chunk: Buffer) => this.#passUp(chunk));
    request.once('end', () => {
      this.#up?.end();
      this.#awaitAnswer();
    });
    if (request.readableEnded) {
      this.#up?.end();
      this.#awaitAnswer();
    } else if (!this.#up?.writableNeedDrain) request.resume();
  }

  #passUp(chunk: Buffer): void {
    if (!this.#settle || !this.#up) return;
    this.#bytesUp += chunk.length;
    if (this.#bytesUp > bodyMaxBytes) {
      this.#end(bodyTooLarge());
      return;
    }
    if (!this.#up.write(chunk)) this.#call.request.pause();
    if (!this.#up.socket?.connecting) this.#awaitAnswer();
  }

  #passAnswer(head: IncomingMessage): void {
    this.#head = head;
    const { idleMs } = this.#call.times;
    const status = head.statusCode ?? 0;
    const isRedirect = status >= 300 && status < 400 && status !== 304;
    const encoding = head.headers['content-encoding'] ?? 'identity';
    head.on('error', (error) => this.#end(faultOf(error, this.#reads)));
    if (isRedirect || encoding !== 'identity') {
      this.#end(graphFault('graph_nonsense', this.#reads));
      return;
    }
    this.#watchdog.expect('answer', idleMs, () => this.#late('graph_timeout'));
    const length = Number(head.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    if (this.#call.request.method === 'HEAD' || status === 204 || status === 304) this.#passNoBody(head);
    else if (length <= heldBytes) this.#passWhole(head);
    else this.#passStream(head);
  }

  #passNoBody(head: IncomingMessage): void {
    const { response, answer } = this.#call;
    response.writeHead(head.statusCode ?? 502, answer(head).headers);
    head.resume();
    this.#finish(Buffer.alloc(0));
  }

  #passWhole(head: IncomingMessage): void {
    const { response, answer, times } = this.#call;
    const chunks: Buffer[] = [];
    head.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      this.#watchdog.expect('answer', times.idleMs, () => this.#late('graph_timeout'));
    });
    head.once('end', () => {
      if (!this.#settle) return;
      const whole = Buffer.concat(chunks);
      this.#keepError(head, whole);
      const { headers, redactor } = answer(head);
      const out = Buffer.concat([redactor.push(whole), redactor.end()]);
      response.writeHead(head.statusCode ?? 502, { ...headers, 'content-length': out.length });
      this.#finish(out);
    });
  }

  #passStream(head: IncomingMessage): void {
    const { response, answer, times } = this.#call;
    const { headers, redactor } = answer(head);
    const flowing = () => this.#watchdog.expect('answer', times.idleMs, () => this.#late('graph_timeout'));
    response.writeHead(head.statusCode ?? 502, headers);
    response.flushHeaders();
    head.on('data', (chunk: Buffer) => {
      if (!this.#settle) return;
      this.#keepError(head, chunk);
      const out = redactor.push(chunk);
      this.#bytesDown += out.length;
      flowing();
      if (out.length === 0 || response.write(out)) return;
      head.pause();
      this.#watchdog.expect('taking', times.callerMs, () => this.#end('caller_gone'));
    });
    response.on('drain', () => {
      flowing();
      head.resume();
    });
    head.once('end', () => {
      if (this.#settle) this.#finish(redactor.end());
    });
  }

  /** Sends the last bytes; the exchange ends when they are on their way. */
  #finish(out: Buffer): void {
    this.#bytesDown += out.length;
    this.#watchdog.expect('taking', this.#call.times.callerMs, () => this.#end('caller_gone'));
    this.#call.response.end(out);
  }

  #keepError(head: IncomingMessage, chunk: Buffer): void {
    const kept = this.#error.reduce((sum, { length }) => sum + length, 0);
    if ((head.statusCode ?? 0) >= 400 && kept < errorBytes) {
      this.#error.push(chunk.subarray(0, errorBytes - kept));
    }
  }
}
