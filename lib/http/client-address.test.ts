import { expect, test } from 'vitest';
import { addressBehind, addressList } from './client-address.ts';

const trusted = addressList(['10.0.0.0/8', '192.0.2.7', '2001:db8:1::/48']);
const balancer = '10.0.0.5';
const person = '203.0.113.9';

test.each([
  ['nobody says anything', balancer, {}, balancer],
  ['the balancer says for whom', balancer, { 'x-forwarded-for': person }, person],
  [
    'the caller invents hops on the left',
    balancer,
    { 'x-forwarded-for': `8.8.8.8, 10.0.0.1, ${person}` },
    person,
  ],
  [
    'two trusted proxies stand in a row',
    balancer,
    { 'x-forwarded-for': `8.8.8.8, ${person}, 192.0.2.7` },
    person,
  ],
  ['all of them are trusted', balancer, { 'x-forwarded-for': '10.1.1.1, 10.2.2.2' }, '10.1.1.1'],
  ['the peer is not trusted', person, { 'x-forwarded-for': '8.8.8.8' }, person],
  ['the peer is IPv4 written as IPv6', `::ffff:${balancer}`, { 'x-forwarded-for': person }, person],
  ['a port is named', balancer, { 'x-forwarded-for': `${person}:4711` }, person],
  ['it is IPv6 with a port', balancer, { 'x-forwarded-for': '[2001:DB8:2::9]:4711' }, '2001:db8:2::9'],
  ['the peer is a trusted IPv6 network', '2001:db8:1::7', { 'x-forwarded-for': person }, person],
  ['the last hop is no address', balancer, { 'x-forwarded-for': `${person}, unknown` }, balancer],
  ['the list is empty', balancer, { 'x-forwarded-for': '' }, balancer],
  ['Forwarded says it', balancer, { forwarded: `for=${person};proto=https;by=10.0.0.5` }, person],
  [
    'Forwarded has the quoted form',
    balancer,
    { forwarded: 'for=1.1.1.1, For="[2001:db8:2::9]:4711"' },
    '2001:db8:2::9',
  ],
  ['a comma stands in quotes', balancer, { forwarded: `for="8.8.8.8, for=${person}"` }, balancer],
  ['Forwarded hides who asks', balancer, { forwarded: `for=${person}, for=_hidden` }, balancer],
  [
    'the last element of Forwarded names nobody',
    balancer,
    { forwarded: `for=${person}, proto=https` },
    balancer,
  ],
  ['Forwarded is malformed', balancer, { forwarded: `for=${person}; proto` }, balancer],
  ['a quote in Forwarded has no end', balancer, { forwarded: `for="8.8.8.8, for=${person}` }, balancer],
  ['a quote stands inside of a value', balancer, { forwarded: `for=8.8.8.8"x", for=${person}` }, balancer],
  [
    'Forwarded has a port without quotes',
    balancer,
    { forwarded: `for=${person};proto=https;host=example.com:443` },
    person,
  ],
  ['the address has it', balancer, { forwarded: 'for=[2001:db8:2::9]:4711;proto=https' }, '2001:db8:2::9'],
  ['a semicolon ends Forwarded', balancer, { forwarded: `for=8.8.8.8, for=${person};` }, person],
  ['a comma ends it', balancer, { forwarded: `for=8.8.8.8, for=${person}, ` }, person],
  ['the header of the caller ended so', balancer, { forwarded: `for=8.8.8.8;, , for=${person}; ;` }, person],
  ['only separators stand in it', balancer, { forwarded: ';, ,' }, balancer],
  ['IPv4 is mapped in hex', balancer, { 'x-forwarded-for': '::FFFF:0102:0304' }, '1.2.3.4'],
  ['it is so at full length', balancer, { forwarded: 'for="[0:0:0:0:0:ffff:cb00:7109]:80"' }, person],
  ['the peer is mapped in hex', '::ffff:a00:5', { 'x-forwarded-for': person }, person],
  ['IPv6 has spare zeros', balancer, { 'x-forwarded-for': '2001:0db8:0002:0:0:0:0:0009' }, '2001:db8:2::9'],
  ['both say the same', balancer, { forwarded: `for=${person}`, 'x-forwarded-for': person }, person],
  ['both say different things', balancer, { forwarded: 'for=8.8.8.8', 'x-forwarded-for': person }, balancer],
  ['the connection is gone', '', { 'x-forwarded-for': person }, ''],
])('when %s', (_when, peer, headers, address) => {
  expect(addressBehind(peer, headers, trusted)).toBe(address);
});

test('without trusted proxies nobody is believed', () => {
  expect(addressBehind('127.0.0.1', { 'x-forwarded-for': person }, addressList([]))).toBe('127.0.0.1');
});

test('a long header that says nothing is read in no time', () => {
  const before = performance.now();
  for (const forwarded of [`${' '.repeat(200_000)}"`, `for=${'a'.repeat(200_000)}"`, ';'.repeat(200_000)])
    expect(addressBehind(balancer, { forwarded }, trusted)).toBe(balancer);
  expect(performance.now() - before).toBeLessThan(1_000);
});
