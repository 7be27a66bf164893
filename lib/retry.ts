/** One more try, for what PostgreSQL asks to be tried again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isWorthRetrying } from './database-errors.ts';

/** In milliseconds: the pool notices within it that a connection has ended, and another transaction gets ahead. */
const pauseMs = 100;
/** Whoever has waited for longer than this, in milliseconds, is told, rather than made to wait as long again. */
const patienceMs = 5_000;

/** Does work a second time, if its error says that this may well succeed. It must be such as can't take effect twice. */
export async function tryTwice<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await work();
  } catch (error) {
    if (!isWorthRetrying(error) || performance.now() - began > patienceMs) throw error;
    await sleep(pauseMs * (1 + Math.random()));
    return work();
  }
}
