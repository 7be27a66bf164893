/** Reading a JSON body: streamed, bounded, strict about its type and its encoding. */
import { Problem } from '../errors.ts';
import { redact } from '../log.ts';
import { unstorablePath } from './storable.ts';

const ordinaryMaxBytes = 64 * 1024;
/** Parameters of data resources may hold a Flow JSON, which JSON in JSON makes longer still. */
const resourceMaxBytes = 2 * 1024 * 1024;

/** The largest body that is read at a path, in bytes. */
export function bodyMaxBytes(path: string): number {
  return /^\/api\/(?:samples|sources|destinations)(?:\/|$)/.test(path) ? resourceMaxBytes : ordinaryMaxBytes;
}

/** Reads at most what its path allows from a body. @throws Problem `body_too_large` */
export async function readBounded(request: Request): Promise<Uint8Array> {
  const maxBytes = bodyMaxBytes(new URL(request.url).pathname);
  const tooLarge = () => new Problem('body_too_large', `The body is larger than ${maxBytes / 1024} KB.`);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw tooLarge();
    }
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function decode(bytes: Uint8Array): { text: string; json: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, json: JSON.parse(text) };
  } catch {
    throw new Problem('invalid_json', 'The body is not JSON in UTF-8.');
  }
}

// PostgreSQL refuses both in text (22021), which was a 500. They come by escapes only: JSON takes no NUL as it is, and
// UTF-8 has no half of a pair.
const escapesOfUnstorable = /\\u(?:0000|d[89a-f])/i;

function refuseUnstorable(text: string, json: unknown): void {
  const path = escapesOfUnstorable.test(text) ? unstorablePath(json) : null;
  if (path === null) return;
  const message = 'This text holds a zero byte or half of a character, which nothing can store. Take it out.';
  const errors = [{ field: redact(path).slice(0, 200).toWellFormed(), code: 'malformed', message }];
  throw new Problem('invalid_input', message, { errors });
}

const blankAround = /^\s|\s$/;

/**
 * The names of the values that were read without the blanks or line breaks that they came with, as their paths.
 * @param sent as it came @param read what the schema made of it
 */
export function trimmedFields(sent: unknown, read: unknown, path: readonly string[] = []): string[] {
  if (typeof sent === 'string') {
    return typeof read === 'string' && blankAround.test(sent) && !blankAround.test(read)
      ? [path.join('.')]
      : [];
  }
  if (typeof sent !== 'object' || sent === null || typeof read !== 'object' || read === null) return [];
  return Object.entries(read).flatMap(([name, value]) =>
    // A header takes no other names.
    /^[\w-]{1,60}$/.test(name) && Object.hasOwn(sent, name)
      ? trimmedFields((sent as Record<string, unknown>)[name], value, [...path, name])
      : [],
  );
}

/**
 * The JSON value of a request's body; undefined where it has none, whatever its headers say of a type.
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_json`, or `invalid_input` for text that can't
 * be stored; never quotes what was sent
 */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBounded(request);
  if (bytes.length === 0) return undefined;
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json(?:\s*;\s*charset=(?:utf-8|"utf-8"))?$/i.test(type.trim())) {
    throw new Problem('unsupported_media_type', 'Send the body as Content-Type: application/json.');
  }
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    throw new Problem('unsupported_media_type', 'Send the body without a Content-Encoding.');
  }
  const { text, json } = decode(bytes);
  refuseUnstorable(text, json);
  return json;
}
