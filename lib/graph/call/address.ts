/** Where Graph is, and the addresses of calls: nothing typed by a person meets a URL unchecked. */

import { graphOrigin } from '../../graph-origin.ts';

const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

// Written out again, not shared with the form: these two are the last line before an address.
const versionPattern = /^v[1-9][0-9]{0,2}\.[0-9]$/;
const idPattern = /^[1-9][0-9]{4,19}$/;

/**
 * Reads the address of Graph from the configuration: Meta's own, or plain http on loopback (any port) for a
 * sandbox. The text must be exactly what it parses to (one slash at the end is fine), so that no other spelling
 * of an address gets through. Anything else gives null.
 */
export function parseGraphBaseUrl(text: string): URL | null {
  const url = URL.parse(text);
  if (!url || (text !== url.origin && text !== `${url.origin}/`)) return null;
  const isSandbox = url.protocol === 'http:' && loopbackNames.includes(url.hostname);
  return url.origin === graphOrigin || isSandbox ? url : null;
}

/** What a call is about: one of Graph's two named nodes, or a node by its id; and an edge of it. */
export interface GraphTarget {
  version: string;
  /** An id is wrapped, so that a text from outside can never be taken for a named node. */
  node: 'me' | 'debug_token' | { id: string };
  edge?: 'flows';
}

/**
 * The address of a call.
 * @throws TypeError if base, version or node is not of its exact form; the message names the part, not its value
 */
export function graphUrl(baseUrl: URL, target: GraphTarget, query: Record<string, string>): URL {
  const base = parseGraphBaseUrl(baseUrl.href);
  if (!base) throw new TypeError('This is not an address of Graph.');
  if (typeof target.version !== 'string' || !versionPattern.test(target.version)) {
    throw new TypeError('This is not a version of Graph.');
  }
  const node = typeof target.node === 'string' ? target.node : target.node.id;
  if (typeof target.node !== 'string' && (typeof node !== 'string' || !idPattern.test(node))) {
    throw new TypeError('This is not an id of Graph.');
  }
  const edge = target.edge === undefined ? '' : `/${target.edge}`;
  const url = new URL(`/${target.version}/${node}${edge}`, base);
  url.search = new URLSearchParams(query).toString();
  return url;
}
