import { phaseAt } from '@/lib/pairing/phase';
import { roundPoints } from '@/lib/results/class-table';
import type { ClassCell, PartColumn, ResultRow, SectionResults } from '@/lib/schemas/class-results';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { resultRows } from './result-rows';
import { staffedBy } from './sections';
import { findUnpaired } from './unpaired';

/** A column for every part that has a card. */
export function toColumns(worksheet: Worksheet): PartColumn[] {
  return [...worksheet.parts.values()]
    .filter(({ isPrediction }) => !isPrediction)
    .map(({ id, points, isScored }) => ({ id, points, isScored }));
}

/** A section that the viewer teaches or assists, with its assignments, the newest first; null to everybody else. */
function findSection(viewer: Viewer, sectionId: string) {
  return database().section.findFirst({
    where: { id: sectionId, ...staffedBy(viewer) },
    select: {
      id: true,
      title: true,
      assignments: {
        orderBy: { createdAt: 'desc' },
        select: {
          id: true,
          opensAt: true,
          closesAt: true,
          worksheetRevisionId: true,
          worksheetRevision: { select: { title: true } },
        },
      },
    },
  });
}

type ResultsSection = NonNullable<Awaited<ReturnType<typeof findSection>>>;

export interface ResultsInput {
  sectionId: string;
  /** The newest, unless named. */
  assignmentId?: string | undefined;
}

/** Whose results are asked for, for those who teach or assist the section; a section may have no assignment yet. */
export async function findResults(
  viewer: Viewer,
  { sectionId, assignmentId }: ResultsInput,
): Promise<Result<{ section: ResultsSection; assignmentId: string | null; columns: PartColumn[] }>> {
  const section = await findSection(viewer, sectionId);
  if (!section) return notFound;
  const assignment = assignmentId
    ? section.assignments.find(({ id }) => id === assignmentId)
    : section.assignments[0];
  if (assignmentId && !assignment) return notFound;
  if (!assignment) return ok({ section, assignmentId: null, columns: [] });
  const columns = toColumns(await worksheetOfRevisionId(assignment.worksheetRevisionId));
  return ok({ section, assignmentId: assignment.id, columns });
}

/** The class table of one assignment, for those who teach or assist the section. */
export async function getSectionResults(
  viewer: Viewer,
  input: ResultsInput,
  now: Date,
): Promise<Result<SectionResults>> {
  const found = await findResults(viewer, input);
  if (!found.ok) return found;
  const { section, assignmentId, columns } = found.value;
  const shared = {
    sectionId: section.id,
    sectionTitle: section.title,
    assignments: section.assignments.map((one) => ({
      id: one.id,
      title: one.worksheetRevision.title,
      phase: phaseAt(one, now),
    })),
  };
  if (assignmentId === null) return ok({ ...shared, assignmentId, columns, rows: [], unpaired: [] });
  const rows: ResultRow[] = [];
  for await (const some of resultRows(assignmentId, columns)) rows.push(...some);
  const { students } = await findUnpaired({ sectionId: section.id, assignmentId }, null);
  return ok({
    ...shared,
    assignmentId,
    columns,
    rows,
    unpaired: students.sort((a, b) => a.name.localeCompare(b.name)),
  });
}

/**
 * The points of one member on one part: what the member keeps of another pair, or has kept on leaving, goes before a
 * decision for the member alone, and that before the pair's points. An answer of the member alone goes before these.
 */
export function earnedOf(row: ResultRow, seatId: string, cell: ClassCell): number {
  const kept = row.kept[seatId]?.[cell.partId];
  if (kept) return kept.earned;
  const isPresent = row.seats.some(({ id, isPresent: sits }) => id === seatId && sits);
  if (!isPresent) return 0;
  const own = row.own[seatId]?.[cell.partId];
  if (own) return own.earned;
  return roundPoints(row.memberOverrides[seatId]?.[cell.partId] ?? cell.earned);
}
