/**
 * How often passwords may be tried, so that guessing stays slow and nobody's guessing shuts out somebody else
 * (lib/decisions/022). All counts are of a quarter of an hour, for all instances together.
 */
import { isIP } from 'node:net';
import { Problem } from '../../errors.ts';
import { accountGuesses, addressGuesses, countTry, deviceGuesses, placeGuesses, trickle } from '../limits.ts';
import { sha256 } from '../random.ts';
import { knownDevice } from './device.ts';
import { signInSchema } from './schema.ts';

/** Whoever has guessed more often than this has no part in what is left when others have used up a count. */
const slips = 3;
const what = 'tries to sign in';

type Shared = typeof accountGuesses;

/** Who tries what: the account as it is counted, the network, and the device where the account knows it. */
export interface Attempt {
  account: string | null;
  network: string;
  device: string | null;
}

/** One subscriber's addresses: one of IPv4, the 64 bits before the interface of IPv6. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [left = [], right] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = right ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : [];
  const groups = [...left, ...zeros, ...(right ?? [])].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** Reads who tries; whether the account exists plays no part, so that no limit tells it. */
export function attemptOf(email: string, address: string | null, cookieHeader: string | null): Attempt {
  const parsed = signInSchema.shape.email.safeParse(email);
  return {
    account: parsed.success ? sha256(parsed.data) : null,
    network: networkOf(address || 'unknown'),
    device: parsed.success ? knownDevice(cookieHeader, parsed.data) : null,
  };
}

const placeOf = ({ network, account }: Attempt) => `${account} ${network}`;

const tricklingKey = ({ keyPrefix }: Shared, key: string) => `${keyPrefix} ${key}`;

/** Counts a try of many. Once theirs are used up, one in ten seconds is left, for those who have hardly guessed. */
async function countShared(limiter: Shared, key: string, own: number): Promise<void> {
  try {
    await countTry(limiter, key, what);
  } catch (error) {
    if (!(error instanceof Problem) || own >= slips) throw error;
    await countTry(trickle, tricklingKey(limiter, key), what);
  }
}

/**
 * Counts a try before the password is looked at, so that a burst can't outrun the count.
 * @throws Problem `too_many_requests`
 */
export async function countSignInTry(attempt: Attempt): Promise<void> {
  const { account, network, device } = attempt;
  if (device) return countTry(deviceGuesses, device, what);
  if (!account) return countShared(addressGuesses, network, slips);
  const place = placeOf(attempt);
  const { consumedPoints: own = 0 } = (await placeGuesses.get(place)) ?? {};
  // A place that is locked out already adds nothing to the counts of its account and network: with each of its tries
  // counted there, one stubborn browser would shut out all others.
  if (own < placeGuesses.points) {
    await countShared(addressGuesses, network, own);
    await countShared(accountGuesses, account, own);
  }
  await countTry(placeGuesses, place, what);
}

async function forgiveShared(limiter: Shared, key: string): Promise<void> {
  await limiter.reward(key);
  await trickle.delete(tricklingKey(limiter, key));
}

/** Takes back what a right password was counted for. The guesses of others stay counted. */
export async function forgiveSignInTry(attempt: Attempt): Promise<void> {
  const { account, network, device } = attempt;
  if (device) await deviceGuesses.delete(device);
  if (device || !account) return;
  await placeGuesses.delete(placeOf(attempt));
  await forgiveShared(addressGuesses, network);
  await forgiveShared(accountGuesses, account);
}
