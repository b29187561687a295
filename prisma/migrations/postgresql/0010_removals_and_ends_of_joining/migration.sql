-- AlterTable
ALTER TABLE "Section" ADD COLUMN     "joinClosedAt" TIMESTAMP(3),
ADD COLUMN     "joinEndsAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Removal" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "sectionId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Removal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Removal_sectionId_idx" ON "Removal"("sectionId");

-- CreateIndex
CREATE UNIQUE INDEX "Removal_userId_sectionId_key" ON "Removal"("userId", "sectionId");

-- AddForeignKey
ALTER TABLE "Removal" ADD CONSTRAINT "Removal_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Removal" ADD CONSTRAINT "Removal_sectionId_fkey" FOREIGN KEY ("sectionId") REFERENCES "Section"("id") ON DELETE CASCADE ON UPDATE CASCADE;
