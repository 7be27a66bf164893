/** The database can't be used: one sentence for the operator, never with a password. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'no host has this name',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: 'it did not answer in time',
  ECONNRESET: 'it broke off the connection',
  '28P01': 'it refused the password',
  '28000': 'it refused the user',
  '3D000': 'it has no database of this name',
  '53300': 'it has no connection left',
  '57P03': 'it is still starting up',
  '42501': 'the user lacks the right to change its tables',
};

/** The SQLSTATE or system code of an error, wherever the driver put it. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause ? errorCode(error.cause) : null;
}

/** Names host, port and database of a connection string, and nothing else of it. */
export function describeAddress(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}

/** The sentence for a failure to connect. */
export function connectionError(url: string, error: unknown): DatabaseError {
  const code = errorCode(error);
  const timedOut = error instanceof Error && /timeout/i.test(error.message);
  const reason =
    (code && reasons[code]) ?? (timedOut ? reasons.ETIMEDOUT : `it failed with ${code ?? 'an error'}`);
  return new DatabaseError(`The database at ${describeAddress(url)} can't be used: ${reason}.`);
}
