-- AlterTable
ALTER TABLE "PairSession" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Installation" (
    "id" TEXT NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- The one row.
INSERT INTO "Installation" ("id") VALUES (replace(gen_random_uuid()::text, '-', ''));
