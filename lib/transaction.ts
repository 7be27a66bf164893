/** The one opener of transactions: what PostgreSQL asks to be tried again is, once, where that can't do it twice. */
import { leavesCommitOpen, UnknownCommit } from './database-errors.ts';
import { type DatabaseClient, database } from './db.ts';
import { tryTwice } from './retry.ts';

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
export function inTransaction<T>(work: (client: DatabaseClient) => Promise<T>): Promise<T> {
  return tryTwice(() => attempt(work));
}
