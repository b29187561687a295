-- AlterTable
ALTER TABLE "DriverChange" ADD COLUMN "questionId" TEXT;
