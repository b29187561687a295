import { auditDetails } from '@/lib/schemas/audit-record';
import { recordEvent } from '../database/record-event';
import { write } from '../database/writer';
import type { Viewer } from '../people/viewer';
import { ok, type Result } from '../result';
import { getSectionResults } from './results';
import { toResultsCsv } from './results-csv';

/** Whoever asks again within this time gets the file without another record: browsers ask twice by themselves. */
const ONE_RECORD_IN_MS = 60_000;

/**
 * The class table of one assignment as a CSV file, for those who teach or assist the section. Its going out is recorded
 * before anybody gets it.
 */
export async function exportResults(
  viewer: Viewer,
  input: { sectionId: string; assignmentId?: string | undefined },
  now: Date,
): Promise<Result<string>> {
  const results = await getSectionResults(viewer, input, now);
  if (!results.ok) return results;
  const { sectionId, assignmentId } = results.value;
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
  return ok(toResultsCsv(results.value));
}

function exportedAssignment(details: unknown): string | null {
  return auditDetails['results-exported'].parse(details).assignmentId;
}
