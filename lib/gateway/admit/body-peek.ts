/** Looking at the beginning of a form or JSON body before anything is sent, for what the gateway does not carry. */
import type { IncomingMessage } from 'node:http';
import { Problem } from '../../errors.ts';
import { isObject } from '../../graph/call/untrusted.ts';
import { callerStalled } from '../faults.ts';
import { type Parameter, readParameters } from './form-text.ts';
import { refuseParameter } from './refusals.ts';

/** How much is looked at. A body may be far longer; what is hidden behind this is still taken out of the answer. */
const peekBytes = 65_536;
const partName = /;[ \t]*name=["']?([^"';\r\n]*)/gi;

type Reader = (text: string, whole: boolean) => Parameter[];

function readForm(text: string): Parameter[] {
  // A broken escape is Graph's to judge; the names beside it are read pair by pair.
  return text.split('&').flatMap((pair) => readParameters(pair) ?? []);
}

/** Part by part, so that no text takes longer than its length: one expression for all of them took minutes for some. */
function readParts(text: string): Parameter[] {
  const parts = text.split(/content-disposition:/i).slice(1);
  return parts.flatMap((part) => {
    const head = part.split(/\r?\n\r?\n/, 1)[0] ?? '';
    const value = part.slice(head.length).trim().split('\r\n--', 1)[0] ?? '';
    return [...head.matchAll(partName)].map(([, name = '']) => ({ name, value }));
  });
}

function readJson(text: string, whole: boolean): Parameter[] {
  if (!whole) return [];
  try {
    const body: unknown = JSON.parse(text);
    if (!isObject(body)) return [];
    return Object.entries(body).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    }));
  } catch {
    return [];
  }
}

/** By how the type begins: servers differ in what may follow it. A body without a type is read as the usual one. */
function readerOf(contentType: string | undefined): Reader | null {
  const type = contentType?.trim().toLowerCase() ?? '';
  if (type === '' || type.startsWith('application/x-www-form-urlencoded')) return readForm;
  if (type.startsWith('multipart/form-data')) return readParts;
  return /^(?:application|text)\/(?:[\w.-]+\+)?json/.test(type) ? readJson : null;
}

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

/**
 * The first bytes of a body, already read; none for a body of another kind.
 * @throws Problem `call_refused`, `unsupported_media_type` for a compressed one, `request_timeout` for one that stalls
 */
export async function peekBody(request: IncomingMessage, idleMs: number): Promise<Buffer[]> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new Problem('unsupported_media_type', 'Send the body without a Content-Encoding.');
  }
  const read = readerOf(request.headers['content-type']);
  if (!read) return [];
  const chunks = await readStart(request, idleMs);
  const text = Buffer.concat(chunks).toString('latin1');
  read(text, request.complete).forEach(refuseParameter);
  return chunks;
}
