-- What one seat had proposed was the answer that the pair shares, and stays in its fields: they begin anew.
DELETE FROM "Proposal" WHERE "purpose" = 'disagreement';

-- AlterTable
ALTER TABLE "Proposal" DROP COLUMN "response";

-- CreateTable
CREATE TABLE "OwnAnswer" (
    "id" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "confirmedAt" TIMESTAMP(3),
    "submissionId" TEXT,
    "outcome" TEXT,
    "earned" DOUBLE PRECISION,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OwnAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OwnAnswer_seatId_idx" ON "OwnAnswer"("seatId");

-- CreateIndex
CREATE INDEX "OwnAnswer_submissionId_idx" ON "OwnAnswer"("submissionId");

-- CreateIndex
CREATE UNIQUE INDEX "OwnAnswer_pairSessionId_partId_seatId_key" ON "OwnAnswer"("pairSessionId", "partId", "seatId");

-- AddForeignKey
ALTER TABLE "OwnAnswer" ADD CONSTRAINT "OwnAnswer_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnAnswer" ADD CONSTRAINT "OwnAnswer_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OwnAnswer" ADD CONSTRAINT "OwnAnswer_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;
