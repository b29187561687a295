-- AlterTable
-- A reason was always read by the pair: it is the comment now. What was decided on is known by the submission.
ALTER TABLE "Override" RENAME COLUMN "reason" TO "comment";
ALTER TABLE "Override" ALTER COLUMN "comment" DROP NOT NULL,
ADD COLUMN     "batchId" TEXT,
ADD COLUMN     "note" TEXT,
ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'points',
ADD COLUMN     "pairSessionId" TEXT,
ADD COLUMN     "partId" TEXT,
ADD COLUMN     "responseHash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "undoesId" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ALTER COLUMN "submissionId" DROP NOT NULL,
ALTER COLUMN "earned" DROP NOT NULL;
UPDATE "Override" SET "pairSessionId" = s."pairSessionId", "partId" = s."partId", "responseHash" = s."bodyHash"
FROM "Submission" s WHERE s."id" = "Override"."submissionId";
ALTER TABLE "Override" ALTER COLUMN "pairSessionId" SET NOT NULL,
ALTER COLUMN "partId" SET NOT NULL,
ALTER COLUMN "origin" DROP DEFAULT,
ALTER COLUMN "responseHash" DROP DEFAULT,
ALTER COLUMN "version" DROP DEFAULT;

-- CreateTable
CREATE TABLE "ReviewClaim" (
    "id" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewClaim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewFlag" (
    "id" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "byUserId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReviewFlag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedComment" (
    "id" TEXT NOT NULL,
    "sectionId" TEXT NOT NULL,
    "userId" TEXT,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SavedComment_pkey" PRIMARY KEY ("id")
);

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

-- CreateIndex
CREATE INDEX "Override_pairSessionId_partId_idx" ON "Override"("pairSessionId", "partId");

-- CreateIndex
CREATE INDEX "Override_batchId_idx" ON "Override"("batchId");

-- AddForeignKey
ALTER TABLE "Override" ADD CONSTRAINT "Override_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewClaim" ADD CONSTRAINT "ReviewClaim_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewClaim" ADD CONSTRAINT "ReviewClaim_byUserId_fkey" FOREIGN KEY ("byUserId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewFlag" ADD CONSTRAINT "ReviewFlag_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReviewFlag" ADD CONSTRAINT "ReviewFlag_byUserId_fkey" FOREIGN KEY ("byUserId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedComment" ADD CONSTRAINT "SavedComment_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedComment" ADD CONSTRAINT "SavedComment_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
