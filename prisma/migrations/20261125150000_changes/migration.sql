-- DropIndex
DROP INDEX "audit_event_target_id_idx";

-- DropIndex
DROP INDEX "data_resource_credential_id_idx";

-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "deleted_by_name" TEXT,
ADD COLUMN     "last_used_at" TIMESTAMPTZ(3),
ADD COLUMN     "latest_token_version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "data_resource" ADD COLUMN     "last_used_at" TIMESTAMPTZ(3),
ALTER COLUMN "credential_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retired_token" (
    "credential_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "facts" JSONB NOT NULL,
    "retired_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_by_name" TEXT NOT NULL,
    "destroy_after" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "retired_token_pkey" PRIMARY KEY ("credential_id","version")
);

-- CreateTable
CREATE TABLE "inspection" (
    "id" UUID NOT NULL,
    "credential_id" UUID NOT NULL,
    "token_version" INTEGER NOT NULL,
    "by_name" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inspection_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitation_email_key" ON "invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_code_hash_key" ON "invitation"("code_hash");

-- CreateIndex
CREATE INDEX "retired_token_destroy_after_idx" ON "retired_token"("destroy_after");

-- CreateIndex
CREATE INDEX "inspection_credential_id_created_at_idx" ON "inspection"("credential_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "audit_event_target_id_seq_idx" ON "audit_event"("target_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "audit_event_actor_id_seq_idx" ON "audit_event"("actor_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "audit_event_action_seq_idx" ON "audit_event"("action", "seq" DESC);

-- CreateIndex
CREATE INDEX "credential_deleted_at_idx" ON "credential"("deleted_at");

-- CreateIndex
CREATE INDEX "data_resource_credential_id_id_idx" ON "data_resource"("credential_id", "id" DESC);

-- AddForeignKey
ALTER TABLE "retired_token" ADD CONSTRAINT "retired_token_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_credential_id_fkey" FOREIGN KEY ("credential_id") REFERENCES "credential"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What follows Prisma's schema can't say.

-- The last report of each credential moves to its own table.
INSERT INTO "inspection" ("id", "credential_id", "token_version", "by_name", "report", "created_at")
  SELECT gen_random_uuid(), "id", "token_version", "token_set_by_name", "report", COALESCE("checked_at", "created_at")
  FROM "credential" WHERE "report" IS NOT NULL;
ALTER TABLE "credential" DROP COLUMN "report";
