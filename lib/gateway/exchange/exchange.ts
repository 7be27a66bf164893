/**
 * One call passed on: the body up as it comes, the answer down through a redactor, each no faster than the other
 * side takes it. Whoever leaves, stalls or breaks off ends it for both.
 */
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Problem } from '../../errors.ts';
import { isReading } from '../admit/address.ts';
import { callerStalled, faultOf, graphFault } from '../faults.ts';
import { AnswerDown } from '../redact/answer-down.ts';
import type { Redactor } from '../redact/redactor.ts';
import { BodyUp, type RestCheck } from './body-up.ts';
import { whyUnreadable } from './readable.ts';
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
  /** What was read of the body already, and judged. */
  start: readonly Buffer[];
  /** Null where there is no body. */
  check: RestCheck | null;
  open(): ClientRequest;
  /** What the caller gets for an answer's head. */
  answer(head: IncomingMessage): { headers: OutgoingHttpHeaders; redactor: Redactor };
  times: Times;
}

export interface Outcome {
  /** Why the call did not end well; null when Graph's answer was passed on whole. */
  fault: Problem | 'caller_gone' | null;
  /** Whether anything of the call went to Graph, the token with it. */
  sent: boolean;
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
  readonly #watchdog = new Watchdog();
  /** Null where there is none. */
  readonly #body: BodyUp | null;
  #up: ClientRequest | null = null;
  /** Whether the connection of `#up` stands, and whether anything of a call went over one. */
  #connected = false;
  #sent = false;
  #head: IncomingMessage | null = null;
  #retried = false;
  #down: AnswerDown | null = null;
  #settle: ((outcome: Outcome) => void) | null = null;

  constructor(call: Call) {
    const { request, start, check } = call;
    const { method, headers } = request;
    this.#call = call;
    this.#reads = isReading(method);
    // A body is told by its length or by its coding (RFC 9112, section 6).
    const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
    const heed = { moved: () => this.#awaitAnswer(), refused: (problem: Problem) => this.#end(problem) };
    this.#body = hasBody ? new BodyUp(request, { start, check }, heed) : null;
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
      if (this.#up) this.#body?.pass(this.#up);
    });
  }

  #end(fault: Outcome['fault']): void {
    const settle = this.#settle;
    if (!settle) return;
    this.#settle = null;
    this.#noteSent();
    this.#watchdog.stop();
    this.#down?.stop();
    this.#body?.drop();
    // After a whole answer the connection serves the next call; otherwise Graph learns that nobody listens.
    if (fault || !this.#head?.complete || !this.#up?.writableFinished) this.#up?.destroy();
    settle({
      fault,
      sent: this.#sent,
      status: this.#head?.statusCode ?? null,
      bytesUp: this.#sent ? (this.#body?.bytes ?? 0) : 0,
      bytesDown: this.#down?.bytes ?? 0,
      errorStart: this.#down?.errorStart ?? Buffer.alloc(0),
    });
  }

  /** A call that never got as far as a connection did nothing, so it can be sent again. */
  #fault(code: 'graph_unreachable' | 'graph_timeout' | 'graph_nonsense', cause?: unknown): Problem {
    return graphFault(code, this.#reads || !this.#noteSent(), cause);
  }

  /** The head goes out with the first byte of the body, or with its end. */
  #noteSent(): boolean {
    this.#sent ||= this.#connected && this.#up?.headersSent === true;
    return this.#sent;
  }

  #send(): void {
    const up = this.#call.open();
    this.#up = up;
    this.#connected = false;
    const { connectMs } = this.#call.times;
    this.#watchdog.expect('connect', connectMs, () =>
      this.#end(this.#fault('graph_unreachable', new Error(`No connection stood within ${connectMs} ms.`))),
    );
    up.once('socket', (socket) => {
      const connected = () => {
        this.#connected = true;
        this.#awaitAnswer();
      };
      if (!socket.connecting) connected();
      else socket.once((socket as TLSSocket).encrypted ? 'secureConnect' : 'connect', connected);
    });
    up.once('response', (head) => this.#passAnswer(head));
    up.once('upgrade', (_head, socket) => {
      socket.destroy();
      this.#end(this.#fault('graph_nonsense', new Error('The answer switches protocols.')));
    });
    up.on('error', (error) => this.#failed(up, error));
    up.on('drain', () => this.#awaitAnswer());
    if (!this.#body) up.end();
  }

  /** Once the connection stands, what is waited for is the caller's body, or the answer. */
  #awaitAnswer(): void {
    if (!this.#connected || this.#head || !this.#settle) return;
    const { headersMs, callerMs } = this.#call.times;
    if (this.#up?.writableEnded || this.#up?.writableNeedDrain) {
      this.#watchdog.expect('headers', headersMs, () => this.#end(this.#fault('graph_timeout')));
    } else this.#watchdog.expect('body', callerMs, () => this.#end(callerStalled()));
  }

  #failed(up: ClientRequest, error: Error): void {
    if (up !== this.#up || !this.#settle) return;
    const code = 'code' in error ? String(error.code) : '';
    // A kept connection that Graph closed just as the call went out is reset without an answer. A read is sent once
    // more; a write is not, for its message may be on its way (RFC 9110, section 9.2.2; RFC 9112, section 9.3.1).
    const stale = up.reusedSocket && resetCodes.includes(code) && !this.#head;
    if (stale && this.#reads && !this.#body && !this.#retried) {
      this.#retried = true;
      this.#noteSent();
      this.#send();
      return;
    }
    this.#broke(error);
  }

  /** The connection to Graph failed, or what came over it is no HTTP. */
  #broke(error: Error): void {
    this.#end(faultOf(error, this.#reads || !this.#noteSent()));
  }

  #passAnswer(head: IncomingMessage): void {
    this.#head = head;
    const status = head.statusCode ?? 0;
    head.on('error', (error) => this.#broke(error));
    const nonsense = (cause: unknown) => this.#end(this.#fault('graph_nonsense', cause));
    const isRedirect = status >= 300 && status < 400 && status !== 304;
    const elsewhere = isRedirect ? 'The answer leads elsewhere.' : null;
    const why = status < 200 ? 'The answer is none yet.' : (elsewhere ?? whyUnreadable(head));
    if (why) {
      nonsense(new Error(why));
      return;
    }
    const { response, answer, times } = this.#call;
    const flowing = () =>
      this.#watchdog.expect('answer', times.idleMs, () => this.#end(this.#fault('graph_timeout')));
    const blocked = () => this.#watchdog.expect('taking', times.callerMs, () => this.#end('caller_gone'));
    flowing();
    this.#down = new AnswerDown(head, {
      response,
      flowing,
      blocked,
      failed: nonsense,
      passed: () => this.#end(null),
      ...answer(head),
    });
    // A server that answers 413 or 401 early stops reading: sending on would fill its buffers and stall the exchange.
    if (status >= 400) this.#body?.drop();
    else head.once('end', () => this.#body?.drop());
    try {
      this.#down.start();
    } catch (error) {
      // Node refuses to send some of what it receives, such as a header with a control character.
      nonsense(error);
    }
  }
}
