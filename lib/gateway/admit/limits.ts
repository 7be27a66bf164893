/** How much may pass: per key and per credential in a minute, how much at once, and nothing while Graph is about to refuse. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { countTry } from '../../access/limits.ts';
import { Problem } from '../../errors.ts';

/** Uses in a minute, per instance. Meta's own limits are lower for most calls; these stop runaways before them. */
const usesOfKey = 30_000;
const usesOfCredential = 60_000;
/** Uses under way at once in this process. More would only wait for each other. */
export const mostAtOnce = 750;
/** Those of one key: less than the instance carries, so that one that stalls leaves room for others. */
const usesAtOnceOfKey = 500;
/** How many credentials' pauses are remembered; each ends by itself within an hour. */
const mostPauses = 10_000;

export interface Limits {
  /** @throws Problem `too_many_requests` */
  count(keyId: string, credentialId: string): Promise<void>;
  /** Takes one of a key's places. @returns what gives it back. @throws Problem `too_many_requests` */
  begin(keyId: string): () => void;
  /** Sends nothing more for this credential for so many seconds; 0 changes nothing. */
  pause(credentialId: string, seconds: number): void;
}

/** Limits of their own; the numbers are for tests. */
export function createLimits({
  ofKey = usesOfKey,
  ofCredential = usesOfCredential,
  atOnceOfKey = usesAtOnceOfKey,
  now = () => Date.now(),
} = {}): Limits {
  const keys = new RateLimiterMemory({ keyPrefix: 'use-key', points: ofKey, duration: 60 });
  const credentials = new RateLimiterMemory({ keyPrefix: 'use', points: ofCredential, duration: 60 });
  const underWay = new Map<string, number>();
  const pausedUntil = new Map<string, number>();

  function refuseWhilePaused(credentialId: string): void {
    const until = pausedUntil.get(credentialId);
    if (until === undefined) return;
    const retryAfterSeconds = Math.ceil((until - now()) / 1000);
    if (retryAfterSeconds <= 0) {
      pausedUntil.delete(credentialId);
      return;
    }
    throw new Problem(
      'too_many_requests',
      `Meta is about to limit this account, or does already. To keep it from being blocked, Flowkeep sends nothing for it during ${retryAfterSeconds} seconds.`,
      { retryAfterSeconds, extra: { limit: 'graph' } },
    );
  }

  return {
    async count(keyId, credentialId) {
      await countTry(keys, keyId, 'uses by this API key');
      await countTry(credentials, credentialId, 'uses of this credential');
      refuseWhilePaused(credentialId);
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
    pause(credentialId, seconds) {
      if (seconds <= 0) return;
      if (pausedUntil.size >= mostPauses) pausedUntil.clear();
      pausedUntil.set(credentialId, now() + seconds * 1000);
    },
  };
}
