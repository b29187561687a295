-- AlterTable
ALTER TABLE "Submission" DROP COLUMN "afterReveal";
