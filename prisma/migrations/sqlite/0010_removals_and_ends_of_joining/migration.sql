-- AlterTable
ALTER TABLE "Section" ADD COLUMN "joinClosedAt" DATETIME;
ALTER TABLE "Section" ADD COLUMN "joinEndsAt" DATETIME;

-- CreateTable
CREATE TABLE "Removal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "sectionId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Removal_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Removal_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Removal_sectionId_idx" ON "Removal"("sectionId");

-- CreateIndex
CREATE UNIQUE INDEX "Removal_userId_sectionId_key" ON "Removal"("userId", "sectionId");
