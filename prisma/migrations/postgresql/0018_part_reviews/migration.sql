-- AlterTable
ALTER TABLE "PairSession" ADD COLUMN     "settledAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "PartSummary" ADD COLUMN     "answersEver" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "assignmentId" TEXT,
ADD COLUMN     "canonicalFirst" TEXT,
ADD COLUMN     "canonicalNow" TEXT,
ADD COLUMN     "cellsFirst" TEXT,
ADD COLUMN     "cellsNow" TEXT,
ADD COLUMN     "decidedHash" TEXT,
ADD COLUMN     "draftReadAt" TIMESTAMP(3),
ADD COLUMN     "firstCorrectAt" TIMESTAMP(3),
ADD COLUMN     "ideaFirst" TEXT,
ADD COLUMN     "ideasEver" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "lastWorkAt" TIMESTAMP(3),
ADD COLUMN     "memberDecisions" JSONB,
ADD COLUMN     "review" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

UPDATE "PartSummary" SET "assignmentId" = p."assignmentId" FROM "PairSession" p WHERE p."id" = "PartSummary"."pairSessionId";
ALTER TABLE "PartSummary" ALTER COLUMN "assignmentId" SET NOT NULL;

-- CreateIndex
CREATE INDEX "PartSummary_assignmentId_partId_review_idx" ON "PartSummary"("assignmentId", "partId", "review");

-- AddForeignKey
ALTER TABLE "PartSummary" ADD CONSTRAINT "PartSummary_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was tried, and what counts, as far as submissions tell. The server fills the verdicts of cells.
UPDATE "PartSummary" SET
  "lastWorkAt" = "updatedAt",
  "canonicalNow" = (SELECT c."bodyHash" FROM "Submission" c WHERE c."id" = "PartSummary"."countingSubmissionId"),
  "canonicalFirst" = (SELECT s."bodyHash" FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId" ORDER BY s."attempt" LIMIT 1),
  "ideaFirst" = (SELECT s."signature" FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId" ORDER BY s."attempt" LIMIT 1),
  "answersEver" = COALESCE((SELECT substr(string_agg(DISTINCT substr(s."bodyHash", 1, 16), ' '), 1, 1087) FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId"), ''),
  "ideasEver" = COALESCE((SELECT string_agg(DISTINCT s."signature", ' ') FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId"), ''),
  "firstCorrectAt" = (SELECT MIN(s."createdAt") FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId" AND s."outcome" = 'correct'),
  "version" = (SELECT COUNT(*) FROM "Submission" s WHERE s."pairSessionId" = "PartSummary"."pairSessionId" AND s."partId" = "PartSummary"."partId");

-- What was decided, and on what: something that was submitted later and counts has changed the part.
UPDATE "PartSummary" SET
  "memberDecisions" = (SELECT json_agg(json_build_object('seatId', "seatId", 'earned', "earned") ORDER BY "seatId")
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
