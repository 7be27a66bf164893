-- AlterTable
ALTER TABLE "credential" ADD COLUMN "end_told" TIMESTAMPTZ(3),
ADD COLUMN "ending_told" TIMESTAMPTZ(3);

-- What ended before anybody told of ends is not told of now.
UPDATE "credential" SET "end_told" = "usable_until", "ending_told" = "usable_until" WHERE "usable_until" <= now();

-- What follows Prisma's schema can't say: what ends is found by its end.
CREATE INDEX "credential_end" ON "credential" ("usable_until") WHERE "deleted_at" IS NULL;
