-- What one seat had proposed was the answer that the pair shares, and stays in its fields: they begin anew.
DELETE FROM "Proposal" WHERE "purpose" = 'disagreement';

-- CreateTable
CREATE TABLE "OwnAnswer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "confirmedAt" DATETIME,
    "submissionId" TEXT,
    "outcome" TEXT,
    "earned" REAL,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "OwnAnswer_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "OwnAnswer_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "OwnAnswer_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Proposal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "bySeatId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Proposal_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Proposal" ("bySeatId", "contentHash", "createdAt", "id", "pairSessionId", "partId", "purpose") SELECT "bySeatId", "contentHash", "createdAt", "id", "pairSessionId", "partId", "purpose" FROM "Proposal";
DROP TABLE "Proposal";
ALTER TABLE "new_Proposal" RENAME TO "Proposal";
CREATE UNIQUE INDEX "Proposal_pairSessionId_partId_purpose_key" ON "Proposal"("pairSessionId", "partId", "purpose");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "OwnAnswer_seatId_idx" ON "OwnAnswer"("seatId");

-- CreateIndex
CREATE INDEX "OwnAnswer_submissionId_idx" ON "OwnAnswer"("submissionId");

-- CreateIndex
CREATE UNIQUE INDEX "OwnAnswer_pairSessionId_partId_seatId_key" ON "OwnAnswer"("pairSessionId", "partId", "seatId");
