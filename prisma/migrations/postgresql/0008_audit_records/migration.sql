-- AlterTable
ALTER TABLE "OneTimeCode" ADD COLUMN     "sectionId" TEXT;

-- CreateTable
CREATE TABLE "AuditRecord" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT,
    "sectionId" TEXT,
    "subjectId" TEXT,
    "subjectName" TEXT,
    "pairSessionId" TEXT,
    "submissionId" TEXT,
    "details" JSONB NOT NULL,

    CONSTRAINT "AuditRecord_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditRecord_sectionId_at_id_idx" ON "AuditRecord"("sectionId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditRecord_subjectId_kind_at_idx" ON "AuditRecord"("subjectId", "kind", "at");

-- Append-only: whatever the program does, a record is neither changed nor deleted.
CREATE FUNCTION "refuse_change_of_AuditRecord"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'An audit record cannot be changed or deleted.';
END;
$$;
CREATE TRIGGER "AuditRecord_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditRecord"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_AuditRecord"();
