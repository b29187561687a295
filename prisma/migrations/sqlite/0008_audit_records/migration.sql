-- AlterTable
ALTER TABLE "OneTimeCode" ADD COLUMN "sectionId" TEXT;

-- CreateTable
CREATE TABLE "AuditRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT,
    "sectionId" TEXT,
    "subjectId" TEXT,
    "subjectName" TEXT,
    "pairSessionId" TEXT,
    "submissionId" TEXT,
    "details" JSONB NOT NULL
);

-- CreateIndex
CREATE INDEX "AuditRecord_sectionId_at_id_idx" ON "AuditRecord"("sectionId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditRecord_subjectId_kind_at_idx" ON "AuditRecord"("subjectId", "kind", "at");

-- Append-only: whatever the program does, a record is neither changed nor deleted.
CREATE TRIGGER "AuditRecord_is_not_changed" BEFORE UPDATE ON "AuditRecord"
BEGIN
    SELECT RAISE(ABORT, 'An audit record cannot be changed.');
END;
CREATE TRIGGER "AuditRecord_is_not_deleted" BEFORE DELETE ON "AuditRecord"
BEGIN
    SELECT RAISE(ABORT, 'An audit record cannot be deleted.');
END;
