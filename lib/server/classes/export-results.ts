import { auditDetails } from '@/lib/schemas/audit-record';
import { recordEvent } from '../database/record-event';
import { write } from '../database/writer';
import type { Viewer } from '../people/viewer';
import { ok, type Result } from '../result';
import { resultRows } from './result-rows';
import { findResults, type ResultsInput } from './results';
import { toResultsCsv } from './results-csv';

/** Whoever asks again within this time gets the file without another record: browsers ask twice by themselves. */
const ONE_RECORD_IN_MS = 60_000;

/**
 * The class table of one assignment as the pieces of a CSV file, for those who teach or assist the section. Its going out
 * is recorded before anybody gets it; rows are read while it goes out.
 */
export async function exportResults(
  viewer: Viewer,
  input: ResultsInput,
  now: Date,
): Promise<Result<AsyncGenerator<string>>> {
  const found = await findResults(viewer, input);
  if (!found.ok) return found;
  const { section, assignmentId, columns } = found.value;
  const sectionId = section.id;
  const actorId = viewer.userId;
  await write(
    async (tx) => {
      const since = new Date(now.getTime() - ONE_RECORD_IN_MS);
      const recent = await tx.auditRecord.findMany({
        where: { sectionId, at: { gt: since, lte: now }, kind: 'results-exported', actorId },
        select: { details: true },
      });
      if (recent.some(({ details }) => exportedAssignment(details) === assignmentId)) return;
      await recordEvent(tx, { kind: 'results-exported', actorId, sectionId, details: { assignmentId } }, now);
    },
    { key: `exports of ${actorId}` },
  );
  return ok(toResultsCsv(assignmentId === null ? noRows() : resultRows(assignmentId, columns)));
}

function exportedAssignment(details: unknown): string | null {
  return auditDetails['results-exported'].parse(details).assignmentId;
}

async function* noRows(): AsyncGenerator<never[]> {}
