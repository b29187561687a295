-- AlterTable
ALTER TABLE "SignIn" ADD COLUMN     "browser" TEXT;
