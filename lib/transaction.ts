/** The one opener of transactions: what PostgreSQL asks to be tried again is, once, where that can't do it twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isWorthRetrying, leavesCommitOpen, UnknownCommit } from './database-errors.ts';
import { type DatabaseClient, database } from './db.ts';

/** In milliseconds: the pool notices within it that a connection has ended, and another transaction gets ahead. */
const pauseMs = 100;
/** Whoever has waited for longer than this, in milliseconds, is told, rather than made to wait as long again. */
const patienceMs = 5_000;

async function attempt<T>(work: (client: DatabaseClient) => Promise<T>): Promise<T> {
  let committing = false;
  try {
    return await database().$transaction(async (client) => {
      const result = await work(client);
      committing = true;
      return result;
    });
  } catch (error) {
    if (!committing || !leavesCommitOpen(error)) throw error;
    throw new UnknownCommit('The connection broke during the commit.', { cause: error });
  }
}

/**
 * Runs work in a transaction. After a deadlock, a lock that was not to be had, or the end of the session under it, the
 * work runs a second time, in another transaction: it may do nothing outside of the database.
 * @throws what `work` throws; UnknownCommit when nobody can say whether it took effect, which is never tried again
 */
export async function inTransaction<T>(work: (client: DatabaseClient) => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await attempt(work);
  } catch (error) {
    if (!isWorthRetrying(error) || performance.now() - began > patienceMs) throw error;
    await sleep(pauseMs * (1 + Math.random()));
    return attempt(work);
  }
}
