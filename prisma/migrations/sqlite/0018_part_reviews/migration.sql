-- AlterTable
ALTER TABLE "PairSession" ADD COLUMN "settledAt" DATETIME;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_PartSummary" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "assignmentId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "countingSubmissionId" TEXT,
    "outcome" TEXT,
    "earned" REAL NOT NULL DEFAULT 0,
    "total" REAL NOT NULL DEFAULT 0,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "firstOutcome" TEXT,
    "signature" TEXT,
    "overriddenEarned" REAL,
    "memberDecisions" JSONB,
    "decidedHash" TEXT,
    "review" TEXT NOT NULL DEFAULT 'none',
    "version" INTEGER NOT NULL DEFAULT 0,
    "canonicalFirst" TEXT,
    "canonicalNow" TEXT,
    "answersEver" TEXT NOT NULL DEFAULT '',
    "ideaFirst" TEXT,
    "ideasEver" TEXT NOT NULL DEFAULT '',
    "cellsFirst" TEXT,
    "cellsNow" TEXT,
    "isRevealed" BOOLEAN NOT NULL DEFAULT false,
    "isHandedIn" BOOLEAN NOT NULL DEFAULT false,
    "disagreed" BOOLEAN NOT NULL DEFAULT false,
    "filledFields" INTEGER NOT NULL DEFAULT 0,
    "submittedAt" DATETIME,
    "firstCorrectAt" DATETIME,
    "lastWorkAt" DATETIME,
    "draftReadAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "PartSummary_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PartSummary_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_PartSummary" ("assignmentId", "attempts", "countingSubmissionId", "disagreed", "earned", "filledFields", "firstOutcome", "id", "isHandedIn", "isRevealed", "outcome", "overriddenEarned", "pairSessionId", "partId", "provisional", "signature", "submittedAt", "total", "updatedAt") SELECT (SELECT "assignmentId" FROM "PairSession" WHERE "id" = "PartSummary"."pairSessionId"), "attempts", "countingSubmissionId", "disagreed", "earned", "filledFields", "firstOutcome", "id", "isHandedIn", "isRevealed", "outcome", "overriddenEarned", "pairSessionId", "partId", "provisional", "signature", "submittedAt", "total", "updatedAt" FROM "PartSummary";
DROP TABLE "PartSummary";
ALTER TABLE "new_PartSummary" RENAME TO "PartSummary";
CREATE INDEX "PartSummary_assignmentId_partId_review_idx" ON "PartSummary"("assignmentId", "partId", "review");
CREATE UNIQUE INDEX "PartSummary_pairSessionId_partId_key" ON "PartSummary"("pairSessionId", "partId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- What was tried, and what counts, as far as submissions tell. The server fills the verdicts of cells.
UPDATE "PartSummary" SET
  "lastWorkAt" = "updatedAt",
  "canonicalNow" = (SELECT c."bodyHash" FROM "Submission" c WHERE c."id" = "PartSummary"."countingSubmissionId"),
  "canonicalFirst" = (SELECT s."bodyHash" FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId" ORDER BY s."attempt" LIMIT 1),
  "ideaFirst" = (SELECT s."signature" FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId" ORDER BY s."attempt" LIMIT 1),
  "answersEver" = COALESCE((SELECT substr(replace(group_concat(DISTINCT substr(s."bodyHash", 1, 16)), ',', ' '), 1, 1087) FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId"), ''),
  "ideasEver" = COALESCE((SELECT replace(group_concat(DISTINCT s."signature"), ',', ' ') FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId"), ''),
  "firstCorrectAt" = (SELECT MIN(s."createdAt") FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId" AND s."outcome" = 'correct'),
  "version" = (SELECT COUNT(*) FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId");

-- What was decided, and on what: something that was submitted later and counts has changed the part.
UPDATE "PartSummary" SET
  "memberDecisions" = (SELECT '[' || group_concat('{"seatId":' || json_quote("seatId") || ',"earned":' || printf('%!.17g', "earned") || '}') || ']'
    FROM (
      SELECT o."seatId" AS "seatId", o."earned" AS "earned"
      FROM "Override" o JOIN "Submission" s ON s."id" = o."submissionId"
      WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId" AND o."seatId" IS NOT NULL
        AND NOT EXISTS (
          SELECT 1 FROM "Override" p JOIN "Submission" q ON q."id" = p."submissionId"
          WHERE q."pairSessionId" = s."pairSessionId" AND q."partId" = s."partId"
            AND (p."seatId" IS NULL OR p."seatId" = o."seatId")
            AND (p."createdAt" > o."createdAt" OR (p."createdAt" = o."createdAt" AND p."id" > o."id")))
    ) m),
  "decidedHash" = (
    SELECT CASE
      WHEN c."createdAt" IS NULL OR o."createdAt" >= c."createdAt" THEN COALESCE("PartSummary"."canonicalNow", '')
      ELSE s."bodyHash" END
    FROM "Override" o JOIN "Submission" s ON s."id" = o."submissionId"
    LEFT JOIN "Submission" c ON c."id" = "PartSummary"."countingSubmissionId"
    WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId"
    ORDER BY o."createdAt" DESC, o."id" DESC LIMIT 1);

UPDATE "PartSummary" SET "review" = CASE
  WHEN "decidedHash" <> COALESCE("canonicalNow", '') THEN 'changed'
  WHEN "overriddenEarned" IS NOT NULL THEN 'decided'
  WHEN "memberDecisions" IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "Seat" t
    WHERE t."pairSessionId" = "PartSummary"."pairSessionId" AND t."activeUserId" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "Override" o JOIN "Submission" s ON s."id" = o."submissionId"
      WHERE o."seatId" = t."id" AND s."partId" = "PartSummary"."partId")) THEN 'decided'
  WHEN "outcome" IS NULL THEN 'none'
  WHEN NOT "provisional" THEN 'settled'
  WHEN "outcome" = 'needs-review' THEN 'waiting'
  ELSE 'stands' END;

-- What closed before is graded.
UPDATE "PairSession" SET "settledAt" = (SELECT a."settledAt" FROM "Assignment" a WHERE a."id" = "PairSession"."assignmentId");
