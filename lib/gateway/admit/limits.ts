/** How much may pass: per key and per credential in a minute, how much at once, and nothing while Graph is about to refuse. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { countTry } from '../../access/limits.ts';
import { Problem } from '../../errors.ts';

/** Uses in a minute, per instance. Meta's own limits are lower for most calls; these stop runaways before them. */
const usesOfKey = 30_000;
const usesOfCredential = 60_000;
/** Uses under way at once in this process. More would only wait for each other. */
export const maxConcurrentUses = 750;
/** Those of one key: less than the instance carries, so that one that stalls leaves room for others. */
const maxConcurrentUsesOfKey = 500;
/** How many credentials' pauses are remembered; each ends by itself within an hour. */
const pausesRemembered = 10_000;
/** By how much a pause has to end later than the one that is known, in milliseconds, to count as another. */
const toldEveryMs = 1_000;

export interface Limits {
  /** @throws Problem `too_many_requests` */
  count(keyId: string, credentialId: string): Promise<void>;
  /** Takes one of a key's places. @returns what gives it back. @throws Problem `too_many_requests` */
  begin(keyId: string): () => void;
  /**
   * Sends nothing more for this credential for so many seconds; less than is left of a pause changes nothing.
   * @returns whether the other instances are to be told: it ends more than a second later than what is known
   */
  pause(credentialId: string, seconds: number): boolean;
}

/** The refusal of a use while a credential pauses. */
export function pausedByGraph(seconds: number): Problem {
  const retryAfterSeconds = Math.ceil(seconds);
  return new Problem(
    'too_many_requests',
    `Meta is about to limit this account, or does already. To keep it from being blocked, Flowkeep sends nothing for it during ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds, extra: { limit: 'graph' } },
  );
}

/** Until when nothing is sent for a credential. */
class Pauses {
  readonly #until = new Map<string, number>();
  readonly #most: number;
  readonly #now: () => number;

  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  /** @throws Problem `too_many_requests` */
  demandNone(credentialId: string): void {
    const until = this.#until.get(credentialId);
    if (until === undefined) return;
    const left = until - this.#now();
    if (left > 0) throw pausedByGraph(left / 1000);
    this.#until.delete(credentialId);
  }

  /** Of several pauses the one that ends last counts: answers come in another order than Graph gave them. */
  add(credentialId: string, seconds: number): boolean {
    const until = this.#now() + seconds * 1000;
    const known = this.#until.get(credentialId) ?? 0;
    // Answers that end together all lengthen it by a moment; only one of them each second is worth a statement.
    if (until <= this.#now() || until <= known + toldEveryMs) return false;
    this.#until.delete(credentialId);
    this.#makeRoom();
    this.#until.set(credentialId, until);
    return true;
  }

  /** Forgets those that are over; where all go on, the one that was set first. */
  #makeRoom(): void {
    if (this.#until.size < this.#most) return;
    for (const [credentialId, until] of this.#until) {
      if (until <= this.#now()) this.#until.delete(credentialId);
    }
    const [first] = this.#until.keys();
    if (this.#until.size >= this.#most && first !== undefined) this.#until.delete(first);
  }
}

/** Limits of their own; the numbers are for tests. */
export function createLimits({
  ofKey = usesOfKey,
  ofCredential = usesOfCredential,
  atOnceOfKey = maxConcurrentUsesOfKey,
  mostPauses = pausesRemembered,
  now = () => Date.now(),
} = {}): Limits {
  const keys = new RateLimiterMemory({ keyPrefix: 'use-key', points: ofKey, duration: 60 });
  const credentials = new RateLimiterMemory({ keyPrefix: 'use', points: ofCredential, duration: 60 });
  const underWay = new Map<string, number>();
  const pauses = new Pauses(mostPauses, now);

  return {
    async count(keyId, credentialId) {
      await countTry(keys, keyId, 'uses by this API key');
      await countTry(credentials, credentialId, 'uses of this credential');
      pauses.demandNone(credentialId);
    },
    begin(keyId) {
      const others = underWay.get(keyId) ?? 0;
      if (others >= atOnceOfKey) {
        throw new Problem(
          'too_many_requests',
          `${others} uses by this API key are under way. Let one end first.`,
          {
            retryAfterSeconds: 1,
            extra: { limit: 'key' },
          },
        );
      }
      underWay.set(keyId, others + 1);
      return () => {
        const left = (underWay.get(keyId) ?? 1) - 1;
        if (left > 0) underWay.set(keyId, left);
        else underWay.delete(keyId);
      };
    },
    pause: (credentialId, seconds) => pauses.add(credentialId, seconds),
  };
}
