/** What every connection to the database is told before anything else. */
import type { ClientBase } from 'pg';

/**
 * The part of a pool's settings by which its sessions think in UTC, whatever the server's, database's or role's zone.
 * Prisma's driver writes instants without a zone and reads them by replacing the offset (adapter-pg 7.10). It is a
 * statement, not a start-up option, since poolers refuse those; PgBouncer follows this setting by itself.
 */
export const sessionInUtc = {
  /** The pool waits for it (pg-pool 3.14), and gives a connection on which it fails to nobody. */
  onConnect: async (client: ClientBase) => {
    await client.query("SET TIME ZONE 'UTC'");
  },
};
