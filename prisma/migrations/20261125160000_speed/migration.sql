-- CreateTable
CREATE TABLE "credential_count" (
    "connector" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "credential_count_pkey" PRIMARY KEY ("connector")
);


-- What follows Prisma's schema can't say.

-- Search by the beginning of a text, whatever the database's collation.
CREATE INDEX "credential_name_prefix" ON "credential" ("name_key" text_pattern_ops) WHERE "deleted_at" IS NULL;
CREATE INDEX "credential_waba_prefix" ON "credential" ("waba_id" text_pattern_ops) WHERE "deleted_at" IS NULL;

-- The status filter is a condition on these (lib/credential/store.ts); counting what fits reads the index alone.
CREATE INDEX "credential_status" ON "credential" ("connector", "verdict", "usable_until") WHERE "deleted_at" IS NULL;

-- Search by any part of a text. pg_trgm comes with PostgreSQL, and the owner of a database may create it; where it is
-- not to be had, search works all the same, by reading every row.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "credential_search" ON "credential"
    USING GIN ("name" gin_trgm_ops, "description" gin_trgm_ops, "waba_name" gin_trgm_ops);
EXCEPTION
  WHEN insufficient_privilege OR undefined_file OR feature_not_supported OR undefined_object THEN
    RAISE NOTICE 'pg_trgm is not available here: searching many credentials will be slower.';
END $$;

-- The number of credentials, without counting them. The row is locked from the change to the commit, always before
-- the end of the audit chain is.
CREATE FUNCTION credential_count_add(of_connector text, change integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO "credential_count" ("connector", "count") VALUES (of_connector, change)
    ON CONFLICT ("connector") DO UPDATE SET "count" = "credential_count"."count" + EXCLUDED."count"
$$;

CREATE FUNCTION credential_count_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM credential_count_add(connector, count(*)::int) FROM changed WHERE deleted_at IS NULL GROUP BY connector;
  RETURN NULL;
END $$;

CREATE FUNCTION credential_count_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM credential_count_add(connector, -count(*)::int) FROM changed WHERE deleted_at IS NULL GROUP BY connector;
  RETURN NULL;
END $$;

CREATE FUNCTION credential_count_marked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM credential_count_add(NEW.connector, CASE WHEN NEW.deleted_at IS NULL THEN 1 ELSE -1 END);
  RETURN NULL;
END $$;

CREATE TRIGGER credential_count_inserted AFTER INSERT ON "credential"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION credential_count_inserted();
CREATE TRIGGER credential_count_removed AFTER DELETE ON "credential"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION credential_count_removed();
CREATE TRIGGER credential_count_marked AFTER UPDATE OF "deleted_at" ON "credential"
  FOR EACH ROW WHEN ((OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL)) EXECUTE FUNCTION credential_count_marked();

INSERT INTO "credential_count" ("connector", "count")
  SELECT "connector", count(*) FROM "credential" WHERE "deleted_at" IS NULL GROUP BY "connector";
