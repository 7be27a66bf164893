-- CreateEnum
CREATE TYPE "api_key_reach" AS ENUM ('all', 'listed');

-- AlterTable
ALTER TABLE "api_key" ADD COLUMN     "created_by_id" UUID,
ADD COLUMN     "reach" "api_key_reach";

-- CreateTable
CREATE TABLE "api_key_credential" (
    "key_id" UUID NOT NULL,
    "credential_id" UUID NOT NULL,

    CONSTRAINT "api_key_credential_pkey" PRIMARY KEY ("key_id","credential_id")
);

-- CreateIndex
CREATE INDEX "api_key_credential_credential_id_idx" ON "api_key_credential"("credential_id");

-- CreateIndex
CREATE INDEX "api_key_created_by_id_idx" ON "api_key"("created_by_id");

-- CreateIndex
CREATE INDEX "invitation_created_by_id_idx" ON "invitation"("created_by_id");

-- AddForeignKey
ALTER TABLE "api_key_credential" ADD CONSTRAINT "api_key_credential_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_credential" ADD CONSTRAINT "api_key_credential_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What follows Prisma's schema can't say.

-- An empty array meant all, unless the key's own event tells that it was made for some: then it was emptied by accident.
UPDATE "api_key" k SET "reach" = CASE
  WHEN cardinality(COALESCE(k."credential_ids", '{}')) > 0 THEN 'listed'::"api_key_reach"
  WHEN EXISTS (
    SELECT FROM "audit_event" e
    WHERE e."action" = 'api_key.created' AND e."target_id" = k."id"::text
      AND jsonb_typeof(e."details" -> 'credentialIds') = 'array') THEN 'listed'
  ELSE 'all' END;

-- Credentials that were purged since then are listed no more.
INSERT INTO "api_key_credential" ("key_id", "credential_id")
  SELECT DISTINCT k."id", c."id"
  FROM "api_key" k CROSS JOIN LATERAL unnest(k."credential_ids") AS listed("id")
  JOIN "credential" c ON c."id" = listed."id";

-- Who made a key is told by its event.
UPDATE "api_key" k SET "created_by_id" = e."actor_id"::uuid
  FROM "audit_event" e
  WHERE e."action" = 'api_key.created' AND e."target_id" = k."id"::text AND e."actor_kind" = 'person';

-- No default: whoever makes a key says how far it reaches.
ALTER TABLE "api_key" ALTER COLUMN "reach" SET NOT NULL;
ALTER TABLE "api_key" DROP COLUMN "credential_ids";

-- Invitations of those who are no admins any more are void from now on, and the trail tells so.
WITH "void" AS (
  DELETE FROM "invitation" i
  WHERE NOT EXISTS (
    SELECT FROM "person" p WHERE p."id" = i."created_by_id" AND p."role" = 'admin' AND p."disabled_at" IS NULL)
  RETURNING i."id", i."email"
)
INSERT INTO "audit_event" ("actor_kind", "actor_name", "action", "outcome", "target_kind", "target_id", "target_name", "details")
  SELECT 'system', 'Flowkeep', 'invitation.revoked', 'done', 'invitation', "id"::text, "email", '{}'::jsonb FROM "void";
