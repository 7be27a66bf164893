/** The database can't be used: one sentence for the operator, never with a password. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

const timedOut = 'it did not answer in time';

/** By system code and SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html). */
const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there',
  EHOSTUNREACH: 'there is no way to that address',
  ENETUNREACH: 'there is no way to that address',
  ENOENT: 'it has no socket there',
  ENOTFOUND: 'no host has this name',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ETIMEDOUT: timedOut,
  ECONNRESET: 'it broke off the connection',
  '28P01': 'it refused the user or the password',
  '28000': 'it refused the user',
  '3D000': 'it has no database of this name',
  '42501': 'the user lacks the right to make or change its tables',
  '53300': 'it has no connection left',
  '57P03': 'it is starting up or shutting down',
  '25006': 'it only reads, as a standby does; name the server that writes',
  /** Prisma's own: a database without its history that is not empty. */
  P3005: 'it holds tables of something else; give Flowkeep a database of its own',
};

/** The SQLSTATE or system code of an error, wherever the driver put it. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause ? errorCode(error.cause) : null;
}

/** Names host, port and database of a connection string, and nothing else of it. */
function describeAddress(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return `${host}:${port || 5432}${decodeURI(pathname)}`;
}

function reasonFor(error: unknown): string {
  const code = errorCode(error);
  const known = code && reasons[code];
  if (known) return known;
  const message = error instanceof Error ? error.message : '';
  if (/timed? ?out/i.test(message)) return timedOut;
  if (/does not support SSL/i.test(message)) return 'it does not offer the encryption that was asked for';
  if (/certificate/i.test(message)) return `its certificate was not accepted (${code ?? message})`;
  return `it failed with ${code ?? 'an error without a code'}`;
}

/** The sentence for a database that can't be reached. */
export function connectionError(url: string, error: unknown): DatabaseError {
  return new DatabaseError(`The database at ${describeAddress(url)} can't be used: ${reasonFor(error)}.`);
}

/** The sentence for a database that was reached and refused, if the code of its refusal has one. */
export function refusalError(url: string, code: string | null): DatabaseError | null {
  const reason = code && reasons[code];
  return reason
    ? new DatabaseError(`The database at ${describeAddress(url)} can't be used: ${reason}.`)
    : null;
}

/** @throws DatabaseError that repeats nothing of the text, which holds a password */
export function refuseMalformedUrl(url: string): void {
  if (URL.canParse(url)) return;
  throw new DatabaseError(
    'DATABASE_URL is not an address. Special characters in its user name or password must be percent-encoded.',
  );
}
