-- CreateTable
CREATE TABLE "Prediction" (
    "id" TEXT NOT NULL,
    "pairSessionId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "partId" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Prediction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Prediction_pairSessionId_seatId_partId_key" ON "Prediction"("pairSessionId", "seatId", "partId");

-- AddForeignKey
ALTER TABLE "Prediction" ADD CONSTRAINT "Prediction_pairSessionId_fkey" FOREIGN KEY ("pairSessionId") REFERENCES "PairSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;
