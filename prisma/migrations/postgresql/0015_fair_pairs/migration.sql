-- AlterTable
ALTER TABLE "PartSummary" ADD COLUMN     "submittedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "PersonPart" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "worksheet" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "keySeenAt" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PersonPart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffTime" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "sectionId" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StaffTime_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeptScore" (
    "id" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "isOwn" BOOLEAN NOT NULL,
    "outcome" TEXT NOT NULL,
    "earned" DOUBLE PRECISION NOT NULL,
    "total" DOUBLE PRECISION NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "disagreed" BOOLEAN NOT NULL,
    "keptAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "KeptScore_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JoinRequest" (
    "id" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "costs" JSONB NOT NULL,
    "agreedIds" JSONB NOT NULL,
    "declinedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "JoinRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LeftCopy" (
    "id" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "view" JSONB NOT NULL,
    "leftAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LeftCopy_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PersonPart_userId_worksheet_partId_key" ON "PersonPart"("userId", "worksheet", "partId");

-- CreateIndex
CREATE INDEX "StaffTime_sectionId_idx" ON "StaffTime"("sectionId");

-- CreateIndex
CREATE UNIQUE INDEX "StaffTime_userId_sectionId_key" ON "StaffTime"("userId", "sectionId");

-- CreateIndex
CREATE INDEX "KeptScore_seatId_idx" ON "KeptScore"("seatId");

-- CreateIndex
CREATE INDEX "KeptScore_pairSessionId_idx" ON "KeptScore"("pairSessionId");

-- CreateIndex
CREATE INDEX "JoinRequest_userId_idx" ON "JoinRequest"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "JoinRequest_pairSessionId_userId_key" ON "JoinRequest"("pairSessionId", "userId");

-- CreateIndex
CREATE INDEX "LeftCopy_pairSessionId_idx" ON "LeftCopy"("pairSessionId");

-- CreateIndex
CREATE UNIQUE INDEX "LeftCopy_userId_pairSessionId_key" ON "LeftCopy"("userId", "pairSessionId");

-- AddForeignKey
ALTER TABLE "PersonPart" ADD CONSTRAINT "PersonPart_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffTime" ADD CONSTRAINT "StaffTime_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffTime" ADD CONSTRAINT "StaffTime_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeptScore" ADD CONSTRAINT "KeptScore_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeptScore" ADD CONSTRAINT "KeptScore_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JoinRequest" ADD CONSTRAINT "JoinRequest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeftCopy" ADD CONSTRAINT "LeftCopy_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeftCopy" ADD CONSTRAINT "LeftCopy_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What people have seen and used so far. Until now everybody who sat in a pair, also later, saw the keys it had turned.
INSERT INTO "PersonPart" ("id", "userId", "worksheet", "partId", "keySeenAt", "attempts")
SELECT replace(gen_random_uuid()::text, '-', ''), "seen"."userId", "seen"."slug", "seen"."partId", "seen"."at", 0
FROM (
    SELECT s."userId", w."slug", r."partId", MIN(r."createdAt") AS "at"
    FROM "Reveal" r
    JOIN "Seat" s ON s."pairSessionId" = r."pairSessionId" AND (s."leftAt" IS NULL OR s."leftAt" > r."createdAt")
    JOIN "Assignment" a ON a."id" = s."assignmentId"
    JOIN "WorksheetRevision" w ON w."id" = a."worksheetRevisionId"
    GROUP BY s."userId", w."slug", r."partId"
) AS "seen";

-- A split has copied checks with their tokens: each counts once.
INSERT INTO "PersonPart" ("id", "userId", "worksheet", "partId", "attempts")
SELECT replace(gen_random_uuid()::text, '-', ''), "used"."userId", "used"."slug", "used"."partId", "used"."attempts"
FROM (
    SELECT s."userId", w."slug", c."partId", COUNT(DISTINCT c."token") AS "attempts"
    FROM "Submission" c
    JOIN "Seat" s ON s."pairSessionId" = c."pairSessionId" AND s."joinedAt" <= c."createdAt"
        AND (s."leftAt" IS NULL OR s."leftAt" >= c."createdAt")
    JOIN "Assignment" a ON a."id" = s."assignmentId"
    JOIN "WorksheetRevision" w ON w."id" = a."worksheetRevisionId"
    WHERE c."origin" = 'checked'
    GROUP BY s."userId", w."slug", c."partId"
) AS "used"
WHERE true
ON CONFLICT ("userId", "worksheet", "partId") DO UPDATE SET "attempts" = excluded."attempts";

INSERT INTO "StaffTime" ("id", "userId", "sectionId", "since")
SELECT replace(gen_random_uuid()::text, '-', ''), e."userId", e."sectionId", e."createdAt" FROM "Enrollment" e WHERE e."role" <> 'STUDENT';

UPDATE "PartSummary" SET "submittedAt" = (
    SELECT MAX(c."createdAt") FROM "Submission" c
    WHERE c."pairSessionId" = "PartSummary"."pairSessionId" AND c."partId" = "PartSummary"."partId"
);

-- What those who have left had is what the pair has: nothing else is known of it.
INSERT INTO "KeptScore" ("id", "seatId", "pairSessionId", "partId", "isOwn", "outcome", "earned", "total", "provisional", "disagreed", "keptAt")
SELECT s."id" || ' ' || p."partId", s."id", s."pairSessionId", p."partId", p."submittedAt" >= s."joinedAt", p."outcome", p."earned", p."total", p."provisional", p."disagreed", s."leftAt"
FROM "Seat" s JOIN "PartSummary" p ON p."pairSessionId" = s."pairSessionId"
WHERE s."activeUserId" IS NULL AND s."leftAt" IS NOT NULL AND p."outcome" IS NOT NULL AND p."submittedAt" IS NOT NULL;
