/**
 * Answers that are there before their request is. Whoever writes before he reads would never come to read them, and a
 * connection that is closed while he still sends is reset, which can take the answer with it (RFC 9112, section 9.6).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isWaiting } from './expect.ts';

/** How much of a request is read after its answer, and for how long: between two pieces of it, and in all. */
const mostBytes = 100 * 1024 * 1024;
const idleMs = 2_000;
const lingerMs = 30_000;

function hasBody({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
}

/** Whether more of a request's body is to come. */
export function isArriving(request: IncomingMessage): boolean {
  return hasBody(request) && !request.complete && !request.destroyed && !isWaiting(request);
}

/**
 * What the head of an answer says where its request has not come to an end: that the connection ends with it, so that
 * the caller may stop sending (RFC 9112, sections 9.3 and 9.5).
 */
export function closing(request: IncomingMessage): { connection?: 'close' } {
  return isArriving(request) || isWaiting(request) ? { connection: 'close' } : {};
}

/**
 * Reads what is still to come of a request and drops it, within bounds.
 * @param over called once: when nothing more is to come (`whole`), or when it was given up
 */
export function dropRest(request: IncomingMessage, over: (whole: boolean) => void): void {
  let left = mostBytes;
  const stop = (whole: boolean) => {
    clearTimeout(idle);
    clearTimeout(limit);
    request.off('data', drop).off('end', ended).off('close', ended);
    over(whole);
  };
  const ended = () => stop(true);
  const drop = ({ length }: Buffer) => {
    idle.refresh();
    left -= length;
    if (left < 0) stop(false);
  };
  const idle = setTimeout(stop, idleMs, false).unref();
  // A body announced as longer than what is read here would be cut off anyway: half a minute of reading 100 MB of it
  // would change nothing for its caller.
  const isEndless = Number(request.headers['content-length'] ?? 0) > mostBytes;
  const limit = setTimeout(stop, isEndless ? idleMs : lingerMs, false).unref();
  request.on('data', drop).once('end', ended).once('close', ended);
  request.resume();
}

/**
 * Ends an answer with its last bytes. Where its request is still arriving, the rest of that is dropped before the
 * connection is closed, as long as it keeps coming: 100 MB and half a minute at most.
 * @param flushed called when the caller has been sent all of the answer
 */
export function endAnswer(
  response: ServerResponse,
  last: Buffer,
  flushed: () => void = () => undefined,
): void {
  const { req: request } = response;
  if (!isArriving(request)) {
    response.end(last, flushed);
    return;
  }
  dropRest(request, () => response.end());
  if (last.length > 0) response.write(last, flushed);
  else {
    response.flushHeaders();
    flushed();
  }
}
