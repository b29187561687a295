-- DropIndex
DROP INDEX "HandIn_pairSessionId_partId_key";

-- DropIndex
DROP INDEX "Reveal_pairSessionId_partId_key";

-- AlterTable
ALTER TABLE "PairSession" ADD COLUMN     "numberRounds" JSONB;

-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "HandIn" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Reveal" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE UNIQUE INDEX "HandIn_pairSessionId_partId_round_key" ON "HandIn"("pairSessionId", "partId", "round");

-- CreateIndex
CREATE UNIQUE INDEX "Reveal_pairSessionId_partId_round_key" ON "Reveal"("pairSessionId", "partId", "round");
