/**
 * What PostgreSQL, its driver and Prisma say when a statement fails, wherever each of them puts it. Seen on Prisma 7:
 * a failed COMMIT throws the driver's error itself, a model's statement P2034 or P2039, a raw one P2010; the driver's
 * error, with the SQLSTATE, is then in `meta`.
 */
import pg from 'pg';
import { Prisma } from '../prisma/generated/client.ts';

interface ServerError {
  /** The SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html). */
  state: string;
  /** Whether the server ended the session with it, not only the statement. */
  fatal: boolean;
}

function causeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'cause' in value ? value.cause : undefined;
}

/** What the server itself said; null when the error is of something else, such as a connection that broke. */
function serverErrorOf(error: unknown): ServerError | null {
  // The driver's own, as the pool throws it.
  if (error instanceof pg.DatabaseError && error.code) {
    return { state: error.code, fatal: error.severity === 'FATAL' };
  }
  const wrapped = error instanceof Prisma.PrismaClientKnownRequestError && error.meta?.driverAdapterError;
  const cause = causeOf(wrapped || error);
  if (typeof cause !== 'object' || cause === null || !('originalCode' in cause)) return null;
  return { state: String(cause.originalCode), fatal: 'severity' in cause && cause.severity === 'FATAL' };
}

// Prisma: can't reach, timed out, no TLS, closed, pool timeout, a transaction too late, a conflict, too many.
const passingCodes = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1011',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
]);
// 08 connection, 28 and 3D000 refused at the door, 40 rolled back (deadlock, serialization), 53 disk or memory or
// connections, 57 cancelled or shut down, 58 the server's own disk, 25006 a replica only reads, 25P03 and 25P04 too
// slow, 55000 no connections for now, 55P03 a lock not to be had.
const passingStates = /^(?:08|28|40|53|57|58)|^(?:25006|25P03|25P04|3D000|55000|55P03)$/;
const brokenOff =
  /ECONNRESET|EPIPE|Connection terminated|has encountered a connection error|is not queryable|server (?:has )?closed the connection|ConnectionClosed/i;
const unreachable =
  /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|timeout exceeded when trying to connect|DatabaseNotReachable|SocketTimeout/i;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : '');

/** Whether an error says that the database can't be asked or can't do it now, rather than that we asked wrongly. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof UnknownCommit || error instanceof Prisma.PrismaClientInitializationError) return true;
  const serverError = serverErrorOf(error);
  if (serverError) return passingStates.test(serverError.state);
  if (error instanceof Prisma.PrismaClientKnownRequestError && passingCodes.has(error.code)) return true;
  return brokenOff.test(messageOf(error)) || unreachable.test(messageOf(error));
}

/** Whether an error is the database's, whatever it says. */
export function isDatabaseError(error: unknown): boolean {
  const kinds = [
    Prisma.PrismaClientInitializationError,
    Prisma.PrismaClientKnownRequestError,
    Prisma.PrismaClientUnknownRequestError,
  ];
  return kinds.some((kind) => error instanceof kind) || isDatabaseAway(error);
}

// Deadlock, serialization, a lock not to be had, a statement cancelled, and a session that ended under us.
const retriedStates = /^(?:08|40|55P03$|57014$|57P0[1235]$|25P03$)/;

/** Whether the same work may well succeed in a moment, in another transaction. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof UnknownCommit) return false;
  const serverError = serverErrorOf(error);
  return serverError ? retriedStates.test(serverError.state) : brokenOff.test(messageOf(error));
}

/** Nobody can say whether a transaction took effect: its COMMIT was sent, and the connection broke before the answer. */
export class UnknownCommit extends Error {
  override name = 'UnknownCommit';
}

/**
 * Whether an error of a COMMIT leaves open what became of the transaction. An error that ends only the statement means
 * that it was rolled back; so does one of a connection that was known to be broken before anything was sent.
 */
export function leavesCommitOpen(error: unknown): boolean {
  const serverError = serverErrorOf(error);
  if (serverError) return serverError.fatal || /^(?:08|57P|40003)/.test(serverError.state);
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2028') return false;
  return !/is not queryable/.test(messageOf(error));
}
