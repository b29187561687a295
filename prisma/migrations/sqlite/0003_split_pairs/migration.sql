-- AlterTable
ALTER TABLE "PairSession" ADD COLUMN "splitAt" DATETIME;
ALTER TABLE "PairSession" ADD COLUMN "splitFromId" TEXT;

-- CreateIndex
CREATE INDEX "PairSession_splitFromId_idx" ON "PairSession"("splitFromId");
