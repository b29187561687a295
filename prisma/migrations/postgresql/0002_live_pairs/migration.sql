-- AlterTable
ALTER TABLE "PairSession" ADD COLUMN     "driverSeatId" TEXT;

-- AlterTable
ALTER TABLE "Op" ADD COLUMN     "textUpdate" BYTEA;

-- AlterTable
ALTER TABLE "Proposal" ADD COLUMN     "response" JSONB;

-- CreateTable
CREATE TABLE "TextDocument" (
    "id" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "state" BYTEA NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TextDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DriverChange" (
    "id" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "bySeatId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DriverChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "TextDocument_pairSessionId_path_key" ON "TextDocument"("pairSessionId", "path");

-- CreateIndex
CREATE INDEX "DriverChange_pairSessionId_idx" ON "DriverChange"("pairSessionId");

-- AddForeignKey
ALTER TABLE "TextDocument" ADD CONSTRAINT "TextDocument_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DriverChange" ADD CONSTRAINT "DriverChange_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;
