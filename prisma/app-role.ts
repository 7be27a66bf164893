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

/** Roles of PostgreSQL's own that write tables, or reach the files and the programs of the server. */
const mightyRoles = [
  'pg_write_all_data',
  'pg_execute_server_program',
  'pg_write_server_files',
  'pg_read_server_files',
];

/** Rights that no grant of ours gave, each with the role that has it: the named one, or one that it can become. */
const tooMuchSql = `
WITH place AS (
  SELECT n.oid AS schema, n.nspname AS name, n.nspowner AS owner
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass('audit_event')
), able AS (
  SELECT r.* FROM pg_roles r JOIN pg_roles app ON app.rolname = $1 WHERE pg_has_role(app.oid, r.oid, 'MEMBER')
), forbidden (name, rights) AS (
  VALUES ('audit_event', ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']),
         ('audit_head', ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'])
), found (role, what) AS (
  SELECT able.rolname, wanted || ' on ' || f.name
  FROM able, place, forbidden f, unnest(f.rights) wanted,
       LATERAL (SELECT to_regclass(format('%I.%I', place.name, f.name))::oid AS oid) t
  WHERE CASE WHEN wanted IN ('INSERT', 'UPDATE', 'REFERENCES')
        THEN has_any_column_privilege(able.oid, t.oid, wanted) ELSE has_table_privilege(able.oid, t.oid, wanted) END
  UNION ALL
  SELECT rolname, 'CREATE on the schema ' || name FROM able, place WHERE has_schema_privilege(able.oid, schema, 'CREATE')
  UNION ALL
  SELECT rolname, 'the schema ' || name || ' is its own' FROM able, place WHERE able.oid = place.owner
  UNION ALL
  SELECT rolname, 'the database is its own' FROM able
  WHERE oid = (SELECT datdba FROM pg_database WHERE datname = current_database())
  UNION ALL
  SELECT rolname, c.relname || ' is its own' FROM able, place JOIN pg_class c ON c.relnamespace = place.schema
  WHERE c.relowner = able.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  UNION ALL
  SELECT rolname, 'the function ' || p.proname || ' is its own'
  FROM able, place JOIN pg_proc p ON p.pronamespace = place.schema WHERE p.proowner = able.oid
  UNION ALL
  SELECT rolname, 'SUPERUSER' FROM able WHERE rolsuper
  UNION ALL
  SELECT rolname, 'CREATEROLE' FROM able WHERE rolcreaterole
  UNION ALL
  SELECT $1::name, 'membership in ' || rolname FROM able WHERE rolname = ANY ($2)
)
SELECT what, COALESCE(array_agg(role::text ORDER BY role) FILTER (WHERE role <> $1), '{}') AS through
FROM found GROUP BY what ORDER BY what`;

/** Whatever a role has by other ways than its own grants: by groups, by everybody's grants, by what it is. */
async function refuseTooMuch(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ what: string; through: string[] }>(tooMuchSql, [role, mightyRoles]);
  if (rows.length === 0) return;
  const each = rows.map(({ what, through }) =>
    through.length > 0 ? `${what} (through ${through.join(', ')})` : what,
  );
  throw new DatabaseError(
    `The role ${role} could still change the audit trail. Nothing was granted. It has too much, by itself, through a group, or as everybody has it: ${each.join('; ')}. Take that away, or name another role.`,
  );
}

async function applyWhole(client: pg.Client, role: string, sql: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await refuseTooMuch(client, role);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/**
 * Connects, and says what the role needs; `apply` runs it too, whole or not at all.
 * @returns the statements
 * @throws DatabaseError when the role has rights that the statements don't take from it
 */
export async function grantAppRole(url: string, role: string, apply: boolean): Promise<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'flowkeep role' });
  await client.connect();
  try {
    const sql = await appRoleSql(client, role);
    if (apply) await applyWhole(client, role, sql);
    return sql;
  } finally {
    await client.end();
  }
}
