-- AlterTable
ALTER TABLE "PairSession" ADD COLUMN "driverSeatId" TEXT;

-- AlterTable
ALTER TABLE "Op" ADD COLUMN "textUpdate" BLOB;

-- AlterTable
ALTER TABLE "Proposal" ADD COLUMN "response" JSONB;

-- CreateTable
CREATE TABLE "TextDocument" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "state" BLOB NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "TextDocument_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DriverChange" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "bySeatId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "DriverChange_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "TextDocument_pairSessionId_path_key" ON "TextDocument"("pairSessionId", "path");

-- CreateIndex
CREATE INDEX "DriverChange_pairSessionId_idx" ON "DriverChange"("pairSessionId");
