import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RefusalDetails } from './event.ts';
import { networkOf, type Refusal, RefusalLog } from './refusal-log.ts';
import type { AuditEntry } from './store.ts';

const everyMs = 60_000;

let written: AuditEntry[];
let failing: boolean;
let log: RefusalLog;

function open(options = {}): RefusalLog {
  const write = async (entries: readonly AuditEntry[]) => {
    if (failing) throw new Error('the database is away');
    written.push(...entries);
  };
  return new RefusalLog(write, { everyMs, ...options });
}

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  failing = false;
  log = open();
});

afterEach(() => {
  vi.useRealTimers();
});

const minutes = (count: number) => vi.advanceTimersByTimeAsync(count * everyMs);
const details = () => written.map(({ event }) => event.details as RefusalDetails);
const counts = () => details().map(({ count }) => count);

function by(id: string | null, changes: Partial<Refusal['details']> = {}, address = '192.0.2.1'): Refusal {
  return {
    caller: {
      actor: { kind: id ? 'person' : 'anonymous', id, name: id ?? 'somebody' },
      requestId: 'r',
      address,
    },
    details: { method: 'GET', route: '/api/keys', code: 'forbidden', key: null, ids: [], ...changes },
  };
}

describe('of somebody known', () => {
  test('the first of a kind is written at once, more within a minute are one event with their count', async () => {
    for (let tries = 0; tries < 58; tries++) await log.add(by('mo'));
    expect(counts()).toEqual([1]);
    await minutes(1);
    expect(counts()).toEqual([1, 57]);
    await minutes(5);
    expect(counts()).toEqual([1, 57]);
  });

  test('a burst that goes on is an event a minute', async () => {
    for (let tries = 0; tries < 300; tries++) {
      await log.add(by('mo'));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(counts()[0]).toBe(1);
    expect(counts().length).toBeLessThanOrEqual(6);
    await minutes(1);
    expect(counts().reduce((sum, count) => sum + count, 0)).toBe(300);
  });

  test('another person, route, method and code each is a kind of its own', async () => {
    await log.add(by('mo'));
    await log.add(by('eve'));
    await log.add(by('mo', { route: '/api/members' }));
    await log.add(by('mo', { method: 'POST' }));
    await log.add(by('mo', { code: 'too_many_requests' }));
    expect(counts()).toEqual([1, 1, 1, 1, 1]);
  });

  test('an event names some of the ids that were tried', async () => {
    for (let n = 0; n < 30; n++) await log.add(by('key', { code: 'not_found', ids: [`id ${n % 15}`] }));
    await minutes(1);
    expect(details().map(({ ids }) => ids.length)).toEqual([1, 10]);
  });
});

describe('of strangers', () => {
  test('whatever comes from one network with one code is one kind', async () => {
    const routes = Array.from({ length: 100 }, (_, n) => `/api/${n}`);
    for (const route of routes) await log.add(by(null, { route, code: 'unauthenticated', key: 'unknown' }));
    for (let n = 1; n < 100; n++) await log.add(by(null, {}, `2001:db8::${n.toString(16)}`));
    expect(counts()).toEqual([1, 1]);
    await minutes(1);
    expect(counts()).toEqual([1, 1, 99, 98]);
  });

  test('from more networks than are told apart it is one kind, without an address', async () => {
    log = open({ mostNetworks: 3 });
    for (let n = 0; n < 200; n++) await log.add(by(null, {}, `198.51.100.${n}`));
    expect(written.map(({ caller }) => caller.address)).toEqual([
      '198.51.100.0',
      '198.51.100.1',
      '198.51.100.2',
      null,
    ]);
    await minutes(1);
    expect(counts()).toEqual([1, 1, 1, 1, 196]);
  });
});

describe('with a key that has ended', () => {
  const ended = (id: string, address: string, changes = {}): Refusal => ({
    caller: { actor: { kind: 'api_key', id, name: id }, requestId: 'r', address },
    details: { method: 'GET', route: '/x', code: 'key_revoked', key: 'revoked', ids: [], ...changes },
  });

  test('each network, key and call is a kind of its own', async () => {
    for (let n = 1; n < 20; n++) await log.add(ended('k', `2001:db8::${n}`));
    await log.add(ended('k', '192.0.2.7'));
    await log.add(ended('l', '192.0.2.7'));
    await log.add(ended('k', '192.0.2.7', { method: 'POST' }));
    expect(written.map(({ caller }) => caller.address)).toEqual([
      '2001:db8::1',
      '192.0.2.7',
      '192.0.2.7',
      '192.0.2.7',
    ]);
    await minutes(1);
    expect(counts()).toEqual([1, 1, 1, 1, 18]);
  });

  test('from more networks than are told apart it is one kind, which names the key', async () => {
    log = open({ mostEnded: 3, mostNetworks: 1 });
    for (let n = 0; n < 100; n++) await log.add(ended('k', `198.51.100.${n}`));
    await log.add(by(null));
    expect(written.map(({ caller }) => [caller.actor.id, caller.address])).toEqual([
      ['k', '198.51.100.0'],
      ['k', '198.51.100.1'],
      ['k', '198.51.100.2'],
      ['k', null],
      [null, '192.0.2.1'],
    ]);
    await minutes(1);
    expect(counts()).toEqual([1, 1, 1, 1, 1, 96]);
  });
});

test('what can not be written is kept and tried again, and none is lost or told twice', async () => {
  const errors: unknown[] = [];
  log = open({ onFailing: (error: unknown) => errors.push(error) });
  failing = true;
  for (let tries = 0; tries < 5; tries++) await log.add(by('mo', { ids: [`id ${tries}`] }));
  await minutes(3);
  expect(written).toEqual([]);
  expect(errors.length).toBeGreaterThan(1);
  failing = false;
  await minutes(1);
  expect(counts()).toEqual([5]);
  expect(details()[0]?.ids).toHaveLength(5);
});

test('the end writes what is counted, or says how much is lost', async () => {
  for (let tries = 0; tries < 4; tries++) await log.add(by('mo'));
  expect(await log.close()).toBe(0);
  expect(counts()).toEqual([1, 3]);
  await log.add(by('mo'));
  failing = true;
  expect(await log.close()).toBe(1);
});

test('what is remembered is bounded: kinds beyond are written one by one', async () => {
  log = open({ most: 10 });
  for (let n = 0; n < 50; n++) await log.add(by(`p${n}`));
  for (let n = 0; n < 50; n++) await log.add(by(`p${n}`));
  expect(counts()).toEqual(Array(90).fill(1));
  await minutes(1);
  expect(counts()).toHaveLength(100);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::', 'fe80:0:0:0'],
  [null, ''],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
