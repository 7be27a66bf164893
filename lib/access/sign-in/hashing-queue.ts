/** Work that costs much: so much at once, so many waiting. */
import { Problem } from '../../errors.ts';

/** A hash takes 19 MiB and some 30 ms of a core; Node has four threads for all such work. */
const maxConcurrentHashes = 2;
const maxQueued = 60;

let underWay = 0;
const waiting: (() => void)[] = [];

function turn(ahead: boolean): Promise<void> {
  return new Promise((resolve) => {
    if (ahead) waiting.unshift(resolve);
    else waiting.push(resolve);
  });
}

/**
 * Runs work when its turn comes. `ahead` goes before all that waits, and is never turned away.
 * @throws Problem `too_many_requests` when too many wait
 */
export async function inTurn<Result>(work: () => Promise<Result>, ahead: boolean): Promise<Result> {
  if (waiting.length >= maxQueued && !ahead) {
    throw new Problem('too_many_requests', 'Many people sign in right now. Try again in a few seconds.', {
      retryAfterSeconds: 3,
    });
  }
  if (underWay >= maxConcurrentHashes) await turn(ahead);
  else underWay += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place goes to the next one as it is: if it were given back first, a sign-in that begins before the next one
    // wakes would take it too, and three would hash at once.
    if (next) next();
    else underWay -= 1;
  }
}
