/**
 * Reading a file at an address that Graph named: without the token, from Meta's own hosts only, bounded. Names of
 * Meta's that lead to this machine, or into the network around it, are not followed there.
 */
import { readBounded } from './body-reader.ts';
import { OutOfReachError, reachOf } from './reach.ts';
import { reachingFetch } from './reaching-fetch.ts';

/** Where Meta keeps files. */
const fileHosts = /(?:^|\.)(?:fbcdn\.net|fbsbx\.com|facebook\.com|whatsapp\.net|whatsapp\.com)$/;

export type Download = { text: string } | { problem: 'elsewhere' | 'too_large' | 'not_text' | 'unreachable' };

/** Whether an address is one of Meta's files, or of the sandbox where that stands for Meta. */
function isFileAddress(url: URL, baseUrl: URL): boolean {
  if (url.username || url.password) return false;
  if (baseUrl.protocol === 'http:') return url.origin === baseUrl.origin;
  return url.protocol === 'https:' && url.port === '' && fileHosts.test(url.hostname);
}

/** @param maxBytes of the file, after decompression */
export async function downloadText(
  address: string,
  { baseUrl, signal, maxBytes = 1_048_576 }: { baseUrl: URL; signal: AbortSignal; maxBytes?: number },
): Promise<Download> {
  const url = URL.parse(address);
  if (!url || !isFileAddress(url, baseUrl)) return { problem: 'elsewhere' };
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
    const response = await reachingFetch(url, {
      method: 'GET',
      headers: {},
      signal: limit,
      reach: reachOf(baseUrl),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { problem: 'unreachable' };
    }
    const bytes = await readBounded(response.body, maxBytes);
    if (!bytes) return { problem: 'too_large' };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof OutOfReachError) return { problem: 'elsewhere' };
    return { problem: error instanceof TypeError && 'code' in error ? 'not_text' : 'unreachable' };
  }
}
