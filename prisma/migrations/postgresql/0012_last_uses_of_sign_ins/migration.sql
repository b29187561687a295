-- AlterTable
ALTER TABLE "SignIn" ADD COLUMN     "lastUsedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Nobody knows when they were last used. All count as used now, so that the update signs nobody out. Times are UTC,
-- whatever the session's time zone.
UPDATE "SignIn" SET "lastUsedAt" = timezone('UTC', now());
