/** What the head of a request says of its body: only one that comes as it is can be looked into and passed on. */
import type { IncomingMessage } from 'node:http';
import { Problem } from '../../errors.ts';
import { bodyMaxBytes, bodyTooLarge } from '../faults.ts';

/**
 * Refuses a packed body before it is asked for. `chunked` is the framing of a body of unknown length and ends with
 * this connection; any coding before it would go up undone, and unread (RFC 9112, sections 6.1 and 7). A request of
 * HTTP/1.0 has no such framing: one that says so is at odds with itself (section 6.1).
 * @throws Problem `unsupported_media_type`, `invalid_input` or `body_too_large`
 */
export function demandPlainBody({ headers, httpVersion }: IncomingMessage): void {
  const transfer = headers['transfer-encoding'];
  if (transfer !== undefined && transfer.trim().toLowerCase() !== 'chunked') {
    throw new Problem('unsupported_media_type', 'Send the body with no Transfer-Encoding but chunked.');
  }
  if (transfer !== undefined && httpVersion !== '1.1') {
    throw new Problem(
      'invalid_input',
      'A request of HTTP/1.0 has no Transfer-Encoding. Send its Content-Length.',
    );
  }
  // RFC 9110, sections 8.4 and 15.5.16.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new Problem('unsupported_media_type', 'Send the body without a Content-Encoding.');
  }
  if (Number(headers['content-length'] ?? 0) > bodyMaxBytes) throw bodyTooLarge();
}
