/** Reading a JSON body: streamed, bounded, strict about its type and its encoding. */
import { Problem } from '../errors.ts';

/** The largest body an API route reads, in bytes. */
export const bodyMaxBytes = 64 * 1024;

/** Reads at most the limit from a body. @throws Problem `body_too_large` */
export async function readBounded(request: Request, maxBytes = bodyMaxBytes): Promise<Uint8Array> {
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

/**
 * The JSON value of a request's body.
 * @throws Problem `unsupported_media_type`, `body_too_large` or `invalid_json`; never quotes what was sent
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json(?:\s*;\s*charset=(?:utf-8|"utf-8"))?$/i.test(type.trim())) {
    throw new Problem('unsupported_media_type', 'Send the body as Content-Type: application/json.');
  }
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    throw new Problem('unsupported_media_type', 'Send the body without a Content-Encoding.');
  }
  const bytes = await readBounded(request);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return JSON.parse(text);
  } catch {
    throw new Problem('invalid_json', 'The body is not JSON in UTF-8.');
  }
}
