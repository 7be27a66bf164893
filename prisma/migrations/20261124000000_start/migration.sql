-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'member');

-- CreateEnum
CREATE TYPE "api_key_scope" AS ENUM ('manage', 'use');

-- CreateEnum
CREATE TYPE "credential_verdict" AS ENUM ('valid', 'invalid', 'unchecked');

-- CreateEnum
CREATE TYPE "secret_purpose" AS ENUM ('token', 'app_secret');

-- CreateEnum
CREATE TYPE "vault_key_state" AS ENUM ('active', 'opens', 'destroyed');

-- CreateEnum
CREATE TYPE "resource_kind" AS ENUM ('source', 'destination');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "setup_code" (
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_code_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "scopes" "api_key_scope"[],
    "credential_ids" UUID[],
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" UUID NOT NULL,
    "connector" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "waba_id" TEXT NOT NULL,
    "waba_name" TEXT,
    "api_version" TEXT NOT NULL,
    "served_version" TEXT,
    "verdict" "credential_verdict" NOT NULL,
    "reason" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "attempted_at" TIMESTAMPTZ(3),
    "attempt_reason" TEXT,
    "report" JSONB,
    "token_version" INTEGER NOT NULL DEFAULT 1,
    "token_kind" TEXT,
    "token_last_four" TEXT NOT NULL,
    "token_fingerprint" TEXT NOT NULL,
    "token_never_expires" BOOLEAN NOT NULL DEFAULT false,
    "token_expires_at" TIMESTAMPTZ(3),
    "data_access_expires_at" TIMESTAMPTZ(3),
    "usable_until" TIMESTAMPTZ(3),
    "scopes" TEXT[],
    "app_id" TEXT,
    "app_name" TEXT,
    "has_app_secret" BOOLEAN NOT NULL DEFAULT false,
    "token_set_by_name" TEXT NOT NULL,
    "token_set_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed_secret" (
    "credential_id" UUID NOT NULL,
    "purpose" "secret_purpose" NOT NULL,
    "version" INTEGER NOT NULL,
    "key_id" TEXT NOT NULL,
    "envelope" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sealed_secret_pkey" PRIMARY KEY ("credential_id","purpose","version")
);

-- CreateTable
CREATE TABLE "vault_key" (
    "id" TEXT NOT NULL,
    "state" "vault_key_state" NOT NULL,
    "check" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vault_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "vault_secret" (
    "name" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "envelope" TEXT NOT NULL,

    CONSTRAINT "vault_secret_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "data_resource" (
    "id" UUID NOT NULL,
    "kind" "resource_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "connector" TEXT NOT NULL,
    "credential_id" UUID NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "data_resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "seq" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "request_id" TEXT,
    "address" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "target_kind" TEXT,
    "target_id" TEXT,
    "target_name" TEXT,
    "details" JSONB NOT NULL,
    "previous_hash" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_key_hash_key" ON "api_key"("key_hash");

-- CreateIndex
CREATE UNIQUE INDEX "credential_name_key_key" ON "credential"("name_key");

-- CreateIndex
CREATE INDEX "credential_connector_id_idx" ON "credential"("connector", "id" DESC);

-- CreateIndex
CREATE INDEX "credential_token_fingerprint_idx" ON "credential"("token_fingerprint");

-- CreateIndex
CREATE INDEX "sealed_secret_key_id_idx" ON "sealed_secret"("key_id");

-- CreateIndex
CREATE INDEX "data_resource_kind_id_idx" ON "data_resource"("kind", "id" DESC);

-- CreateIndex
CREATE INDEX "data_resource_credential_id_idx" ON "data_resource"("credential_id");

-- CreateIndex
CREATE UNIQUE INDEX "data_resource_kind_name_key_key" ON "data_resource"("kind", "name_key");

-- CreateIndex
CREATE INDEX "audit_event_target_id_idx" ON "audit_event"("target_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_secret" ADD CONSTRAINT "sealed_secret_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_resource" ADD CONSTRAINT "data_resource_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What follows Prisma's schema can't say.

-- Exactly one key seals.
CREATE UNIQUE INDEX "vault_key_one_active" ON "vault_key" ("state") WHERE "state" = 'active';

-- Ids and versions go into addresses at Meta: nothing else may ever stand in these columns.
ALTER TABLE "credential"
  ADD CONSTRAINT "credential_waba_id_digits" CHECK ("waba_id" ~ '^[1-9][0-9]{4,19}$'),
  ADD CONSTRAINT "credential_api_version_form" CHECK ("api_version" ~ '^v[1-9][0-9]{0,2}[.][0-9]$');

-- The audit trail: numbered, dated and chained here, so that no writer can forget it.
INSERT INTO "audit_head" ("id", "seq", "hash") VALUES (1, 0, repeat('0', 64));
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_one_row" CHECK ("id" = 1);

-- The hash covers every column but itself, as the text of one JSON array of texts: lengths and ends can't be confused,
-- and anybody can form it again: "[" + values.map(JSON.stringify).join(", ") + "]", `details` as PostgreSQL writes it.
CREATE FUNCTION audit_event_hash(e "audit_event") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    e.seq::text,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'),
    e.request_id, e.address, e.actor_kind, e.actor_id, e.actor_name, e.action, e.outcome,
    e.target_kind, e.target_id, e.target_name, e.details::text, e.previous_hash
  )::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_event_append() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The row lock is held until the transaction ends: events are appended one after the other.
  UPDATE "audit_head" SET seq = seq + 1 RETURNING seq, hash INTO NEW.seq, NEW.previous_hash;
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  NEW.hash := audit_event_hash(NEW);
  UPDATE "audit_head" SET hash = NEW.hash;
  RETURN NEW;
END $$;

CREATE TRIGGER audit_event_append BEFORE INSERT ON "audit_event"
  FOR EACH ROW EXECUTE FUNCTION audit_event_append();

CREATE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is appended to, never changed';
END $$;

CREATE TRIGGER audit_event_unchanging BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_event"
  FOR EACH STATEMENT EXECUTE FUNCTION audit_event_refuse();

-- The first event that was changed, or whose neighbour before it is gone, or the place of one gone from the end;
-- null when the chain is whole.
CREATE FUNCTION audit_chain_first_break() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT min(seq) FROM (
    SELECT e.seq
    FROM (
      SELECT a AS event, lag(a.hash, 1, repeat('0', 64)) OVER (ORDER BY a.seq) AS hash_before,
             row_number() OVER (ORDER BY a.seq) AS place
      FROM "audit_event" a
    ) AS chain, LATERAL (SELECT (chain.event).*) AS e
    WHERE e.seq <> chain.place OR e.previous_hash <> chain.hash_before OR e.hash <> audit_event_hash(chain.event)
    UNION ALL
    SELECT last.seq + 1
    FROM (
      SELECT seq, hash FROM "audit_event" UNION ALL SELECT 0, repeat('0', 64) ORDER BY seq DESC LIMIT 1
    ) AS last
    WHERE NOT EXISTS (SELECT FROM "audit_head" h WHERE h.seq = last.seq AND h.hash = last.hash)
  ) AS breaks
$$;
