/** How every pool of this program connects: what its sessions are told first, and for how long anything may take. */
import { Socket } from 'node:net';
import type { ClientBase } from 'pg';

/** What one statement may take, in milliseconds; the server keeps it where it can be told. */
const statementMs = 10_000;
/** After this silence of a connection that is in use, it is given up: server, network or pooler may have frozen. */
const silenceMs = 12_000;
/** Shorter than the silence that ends a connection, so that only those in use can meet that. */
const idleMs = 8_000;

/** A socket that ends once nothing has come or gone on it for a time. */
function impatientSocket(ms: number): Socket {
  const socket = new Socket();
  socket.setTimeout(ms, () =>
    socket.destroy(
      Object.assign(new Error('ETIMEDOUT: the database did not answer in time'), { code: 'ETIMEDOUT' }),
    ),
  );
  return socket;
}

/**
 * Prisma's driver writes instants without a zone and reads them by replacing the offset (adapter-pg 7.10), so each
 * session's zone is UTC, whatever the server's, database's or role's. These two settings PgBouncer follows in
 * transaction mode too; as start-up options it refuses them (1.18).
 */
const spoken = "SET TIME ZONE 'UTC'; SET DateStyle TO 'ISO'";
/** What only a session of one's own may be told; behind a pooler, `refuseUnfitDatabase` asks for it at the start. */
const spokenDirectly = "SET default_transaction_isolation TO 'read committed'";

export interface DatabaseAddress {
  databaseUrl: string;
  /** Whether a pooler stands before the database that refuses settings of a session. */
  pooled: boolean;
}

/**
 * Settings for `pg.Pool` and what takes the same.
 * @param limitMs after which silence a connection in use is given up, in milliseconds
 */
export function poolSettings({ databaseUrl, pooled }: DatabaseAddress, limitMs = silenceMs) {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: Math.min(idleMs, limitMs / 2),
    keepAlive: true,
    stream: () => impatientSocket(limitMs),
    ...(pooled ? {} : { statement_timeout: statementMs }),
    /** The pool waits for it (pg-pool 3.14), and gives a connection on which it fails to nobody. */
    onConnect: async (client: ClientBase) => {
      await client.query(pooled ? spoken : `${spoken}; ${spokenDirectly}`);
    },
  };
}
