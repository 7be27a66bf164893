/** From an address of the gateway to an address of Graph. What does not have its exact form goes nowhere. */

import { Problem } from '../../errors.ts';
import { parseGraphBaseUrl } from '../../graph/call/address.ts';
import { decodeForm, FormScan } from '../../parameter/form-scan.ts';
import { Unreadable } from '../../parameter/unreadable.ts';
import { isUuid } from '../../uuid.ts';
import { parameterReader, refusePath } from './refusals.ts';
import type { CallWarning } from './warnings.ts';

export const gatewayPrefix = '/graph/';

// Written out again for the same reason as in lib/graph/call/address.ts: the last line before an address.
const versionPattern = /^v[1-9][0-9]{0,2}\.[0-9]$/;
/**
 * What a part of a path may consist of once decoded: printable ASCII, but no slash, backslash or percent, and none of
 * `?`, `#` and `;`, at which a reader that decodes twice would cut it.
 */
const segmentPattern = /^[\x21\x22\x24\x26-\x2e\x30-\x3a\x3c-\x3e\x40-\x5b\x5d-\x7e]+$/;
/** Of these, what is sent escaped, as `<` in the `<FLOW_ID>` of an example that nobody filled in. */
const escapedSigns = /[^A-Za-z0-9_.:=,@~!$'()*+-]/g;
/** Printable ASCII but `#` and `\`, which readers of addresses do not agree on. */
const queryPattern = /^[\x21\x22\x24-\x5b\x5d-\x7e]*$/;

/** Where a request of the gateway goes: the credential, and the rest as it came. */
export interface Target {
  /** In lower case; null for a text that is no id. */
  credentialId: string | null;
  /** What follows the credential, without its query. */
  path: string;
  query: string;
}

/** Cuts a request's target at its seams, without judging it. */
export function cutTarget(url: string): Target {
  const mark = url.indexOf('?');
  const whole = (mark === -1 ? url : url.slice(0, mark)).slice(gatewayPrefix.length);
  const slash = whole.indexOf('/');
  const id = slash === -1 ? whole : whole.slice(0, slash);
  return {
    credentialId: isUuid(id) ? id.toLowerCase() : null,
    path: slash === -1 ? '' : whole.slice(slash + 1),
    query: mark === -1 ? '' : url.slice(mark + 1),
  };
}

/** A call of Graph that may be sent. */
export interface GraphAddress {
  version: string;
  /** With its version: `/v26.0/104996122399160/flows`. */
  path: string;
  /** As the caller wrote it. */
  query: string;
  /** The names of the query's parameters. */
  queryNames: string[];
}

function malformed(sentence: string): Problem {
  return new Problem('invalid_input', sentence);
}

/**
 * The path without the slashes that are there twice where clients put an address together: after the base address,
 * with its version or without, and at the end. Anywhere else two of them are a part that is empty.
 */
function withoutSeams(path: string): string {
  return path
    .replace(/^\/(?!\/)/, '')
    .replace(/^([vV]?[0-9][^/]*)\/\/(?!\/)/, (whole, first: string) =>
      looksLikeVersion(first) ? `${first}/` : whole,
    )
    .replace(/(?<=[^/])\/$/, '');
}

function readSegments(path: string): string[] {
  const plain = withoutSeams(path);
  if (plain === '') return [];
  return plain.split('/').map((raw) => {
    const segment = raw.includes('+') ? raw : decodeForm(raw);
    if (!segment || !segmentPattern.test(segment) || /^\.+$/.test(segment)) {
      throw malformed(
        'A part of the path is empty, made of dots, or has characters that no path of Graph has, such as an encoded slash.',
      );
    }
    return segment;
  });
}

/** @returns the names of the query's parameters */
function judgeQuery(query: string, warnings: Set<CallWarning>): string[] {
  const names: string[] = [];
  const reader = parameterReader(warnings);
  const scan = new FormScan({
    ...reader,
    name: (name) => {
      names.push(name);
      return reader.name(name);
    },
  });
  try {
    if (!queryPattern.test(query) || /%(?![0-9A-Fa-f]{2})/.test(query)) throw new Unreadable();
    scan.push(query);
    scan.end();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw malformed(
      'The query is not percent-encoded as addresses are, or a name in it has other characters than letters, digits and _.:-[]. Encode its names and values; write ; as %3B.',
    );
  }
  return names;
}

/** Also a version without its letter: Graph would take it for the name of something, and answer that it is not there. */
const looksLikeVersion = (segment: string | undefined) =>
  segment !== undefined && /^(?:v[0-9]|[0-9]{1,3}\.)/i.test(segment);

/**
 * The call that a request asks for.
 * @param defaultVersion the credential's, for a path without its own
 * @param warnings is filled with what the call shall be warned of
 * @throws Problem `invalid_input` for a form that no call of Graph has; `call_refused`, see refusals.ts
 */
export function graphAddress(
  method: string,
  target: Target,
  defaultVersion: string,
  warnings: Set<CallWarning>,
): GraphAddress {
  const segments = readSegments(target.path);
  const own = looksLikeVersion(segments[0]) ? segments.shift() : undefined;
  const version = own ?? defaultVersion;
  if (!versionPattern.test(version) || looksLikeVersion(segments[0])) {
    throw malformed('The version in the path is not one. Write it as in v26.0, once, or leave it out.');
  }
  refusePath(method, segments);
  const queryNames = judgeQuery(target.query, warnings);
  const parts = segments.map((segment) => segment.replace(escapedSigns, encodeURIComponent));
  return {
    version,
    path: `/${[version, ...parts].join('/')}`,
    query: target.query,
    queryNames,
  };
}

/**
 * The request line of a call: path, query and proof.
 * @throws TypeError if what was put together is not below Graph's address
 */
export function requestPath(baseUrl: URL, { path, query }: GraphAddress, proof: string | null): string {
  const pairs = [query, proof === null ? '' : `appsecret_proof=${proof}`].filter((part) => part !== '');
  const text = pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
  const base = parseGraphBaseUrl(baseUrl.href);
  const url = base && URL.parse(text, base);
  if (!base || !url || url.origin !== base.origin || url.pathname !== path || url.hash !== '') {
    throw new TypeError('This is not an address of Graph.');
  }
  return text;
}

/** Whether a method changes nothing at Graph. */
export function isReading(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD';
}
