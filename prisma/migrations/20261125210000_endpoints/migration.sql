-- AlterTable
ALTER TABLE "data_resource" ADD COLUMN     "endpoint" TEXT,
ADD COLUMN     "parameters" JSONB NOT NULL DEFAULT '{}';
