-- AlterTable
ALTER TABLE "OneTimeCode" ADD COLUMN     "makesInstructor" BOOLEAN NOT NULL DEFAULT false;
