import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../../../prisma/test-database.ts';
import { closeDatabase } from '../../db.ts';
import { completeEnvironment } from '../../env.ts';
import { newDeviceCookie } from './device.ts';
import { attemptOf, countSignInTry, forgiveSignInTry, networkOf } from './guesses.ts';

const guesser = '203.0.113.1';
const other = '198.51.100.1';
const start = Date.parse('2026-11-24T08:00:00Z');

let drop: () => Promise<void>;
let email: string;

beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  completeEnvironment({ DATABASE_URL: created.url, NEXTAUTH_SECRET: 'x'.repeat(32) });
});

afterAll(async () => {
  await closeDatabase();
  await drop();
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  email = `${randomBytes(6).toString('hex')}@example.com`;
});

afterEach(() => vi.useRealTimers());

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

/** @returns 0 when the try may go on, else the seconds until the next */
async function tryOnce(
  address: string,
  { account = email, cookie = null as string | null } = {},
): Promise<number> {
  return countSignInTry(attemptOf(account, address, cookie)).then(
    () => 0,
    (error) => {
      if (!error.options) throw error;
      return error.options.retryAfterSeconds;
    },
  );
}

async function tryOften(times: number, address: (n: number) => string): Promise<number[]> {
  const waits: number[] = [];
  for (let n = 0; n < times; n++) waits.push(await tryOnce(address(n)));
  return waits;
}

const deviceOf = (account: string) => newDeviceCookie(account).split(';', 1)[0] ?? '';
/** Addresses of a network that no other test uses. */
function addresses(): (n: number) => string {
  const net = randomBytes(4).toString('hex').match(/.{4}/g)?.join(':');
  return (n) => `2001:db8:${net?.split(':')[0]}:${n.toString(16)}::1`;
}

test('after ten tries for one account the address that made them is locked, and stays so', async () => {
  const waits = await tryOften(12, () => guesser);
  expect(waits.slice(0, 10)).toEqual(Array(10).fill(0));
  expect(waits.slice(10)).toEqual([900, 900]);
  later(60);
  expect(await tryOnce(guesser)).toBe(840);
});

test('a burst does not outrun the count', async () => {
  const waits = await Promise.all(Array.from({ length: 40 }, () => tryOnce(guesser)));
  expect(waits.filter((wait) => wait === 0).length).toBeLessThanOrEqual(11);
});

test('others get in from elsewhere, and a right password costs them nothing', async () => {
  await tryOften(12, () => guesser);
  for (let round = 0; round < 5; round++) {
    expect(await tryOnce(other)).toBe(0);
    await forgiveSignInTry(attemptOf(email, other, null));
  }
  expect(await tryOnce(guesser)).toBeGreaterThan(60);
});

test('from however many addresses, an account is tried ten times, then once in ten seconds', async () => {
  const address = addresses();
  const waits = await tryOften(40, address);
  expect(waits.slice(0, 11)).toEqual(Array(11).fill(0));
  expect(waits.slice(11)).toEqual(Array(29).fill(10));
  later(10);
  expect(await tryOnce(other)).toBe(0);
});

test('what is left once an account was tried often is not for those who guess', async () => {
  const address = addresses();
  await tryOften(10, address);
  const waits: number[] = [];
  for (let round = 0; round < 6; round++) {
    waits.push(await tryOnce(guesser));
    later(10);
  }
  expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
  expect(Math.min(...waits.slice(3))).toBeGreaterThan(60);
});

test('an address that has tried many accounts keeps a try in ten seconds for each other', async () => {
  const account = (n: number) => `${n}.${email}`;
  const address = addresses()(1);
  for (let n = 0; n < 100; n++) await tryOnce(address, { account: account(n) });
  expect(await tryOnce(address, { account: account(100) })).toBe(0);
  expect(await tryOnce(address, { account: account(101) })).toBe(10);
  expect(await tryOnce(address, { account: 'no address' })).toBeGreaterThan(60);
  later(10);
  expect(await tryOnce(address)).toBe(0);
});

test('who is locked out alone uses up nothing of his address', async () => {
  const address = addresses()(2);
  for (let n = 0; n < 110; n++) await tryOnce(address);
  for (let n = 0; n < 9; n++) expect(await tryOnce(address, { account: `${n}.${email}` })).toBe(0);
});

test('a browser that the account knows is shut out by nobody but itself', async () => {
  const cookie = deviceOf(email);
  await tryOften(40, addresses());
  await tryOften(12, () => guesser);
  for (let round = 0; round < 10; round++) expect(await tryOnce(guesser, { cookie })).toBe(0);
  expect(await tryOnce(guesser, { cookie })).toBe(900);
  expect(await tryOnce(guesser, { cookie: deviceOf(email) })).toBe(0);
});

test('a right password frees the count of the browser that the account knows', async () => {
  const cookie = deviceOf(email);
  for (let round = 0; round < 15; round++) {
    expect(await tryOnce(guesser, { cookie })).toBe(0);
    await forgiveSignInTry(attemptOf(email, guesser, cookie));
  }
  for (let round = 0; round < 10; round++) expect(await tryOnce(guesser, { cookie })).toBe(0);
  expect(await tryOnce(guesser, { cookie })).toBe(900);
});

test('a device cookie helps with its own account only, unchanged, and for a year', async () => {
  const { device } = attemptOf(email, guesser, deviceOf(email));
  expect(device).toMatch(/^[\w-]{22}$/);
  const foreign = deviceOf(`x${email}`);
  const [name] = deviceOf(email).split('=');
  expect(attemptOf(email, guesser, foreign).device).toBeNull();
  expect(attemptOf(email, guesser, `${name}=${foreign.split('=')[1]}`).device).toBeNull();
  expect(attemptOf(email, guesser, `${deviceOf(email)}x`).device).toBeNull();
  expect(attemptOf(email, guesser, `${deviceOf(email)}; ${deviceOf(email)}`).device).toBeNull();
  const cookie = deviceOf(email);
  later(366 * 86_400);
  expect(attemptOf(email, guesser, cookie).device).toBeNull();
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['2001:0db8:1:2::', '2001:db8:1:2::/64'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
