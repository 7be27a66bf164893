/** Reading the beginning of a body before anything is sent, so that most of what is refused never reaches Graph. */
import type { IncomingMessage } from 'node:http';
import { callerStalled } from '../faults.ts';
import { BodyCheck } from './body-check.ts';

/** How much is read first. What is longer is judged piece by piece while it is passed on. */
const peekBytes = 65_536;

/** Reads until there is enough or the body ends; the request is left paused. */
function readStart(request: IncomingMessage, idleMs: number): Promise<Buffer[]> {
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
      if (length >= peekBytes) settle();
    };
    const idle = setTimeout(() => {
      stop();
      reject(callerStalled());
    }, idleMs);
    request.on('data', take).once('end', settle).once('close', settle);
  });
}

export interface Peeked {
  /** What was read, and judged. */
  start: Buffer[];
  /** Judges the rest; null where there is no body. */
  check: BodyCheck | null;
}

const hasBody = ({ headers }: IncomingMessage) =>
  Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;

/**
 * The first bytes of a body, already judged; none for a file.
 * @param path Graph's
 * @throws Problem `call_refused`, `invalid_input` for a body that can't be read, `request_timeout` for one that stalls
 */
export async function peekBody(request: IncomingMessage, path: string, idleMs: number): Promise<Peeked> {
  if (!hasBody(request)) return { start: [], check: null };
  const said = request.headers['content-length'];
  const length = said === undefined ? null : Number(said);
  const check = new BodyCheck({ path, contentType: request.headers['content-type'], length });
  if (!check.reads) return { start: [], check };
  const start = await readStart(request, idleMs);
  for (const chunk of start) check.push(chunk);
  if (request.complete) check.end();
  return { start, check };
}
