/**
 * How often something may be tried. Guessing limits live in PostgreSQL, so that several instances count together;
 * request limits are per instance and only stop runaways.
 */
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { database } from '../db.ts';
import { Problem } from '../errors.ts';
import type { Actor } from './actor.ts';

interface Query {
  text: string;
  values: unknown[];
}

// The limiter's statements go through Prisma's pool, unnamed, so that they work behind any connection pooler.
const store = {
  async query({ text, values }: Query) {
    const rows = await database().$queryRawUnsafe<{ points: number; expire: bigint | null }[]>(
      text,
      ...values,
    );
    return {
      rowCount: rows.length,
      rows: rows.map((row) => ({ ...row, expire: row.expire === null ? null : Number(row.expire) })),
    };
  },
};

const quarterHour = 15 * 60;

function guesses(keyPrefix: string, points: number, duration = quarterHour): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: store,
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration,
  });
}

/** Wrong passwords from one browser that the account knows, in a quarter of an hour. */
export const deviceGuesses = guesses('device', 10);
/** Wrong passwords for one account from one network, but from browsers that it knows. */
export const placeGuesses = guesses('place', 10);
/** Wrong passwords for one account from everywhere, but from browsers that it knows. */
export const accountGuesses = guesses('account', 10);
/** Wrong passwords and codes from one network; high, as offices share addresses. */
export const addressGuesses = guesses('address', 100);
/** What is left when the last two are used up: one try in ten seconds. */
export const trickle = guesses('trickle', 1, 10);
/** Wrong set-up codes in a quarter of an hour, from all addresses together. */
export const setupGuesses = guesses('setup', 20);

/** Requests of one actor in a minute. */
export const actorRequests = new RateLimiterMemory({ keyPrefix: 'requests', points: 30_000, duration: 60 });
/** Requests of one actor in a minute that make Flowkeep ask Graph. */
const graphRequests = new RateLimiterMemory({ keyPrefix: 'graph', points: 1_800, duration: 60 });

type Limiter = Pick<RateLimiterMemory, 'consume'>;

/**
 * Counts one try.
 * @throws Problem `too_many_requests` with the seconds until the next try.
 */
export async function countTry(limiter: Limiter, key: string, what: string): Promise<void> {
  try {
    await limiter.consume(key.slice(0, 200));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new Problem(
      'too_many_requests',
      `Too many ${what}. Try again in ${retryAfterSeconds < 90 ? `${retryAfterSeconds} seconds` : `${Math.ceil(retryAfterSeconds / 60)} minutes`}.`,
      { retryAfterSeconds },
    );
  }
}

/** Counts one request of an actor that makes Flowkeep ask Graph. @throws Problem `too_many_requests` */
export function countGraphTry({ kind, id }: Pick<Actor, 'kind' | 'id'>): Promise<void> {
  return countTry(graphRequests, `${kind}:${id}`, 'checks with Meta');
}
