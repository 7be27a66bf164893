import type { LookupAddress } from 'node:dns';
import { request } from 'node:http';
import type { LookupFunction } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from '../../../sandbox/loopback.ts';
import { isWithin, lookupWithin, type Reach } from './reach.ts';
import { reachingFetch } from './reaching-fetch.ts';

const servers: LoopbackServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe('of the public internet is', () => {
  test.each(['157.240.20.19', '1.1.1.1', '2a03:2880:f12f:83:face:b00c:0:25de', '::ffff:157.240.20.19'])(
    '%s',
    (address) => expect(isWithin(address, 'public')).toBe(true),
  );

  test.each(['64:ff9b::9df0:1413', '64:ff9b::157.240.20.19'])('%s, behind a translator', (address) => {
    expect(isWithin(address, 'public')).toBe(true);
  });

  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1'],
    ...[
      '172.31.255.255',
      '192.0.0.1',
      '192.168.1.1',
      '198.18.0.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::127.0.0.1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:10.0.0.1',
      '0:0:0:0:0:ffff:a9fe:a9fe',
    ],
    ...[
      '64:ff9b::127.0.0.1',
      '64:ff9b::a9fe:a9fe',
      '64:ff9b::1',
      '64:ff9b:1::1',
      '2002:7f00:1::',
      '2001::1',
      '2001:db8::1',
    ],
    ...[
      'fe80::1',
      'fe80::1%lo',
      '2a03::1%lo',
      'fc00::1',
      'fd12:3456::1',
      'fec0::1',
      'ff02::1',
      '100::1',
      '3fff::1',
    ],
    ...['', 'localhost', '127.1', '0x7f000001', '2130706433', '1.2.3.4.5', '[::1]', '157.240.20.19:443'],
  ])('not %j', (address) => expect(isWithin(address, 'public')).toBe(false));
});

describe('on this machine is', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1'])('%s', (address) => {
    expect(isWithin(address, 'loopback')).toBe(true);
  });

  test.each([
    '0.0.0.0',
    '::',
    '10.0.0.1',
    '169.254.169.254',
    '157.240.20.19',
    '2a03:2880::1',
    'fe80::1',
    '::1%lo',
    '128.0.0.1',
  ])('not %s', (address) => expect(isWithin(address, 'loopback')).toBe(false));
});

/** A name that leads to these addresses. */
function leadingTo(...addresses: string[]) {
  const all = addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
  const resolve = (_name: string, _options: unknown, found: (error: null, all: LookupAddress[]) => void) =>
    found(null, all);
  return resolve as unknown as Parameters<typeof lookupWithin>[2];
}

const looked = (lookup: LookupFunction, all: boolean) =>
  new Promise((resolve) => lookup('name.test', { all }, (error, found) => resolve(error ?? found)));

test('of the addresses of a name, those within reach are taken, and with none nothing is connected to', async () => {
  const mixed = lookupWithin('public', 'name.test', leadingTo('127.0.0.1', '1.1.1.1', '::1', '2a03:2880::1'));
  expect(await looked(mixed, true)).toEqual([
    { address: '1.1.1.1', family: 4 },
    { address: '2a03:2880::1', family: 6 },
  ]);
  expect(await looked(mixed, false)).toBe('1.1.1.1');
  for (const all of [true, false]) {
    const none = lookupWithin('public', 'name.test', leadingTo('169.254.169.254', '::1'));
    expect(await looked(none, all)).toMatchObject({ code: 'OUT_OF_REACH' });
    const elsewhere = lookupWithin('loopback', 'name.test', leadingTo('1.1.1.1'));
    expect(await looked(elsewhere, all)).toMatchObject({ code: 'OUT_OF_REACH' });
  }
});

test('an address in the place of a name is judged before anything', () => {
  for (const host of ['127.0.0.1', '::1', '169.254.169.254']) {
    expect(() => lookupWithin('public', host)).toThrow(/not of the public internet/);
  }
  expect(() => lookupWithin('loopback', '1.1.1.1')).toThrow(/not this machine/);
});

/** A server on this machine that counts who connects. */
async function server() {
  const seen = { connections: 0, url: '' };
  const one = await listenOnLoopback((_request, response) => {
    seen.connections += 1;
    response.end('{}');
  });
  servers.push(one);
  seen.url = one.url;
  return seen;
}

test.each<[string, Reach, boolean]>([
  ['127.0.0.1', 'loopback', true],
  ['localhost', 'loopback', true],
  ['127.0.0.1', 'public', false],
  ['localhost', 'public', false],
])('%s as an address of the %s: asked is %s', async (host, reach, asked) => {
  const seen = await server();
  const url = new URL(seen.url);
  url.hostname = host;
  const signal = AbortSignal.timeout(5_000);
  const answer = reachingFetch(url, { method: 'GET', headers: {}, signal, reach });
  if (asked) expect((await answer).status).toBe(200);
  else await expect(answer).rejects.toMatchObject({ code: 'OUT_OF_REACH' });
  expect(seen.connections).toBe(asked ? 1 : 0);
});

test('a name that leads elsewhere a moment later is connected to where it was judged', async () => {
  const seen = await server();
  let asked = 0;
  const moving = ((name: string, options: unknown, found: never) => {
    asked += 1;
    const address = asked === 1 ? '127.0.0.1' : '192.0.2.1';
    (leadingTo(address) as unknown as (...all: unknown[]) => void)(name, options, found);
  }) as unknown as Parameters<typeof lookupWithin>[2];
  const { port } = new URL(seen.url);
  const status = await new Promise((resolve, reject) => {
    const call = request({
      host: 'moving.test',
      port,
      lookup: lookupWithin('loopback', 'moving.test', moving),
    });
    call
      .on('response', ({ statusCode }) => resolve(statusCode))
      .on('error', reject)
      .end();
  });
  expect([status, asked, seen.connections]).toEqual([200, 1, 1]);
});
