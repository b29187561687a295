-- CreateTable
CREATE TABLE "ReviewClaim" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "until" DATETIME NOT NULL,
    CONSTRAINT "ReviewClaim_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ReviewClaim_byUserId_fkey" FOREIGN KEY ("byUserId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReviewFlag" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ReviewFlag_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ReviewFlag_byUserId_fkey" FOREIGN KEY ("byUserId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SavedComment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sectionId" TEXT NOT NULL,
    "userId" TEXT,
    "text" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SavedComment_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SavedComment_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Override" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "submissionId" TEXT,
    "responseHash" TEXT NOT NULL,
    "seatId" TEXT,
    "origin" TEXT NOT NULL,
    "batchId" TEXT,
    "undoesId" TEXT,
    "earned" REAL,
    "comment" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL,
    "byUserId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Override_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Override_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Override_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Override_byUserId_fkey" FOREIGN KEY ("byUserId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- A reason was always read by the pair: it is the comment now. What was decided on is known by the submission.
INSERT INTO "new_Override" ("id", "pairSessionId", "partId", "submissionId", "responseHash", "seatId", "origin", "earned", "comment", "version", "byUserId", "createdAt")
SELECT o."id", s."pairSessionId", s."partId", o."submissionId", s."bodyHash", o."seatId", 'points', o."earned", o."reason", 0, o."byUserId", o."createdAt"
FROM "Override" o JOIN "Submission" s ON s."id" = o."submissionId";
DROP TABLE "Override";
ALTER TABLE "new_Override" RENAME TO "Override";
CREATE INDEX "Override_pairSessionId_partId_idx" ON "Override"("pairSessionId", "partId");
CREATE INDEX "Override_submissionId_idx" ON "Override"("submissionId");
CREATE INDEX "Override_batchId_idx" ON "Override"("batchId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "ReviewClaim_byUserId_idx" ON "ReviewClaim"("byUserId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewClaim_pairSessionId_partId_key" ON "ReviewClaim"("pairSessionId", "partId");

-- CreateIndex
CREATE INDEX "ReviewFlag_byUserId_idx" ON "ReviewFlag"("byUserId");

-- CreateIndex
CREATE UNIQUE INDEX "ReviewFlag_pairSessionId_partId_key" ON "ReviewFlag"("pairSessionId", "partId");

-- CreateIndex
CREATE INDEX "SavedComment_sectionId_idx" ON "SavedComment"("sectionId");

-- CreateIndex
CREATE INDEX "SavedComment_userId_idx" ON "SavedComment"("userId");
