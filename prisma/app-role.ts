/** A role for the app that may append to the audit trail and read it, and change nothing of it: the SQL that grants it. */
import pg from 'pg';
import { DatabaseError } from './database-error.ts';

interface Facts {
  schema: string;
  exists: boolean;
  mighty: boolean;
  /** Whether it is the owner of the audit trail, or can become it. */
  owner: boolean;
}

async function factsOf(client: pg.Client, role: string): Promise<Facts> {
  const { rows } = await client.query<Facts>(
    `SELECT n.nspname AS schema, r.oid IS NOT NULL AS exists, COALESCE(r.rolsuper, false) AS mighty,
            COALESCE(pg_has_role(r.oid, c.relowner, 'MEMBER'), false) AS owner
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_roles r ON r.rolname = $1
     WHERE c.oid = to_regclass('audit_event')`,
    [role],
  );
  const [facts] = rows;
  if (!facts) throw new DatabaseError('The database has no audit trail.');
  return facts;
}

function refuseUnfit(role: string, { exists, mighty, owner }: Facts): void {
  if (!exists) {
    throw new DatabaseError(
      `The database has no role ${role}. Make it first: CREATE ROLE ${pg.escapeIdentifier(role)} LOGIN PASSWORD '…'`,
    );
  }
  if (mighty || owner) {
    throw new DatabaseError(
      `The role ${role} is ${mighty ? 'a superuser' : 'or can become the owner of the audit trail'}: no grant confines it. Name another one.`,
    );
  }
}

/** The background work's schema is its own affair, and holds nothing that can't be made again. */
function workSchema(role: string): string {
  return `DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = to_regnamespace('pgboss') AND c.relkind IN ('r', 'p')
             AND pg_get_userbyid(c.relowner) <> ${pg.escapeLiteral(role)}) THEN
    DROP SCHEMA pgboss CASCADE;
  END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS pgboss;
GRANT USAGE, CREATE ON SCHEMA pgboss TO ${pg.escapeIdentifier(role)};`;
}

/**
 * The statements that let a role run Flowkeep: it may append to the audit trail, and neither change it, nor its
 * triggers, nor the tables. To be run by the owner of the tables, again after each update of Flowkeep.
 * @throws DatabaseError when the role is not there, or nothing could confine it
 */
export async function appRoleSql(client: pg.Client, role: string): Promise<string> {
  const facts = await factsOf(client, role);
  refuseUnfit(role, facts);
  const [to, schema] = [pg.escapeIdentifier(role), pg.escapeIdentifier(facts.schema)];
  return `REVOKE CREATE ON SCHEMA ${schema} FROM PUBLIC, ${to};
GRANT USAGE ON SCHEMA ${schema} TO ${to};
REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${to};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${to};
REVOKE UPDATE, DELETE ON ${schema}.audit_event FROM ${to};
REVOKE INSERT, UPDATE, DELETE ON ${schema}.audit_head, ${schema}._prisma_migrations FROM ${to};
${workSchema(role)}`;
}

/** Connects, and says what the role needs; `apply` runs it too, whole or not at all. @returns the statements */
export async function grantAppRole(url: string, role: string, apply: boolean): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'flowkeep role' });
  await client.connect();
  try {
    const sql = await appRoleSql(client, role);
    // Sent whole, it is one transaction of the server's.
    if (apply) await client.query(sql);
    return sql;
  } finally {
    await client.end();
  }
}
