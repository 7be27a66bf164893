-- AlterTable
ALTER TABLE "credential" ADD COLUMN     "paused_until" TIMESTAMPTZ(3),
ADD COLUMN     "self_inspected_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "repeatable_request" (
    "name" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "attempt" UUID NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,
    "key_id" TEXT,
    "envelope" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repeatable_request_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "job_success" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_success_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "repeatable_request_created_at_idx" ON "repeatable_request"("created_at");
