-- AlterTable
ALTER TABLE "PairSession" ADD COLUMN     "splitAt" TIMESTAMP(3),
ADD COLUMN     "splitFromId" TEXT;

-- CreateIndex
CREATE INDEX "PairSession_splitFromId_idx" ON "PairSession"("splitFromId");
