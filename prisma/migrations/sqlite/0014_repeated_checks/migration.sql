-- CreateTable
CREATE TABLE "RepeatedCheck" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "submissionId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "RepeatedCheck_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RepeatedCheck_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "RepeatedCheck_submissionId_idx" ON "RepeatedCheck"("submissionId");

-- CreateIndex
CREATE UNIQUE INDEX "RepeatedCheck_pairSessionId_token_key" ON "RepeatedCheck"("pairSessionId", "token");
