/**
 * The network address of whoever sent a request: the peer's, unless the peer is one of TRUSTED_PROXIES. Those say in
 * `X-Forwarded-For` or `Forwarded` (RFC 7239) for whom they ask; each adds on the right, so it is read from there,
 * and what stands left of the first address that is no trusted proxy may be anybody's invention.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { environment } from '../env.ts';

/** What an IPv6 address that stands for one of IPv4 ends in, in the form that the URL standard gives it. */
const mappedIpv4 = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/;

/** An address in its one form: IPv4 written as IPv6 is IPv4; zones, case and spare zeros are gone. @returns null for what is none */
function plain(text: string): string | null {
  const address = text
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=\d+\.)/, '');
  if (isIP(address) !== 6) return isIP(address) ? address : null;
  const short = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) ?? null;
  const [, ...words] = mappedIpv4.exec(short ?? '') ?? [];
  if (words.length === 0) return short;
  return words
    .map((word) => Number.parseInt(word, 16))
    .flatMap((word) => [word >> 8, word & 255])
    .join('.');
}

/** The address of one hop, which may come with a port: 192.0.2.1:443, [2001:db8::1], [2001:db8::1]:443. */
function hopOf(text: string): string | null {
  const [, inBrackets, withPort] = /^\[(.+)\](?::\d{1,5})?$|^([\d.]+):\d{1,5}$/.exec(text) ?? [];
  return plain(inBrackets ?? withPort ?? text);
}

/**
 * One pair of RFC 7239, section 4, or none, and what follows it. More is let pass as a value than the RFC allows without
 * quotes: `host=example.com:443` and `for=[2001:db8::1]` are common, and hide nothing.
 */
const forwardedPair = /\s*(?:([!#$%&'*+.^_`|~\w-]+)=(?:([^\s;,"]+)|"((?:[^"\\]|\\.)*)")\s*)?([;,]|$)/y;

/**
 * The `for` of each element of a Forwarded header, from left to right, empty where an element names nobody. Nothing
 * between two separators, or after the last, is no element. @returns null when the header is malformed
 */
function forwardedHops(header: string): string[] | null {
  const hops: string[] = [];
  let hop: string | null = null;
  for (forwardedPair.lastIndex = 0; forwardedPair.lastIndex < header.length; ) {
    const [whole, name, token, quoted = '', end] = forwardedPair.exec(header) ?? [];
    if (whole === undefined) return null;
    if (name !== undefined) hop ??= '';
    if (name?.toLowerCase() === 'for') hop = token ?? quoted.replace(/\\(.)/g, '$1');
    if (end !== ',') continue;
    if (hop !== null) hops.push(hop);
    hop = null;
  }
  return hop === null ? hops : [...hops, hop];
}

/** Walks from the peer towards the origin for as long as the hops are trusted proxies. */
function walk(peer: string, hops: readonly string[], trusted: BlockList): string {
  let address = peer;
  for (const hop of hops.toReversed()) {
    if (!contains(trusted, address)) break;
    const next = hopOf(hop.trim());
    if (!next) break;
    address = next;
  }
  return address;
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The address for which a peer asks.
 *
 * A proxy that writes one of the two headers passes the other on as its client wrote it. So where both are there and
 * name different addresses, neither is believed, and the peer's own address counts.
 */
export function addressBehind(peer: string, headers: IncomingHttpHeaders, trusted: BlockList): string {
  const own = plain(peer) ?? '';
  if (!own) return own;
  const list = headers['x-forwarded-for'];
  const forwarded = [
    ...(list === undefined ? [] : [String(list).split(',')]),
    ...(headers.forwarded === undefined ? [] : [forwardedHops(headers.forwarded) ?? []]),
  ].map((hops) => walk(own, hops, trusted));
  const [first = own, ...others] = forwarded;
  return others.every((other) => other === first) ? first : own;
}

/** The addresses and networks of a list, such as 10.0.0.0/8 or 2001:db8::1. @throws what node:net says of a wrong one */
export function addressList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, kind);
    else list.addSubnet(address, Number(prefix), kind);
  }
  return list;
}

let trustedProxies: BlockList | undefined;

/** The address of whoever sent a request; empty when its connection is gone already. */
export function clientAddress({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
  trustedProxies ??= addressList(environment().trustedProxies);
  return addressBehind(socket.remoteAddress ?? '', headers, trustedProxies);
}
