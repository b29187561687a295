import { phaseAt } from '@/lib/pairing/phase';
import { toClassCell, toRowTotal } from '@/lib/results/class-table';
import type { ClassCell, PartColumn, RowTotal } from '@/lib/schemas/class-results';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { settlePair } from '../pair/settling';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { homeOf, personalParts, pointsColumns, type Sitting, sittingsByUser } from './personal-points';
import { toColumns } from './results';

/** A decision as the student reads it. */
interface OwnDecision {
  partId: string;
  earned: number;
  /** What the grader wrote to the pair. */
  comment: string | null;
  /** The decision is for this student alone, not for the pair. */
  isForYouAlone: boolean;
}

export interface OwnResult {
  assignmentId: string;
  title: string;
  /** The worksheet is still open: the points may change. */
  isOpen: boolean;
  columns: PartColumn[];
  cells: ClassCell[];
  total: RowTotal;
  /** The decisions that count, at most one per part; none while it is open, as a comment may say what is right. */
  decisions: OwnDecision[];
}

/** The pair sessions of assignments in which a student sits or sat. */
function listOwnSessions(viewer: Viewer, assignmentIds: string[]) {
  return database().pairSession.findMany({
    where: { assignmentId: { in: assignmentIds }, seats: { some: { userId: viewer.userId } } },
    select: { ...pointsColumns, assignmentId: true },
  });
}

function toOwnResult(
  { id: assignmentId, isOpen }: { id: string; isOpen: boolean },
  worksheet: Worksheet,
  sittings: readonly Sitting[],
): OwnResult {
  const columns = toColumns(worksheet);
  const own = personalParts(sittings);
  // What the pair began and has not submitted, in which the student sits now.
  const here = homeOf(sittings);
  const begun = here?.seat.activeUserId ? here.session.summaries : [];
  const cells = columns.map((column) =>
    toClassCell(column, own.get(column.id)?.summary ?? begun.find(({ partId }) => partId === column.id)),
  );
  const decisions = [...own].flatMap(([partId, { decision }]): OwnDecision[] => {
    if (!decision || isOpen) return [];
    const { earned, comment, seatId } = decision;
    return [{ partId, earned, comment, isForYouAlone: seatId !== null }];
  });
  return {
    assignmentId,
    title: worksheet.title,
    isOpen,
    columns,
    cells,
    total: toRowTotal(cells),
    decisions,
  };
}

/** Settles the pair sessions of one person where closing time has come and the server has not been there yet. */
async function settleOwnPairs(viewer: Viewer, assignmentIds: readonly string[], now: Date): Promise<void> {
  if (assignmentIds.length === 0) return;
  const sessions = await database().pairSession.findMany({
    where: {
      assignmentId: { in: [...assignmentIds] },
      settledAt: null,
      seats: { some: { userId: viewer.userId } },
    },
    select: { id: true },
  });
  for (const { id } of sessions) await settlePair(id, now);
}

/** A student's own results of the section's assignments: of open ones what counts so far. */
export async function listOwnResults(
  viewer: Viewer,
  sectionId: string,
  now: Date,
): Promise<Result<{ title: string; results: OwnResult[] }>> {
  const section = await database().section.findFirst({
    where: { id: sectionId, enrollments: { some: { userId: viewer.userId } } },
    select: {
      title: true,
      assignments: {
        orderBy: { createdAt: 'asc' },
        select: { id: true, opensAt: true, closesAt: true, settledAt: true, worksheetRevisionId: true },
      },
    },
  });
  if (!section) return notFound;
  const begun = section.assignments
    .map((assignment) => ({ ...assignment, phase: phaseAt(assignment, now) }))
    .filter(({ phase }) => phase !== 'not-open');
  const unsettled = begun.filter(({ phase, settledAt }) => phase === 'closed' && !settledAt);
  await settleOwnPairs(
    viewer,
    unsettled.map(({ id }) => id),
    now,
  );
  if (begun.length === 0) return ok({ title: section.title, results: [] });
  const sessions = await listOwnSessions(
    viewer,
    begun.map(({ id }) => id),
  );
  const results: OwnResult[] = [];
  for (const { id, phase, worksheetRevisionId } of begun) {
    const ofAssignment = sessions.filter(({ assignmentId }) => assignmentId === id);
    const sittings = sittingsByUser(ofAssignment).get(viewer.userId);
    if (!sittings) continue;
    const worksheet = await worksheetOfRevisionId(worksheetRevisionId);
    results.push(toOwnResult({ id, isOpen: phase === 'open' }, worksheet, sittings));
  }
  return ok({ title: section.title, results });
}
