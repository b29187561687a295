-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Submission" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 0,
    "attempt" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "outcome" TEXT NOT NULL,
    "earned" REAL NOT NULL,
    "total" REAL NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "feedback" JSONB NOT NULL,
    "cells" JSONB,
    "signature" TEXT,
    "concepts" JSONB,
    "confidence" REAL,
    "gradedWith" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Submission_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Submission_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Submission" ("attempt", "bodyHash", "cells", "concepts", "confidence", "createdAt", "earned", "feedback", "gradedWith", "id", "origin", "outcome", "pairSessionId", "partId", "provisional", "response", "round", "seatId", "signature", "token", "total") SELECT "attempt", "bodyHash", "cells", "concepts", "confidence", "createdAt", "earned", "feedback", "gradedWith", "id", "origin", "outcome", "pairSessionId", "partId", "provisional", "response", "round", "seatId", "signature", "token", "total" FROM "Submission";
DROP TABLE "Submission";
ALTER TABLE "new_Submission" RENAME TO "Submission";
CREATE UNIQUE INDEX "Submission_pairSessionId_partId_attempt_key" ON "Submission"("pairSessionId", "partId", "attempt");
CREATE UNIQUE INDEX "Submission_pairSessionId_token_key" ON "Submission"("pairSessionId", "token");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
