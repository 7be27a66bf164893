/** Reading the beginning of a body before anything is sent, so that most of what is refused never reaches Graph. */
import type { IncomingMessage } from 'node:http';
import { callerStalled } from '../faults.ts';
import { BodyCheck } from './body-check.ts';
import type { CallWarning } from './warnings.ts';

/** How much is read first. What is longer is judged piece by piece while it is passed on. */
const peekBytes = 65_536;

/** Reads until there is enough or the body ends; the request is left paused. */
function readStart(request: IncomingMessage, enough: number, idleMs: number): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = () => {
      clearTimeout(idle);
      request.pause();
      request.off('data', take).off('end', settle).off('close', settle);
    };
    const settle = () => {
      stop();
      resolve(chunks);
    };
    const take = (chunk: Buffer) => {
      idle.refresh();
      chunks.push(chunk);
      length += chunk.length;
      if (length >= enough) settle();
    };
    const idle = setTimeout(() => {
      stop();
      reject(callerStalled());
    }, idleMs);
    request.on('data', take).once('end', settle).once('close', settle);
    // A caller who left while the key was looked up: `close` was emitted before it was listened for, and waiting for
    // it would hold this use's place for ever.
    if (request.destroyed) settle();
  });
}

const hasBody = ({ headers }: IncomingMessage) =>
  Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;

/**
 * What will judge the body of a request; null where it has none.
 * @param path Graph's
 * @param warnings is filled with what the call shall be warned of
 * @throws Problem `invalid_input` for a type that is not read
 */
export function bodyCheckOf(
  request: IncomingMessage,
  path: string,
  warnings: Set<CallWarning>,
): BodyCheck | null {
  if (!hasBody(request)) return null;
  const contentLength = request.headers['content-length'];
  const length = contentLength === undefined ? null : Number(contentLength);
  return new BodyCheck({ path, contentType: request.headers['content-type'], length, warnings });
}

/**
 * The first bytes of a body, already judged; of a file, the first piece, whatever is in it.
 * @throws Problem `call_refused`, `invalid_input` for a body that can't be read, `request_timeout` for one that stalls
 */
export async function peekBody(
  request: IncomingMessage,
  check: BodyCheck | null,
  idleMs: number,
): Promise<Buffer[]> {
  if (!check) return [];
  const start = await readStart(request, check.reads ? peekBytes : 1, idleMs);
  for (const chunk of start) check.push(chunk);
  // `complete` alone says that the end has come in, while pieces before it may still wait to be read.
  if (request.complete && request.readableLength === 0) check.end();
  return start;
}
