/**
 * Where connections may go: judged by the address that they are made to, not by the name that led there. A name can
 * lead anywhere, and elsewhere a moment later.
 */
import { lookup as resolveName } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** `loopback`: this machine alone, as the sandbox; `public`: the internet, and nothing nearer. */
export type Reach = 'loopback' | 'public';

function blocks(type: 'ipv4' | 'ipv6', ...subnets: string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', prefix] = subnet.split('/');
    list.addSubnet(net, Number(prefix), type);
  }
  return list;
}

const loopback4 = blocks('ipv4', '127.0.0.0/8');
/** What IANA's registry of special addresses (RFC 6890) calls not globally reachable, multicast, and what is reserved. */
const special4 = blocks(
  'ipv4',
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
);
/** Of IPv6 only this is given out as global unicast (RFC 4291), but for the parts of it that lead elsewhere. */
const global6 = blocks('ipv6', '2000::/3');
const special6 = blocks('ipv6', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20');
/** An address of IPv4 in the last four bytes: mapped (RFC 4291), and behind a translator (RFC 6052). */
const carriers6 = blocks('ipv6', '::ffff:0:0/96', '64:ff9b::/96');

/** The address of IPv4 that one of IPv6 carries in its last four bytes. */
function carried(address: string): string {
  const [high = '', low = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split(':').slice(-2);
  const number = Number.parseInt(high || '0', 16) * 65_536 + Number.parseInt(low || '0', 16);
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
}

/** Whether a connection to an address stays within a reach. What is no address, or has a zone, never does. */
export function isWithin(address: string, reach: Reach): boolean {
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 4) {
    return reach === 'loopback' ? loopback4.check(address) : !special4.check(address);
  }
  if (version !== 6) return false;
  if (carriers6.check(address, 'ipv6')) return isWithin(carried(address), reach);
  if (reach === 'loopback') return new URL(`http://[${address}]`).hostname === '[::1]';
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6');
}

/** A connection that would have left its reach; nothing was sent. */
export class OutOfReachError extends Error {
  override name = 'OutOfReachError';
  readonly code = 'OUT_OF_REACH';

  constructor(host: string, reach: Reach) {
    const where = reach === 'loopback' ? 'that is not this machine' : 'that is not of the public internet';
    super(`${host} leads to an address ${where}, so nothing was sent there.`);
  }
}

/**
 * What finds the addresses of a name for a connection: those within the reach. The connection is made to one of them,
 * without asking again. @throws OutOfReachError at once for a host that is an address out of reach, which nobody looks up
 */
export function lookupWithin(reach: Reach, host: string, resolve = resolveName): LookupFunction {
  if (isIP(host) && !isWithin(host, reach)) throw new OutOfReachError(host, reach);
  return (hostname, options, found) => {
    resolve(hostname, { ...options, all: true }, (error, all) => {
      const [first, ...others] = error ? [] : all.filter(({ address }) => isWithin(address, reach));
      if (error) found(error, []);
      else if (!first) found(new OutOfReachError(hostname, reach), []);
      else if (options.all) found(null, [first, ...others]);
      else found(null, first.address, first.family);
    });
  };
}

/** How far connections to a Graph at this address may go: plain http is for a sandbox on this machine. */
export function reachOf(baseUrl: URL): Reach {
  return baseUrl.protocol === 'https:' ? 'public' : 'loopback';
}
