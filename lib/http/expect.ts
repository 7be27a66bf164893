/** Callers who ask before they send a body (`Expect: 100-continue`, RFC 9110, section 10.1.1). */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Whether a caller keeps his body back until he is told to send it. One of HTTP/1.0 does not wait, whatever he says. */
export function isWaiting({ headers, httpVersion }: IncomingMessage): boolean {
  return headers.expect !== undefined && httpVersion === '1.1';
}

/** Tells a caller who waits for it to go on, once: to be called by whoever is about to read the body. */
export function letContinue(request: IncomingMessage, response: ServerResponse): void {
  if (isWaiting(request)) response.writeContinue();
  delete request.headers.expect;
}
