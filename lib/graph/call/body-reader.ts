/** Reading what Graph sent: never more than a cap, only JSON objects, only whole UTF-8. */
import { isObject, type JsonObject } from './untrusted.ts';

/** Why an answer is none. */
export type Nonsense = 'redirect' | 'too_large' | 'not_json' | 'broken_text' | 'broken_transfer';

/** Graph sends application/json; it sent text/javascript in its early years. */
function isJsonType(contentType: string | null): boolean {
  const essence = contentType?.split(';')[0]?.trim().toLowerCase();
  return essence === 'application/json' || essence === 'text/javascript';
}

/** Collects at most `maxBytes`, counted after decompression; null (and the rest is never read) if there is more. */
export async function readBounded(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  maxBytes: number,
): Promise<Uint8Array | null> {
  if (!body) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, length);
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}

/** The JSON object that a response holds, or why it holds none. Rejects only where the connection breaks. */
export async function readJsonObject(response: Response, maxBytes: number): Promise<JsonObject | Nonsense> {
  if (!isJsonType(response.headers.get('content-type'))) {
    await response.body?.cancel();
    return 'not_json';
  }
  const bytes = await readBounded(response.body, maxBytes);
  if (!bytes) return 'too_large';
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'broken_text';
  }
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : 'not_json';
  } catch {
    return 'not_json';
  }
}
