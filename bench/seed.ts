/** Many credentials at once, for measuring lists: rows as the product writes them, with one envelope copied. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * Adds credentials until there are `total`, each with a word of its own. The copied envelopes don't open, which
 * lists never try.
 */
export async function seedCredentials(url: string, total: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `WITH model AS (SELECT c.*, s.key_id, s.envelope FROM credential c JOIN sealed_secret s ON s.credential_id = c.id
                      ORDER BY c.id LIMIT 1),
       made AS (
         INSERT INTO credential (id, connector, name, name_key, description, waba_id, waba_name, api_version, served_version,
           verdict, reason, checked_at, token_kind, token_last_four, token_fingerprint, token_never_expires, scopes,
           app_id, app_name, token_set_by_name, token_set_at, created_by_name)
         SELECT gen_random_uuid(), connector, 'Credential ' || n || ' ' || md5(n::text), 'credential ' || n || ' ' || md5(n::text), description, waba_id, waba_name,
           api_version, served_version, verdict, reason, checked_at, token_kind, token_last_four,
           md5(n::text), token_never_expires, scopes, app_id, app_name, token_set_by_name, token_set_at, created_by_name
         FROM model, generate_series((SELECT count(*)::int FROM credential) + 1, $1) AS n
         RETURNING id)
       INSERT INTO sealed_secret (credential_id, purpose, version, key_id, envelope)
       SELECT made.id, 'token', 1, model.key_id, model.envelope FROM made, model`,
      [total],
    );
    await client.query('VACUUM ANALYZE credential');
    await client.query('VACUUM ANALYZE sealed_secret');
    // What was written is on the disk before anything is measured.
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** Adds API keys of one scope. @returns them */
export async function seedKeys(
  url: string,
  count: number,
  scope: 'manage' | 'use' = 'manage',
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const keys = Array.from({ length: count }, () => `fk_${randomBytes(32).toString('base64url')}`);
  try {
    for (const key of keys) {
      await client.query(
        "INSERT INTO api_key (id, name, key_hash, last_four, scopes, reach, created_by_name) VALUES ($1, 'bench', $2, $3, ARRAY[$4::api_key_scope], 'all', 'bench')",
        [randomUUID(), createHash('sha256').update(key).digest('hex'), key.slice(-4), scope],
      );
    }
    return keys;
  } finally {
    await client.end();
  }
}

/** The ids of seeded credentials that nothing was done to yet, in no order of their own. */
export async function untouchedIds(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT id FROM credential WHERE version = 1 AND deleted_at IS NULL AND name LIKE 'Credential %'",
    );
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}
