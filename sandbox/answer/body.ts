/** Taking in a request's body: JSON, a form, or a form with files. */
import type { IncomingMessage } from 'node:http';
import { isObject } from '../../lib/graph/call/untrusted.ts';
import type { Parameters } from './parameters.ts';
import { invalidParameter } from './refusal.ts';

/** The largest file is 10 MB; what stands around it needs little more. */
const longestBody = 11 * 1_048_576;

/** The whole body; null for one that is too long, which is read and forgotten, or that breaks off. */
export function collectBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestBody) chunks.length = 0;
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(length > longestBody ? null : Buffer.concat(chunks)));
    request.once('close', () => resolve(null));
  });
}

function readJson(body: Buffer): [string, unknown][] {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw invalidParameter('The body is not valid JSON.');
  }
  if (!isObject(value)) throw invalidParameter('The body must be a JSON object.');
  return Object.entries(value);
}

async function readParts(body: Buffer<ArrayBuffer>, contentType: string): Promise<[string, unknown][]> {
  const form = await new Response(body, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null);
  if (!form) throw invalidParameter('The body is not a valid multipart form.');
  const entries = [...form].map(async ([name, value]): Promise<[string, unknown]> => {
    return [name, typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer())];
  });
  return Promise.all(entries);
}

/** The parameters of query and body together; the body's win. */
export async function readParameters(
  query: URLSearchParams,
  contentType: string | undefined,
  body: Buffer<ArrayBuffer> | null,
): Promise<Parameters> {
  if (!body) throw invalidParameter('The body is larger than what this call takes.');
  const essence = contentType?.split(';')[0]?.trim().toLowerCase();
  const sent = async (): Promise<[string, unknown][]> => {
    if (body.length === 0) return [];
    if (essence === 'application/json') return readJson(body);
    if (essence === 'multipart/form-data') return readParts(body, contentType ?? '');
    return [...new URLSearchParams(body.toString())];
  };
  return new Map<string, unknown>([...query, ...(await sent())]);
}
