-- CreateTable
CREATE TABLE "Prediction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pairSessionId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Prediction_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Prediction_pairSessionId_seatId_partId_key" ON "Prediction"("pairSessionId", "seatId", "partId");
