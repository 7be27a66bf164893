-- A set-up code ends with the process that printed it, which says again and again that it lives. Codes of earlier
-- versions end now: at the next start another is printed.
ALTER TABLE "setup_code" ADD COLUMN "ends_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
