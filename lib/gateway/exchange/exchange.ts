/**
 * One call passed on: the body up as it comes, the answer down through a redactor, each no faster than the other
 * side takes it. Whoever leaves, stalls or breaks off ends it for both.
 */
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Problem } from '../../errors.ts';
import { isReading } from '../admit/address.ts';
import { bodyMaxBytes, bodyTooLarge, callerStalled, faultOf, graphFault } from '../faults.ts';
import { AnswerDown } from '../redact/answer-down.ts';
import type { Redactor } from '../redact/redactor.ts';
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
  #down: AnswerDown | null = null;
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
    this.#down?.stop();
    // After a whole answer the connection serves the next call; otherwise Graph learns that nobody listens.
    if (fault || !this.#head?.complete || !this.#up?.writableFinished) this.#up?.destroy();
    settle({
      fault,
      status: this.#head?.statusCode ?? null,
      bytesUp: this.#bytesUp,
      bytesDown: this.#down?.bytes ?? 0,
      errorStart: this.#down?.errorStart ?? Buffer.alloc(0),
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
    const status = head.statusCode ?? 0;
    const isRedirect = status >= 300 && status < 400 && status !== 304;
    const encoding = head.headers['content-encoding'] ?? 'identity';
    head.on('error', (error) => this.#end(faultOf(error, this.#reads)));
    if (isRedirect || encoding !== 'identity') {
      this.#end(graphFault('graph_nonsense', this.#reads));
      return;
    }
    const { response, answer, times } = this.#call;
    const nonsense = () => this.#end(graphFault('graph_nonsense', this.#reads));
    const flowing = () => this.#watchdog.expect('answer', times.idleMs, () => this.#late('graph_timeout'));
    const blocked = () => this.#watchdog.expect('taking', times.callerMs, () => this.#end('caller_gone'));
    flowing();
    this.#down = new AnswerDown(head, { response, flowing, blocked, failed: nonsense, ...answer(head) });
    try {
      this.#down.start();
    } catch {
      // Node refuses to send some of what it receives, such as a header with a control character.
      nonsense();
    }
  }
}
