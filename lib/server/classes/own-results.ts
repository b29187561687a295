import { phaseAt } from '@/lib/pairing/phase';
import { toClassCell, toRowTotal } from '@/lib/results/class-table';
import type { ClassCell, PartColumn, RowTotal } from '@/lib/schemas/class-results';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { settleIfClosed } from '../pair/settling';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { summaryColumns, toColumns } from './results';

/** A decision as the student reads it. */
interface OwnDecision {
  partId: string;
  earned: number;
  reason: string;
  /** The decision is for this student alone, not for the pair. */
  isForYouAlone: boolean;
}

export interface OwnResult {
  assignmentId: string;
  title: string;
  columns: PartColumn[];
  cells: ClassCell[];
  total: RowTotal;
  /** The decisions that count, at most one per part. */
  decisions: OwnDecision[];
}

/** The newest decision per part that binds a seat: for it alone or for the pair, whichever came last. */
function decisionsFor(
  seatId: string,
  submissions: readonly {
    partId: string;
    overrides: readonly { seatId: string | null; earned: number; reason: string; createdAt: Date }[];
  }[],
): OwnDecision[] {
  const newest = new Map<string, OwnDecision>();
  submissions
    .flatMap(({ partId, overrides }) => overrides.map((override) => ({ partId, ...override })))
    .filter((override) => override.seatId === null || override.seatId === seatId)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    .forEach(({ partId, earned, reason, seatId: forSeat }) => {
      newest.set(partId, { partId, earned, reason, isForYouAlone: forSeat !== null });
    });
  return [...newest.values()];
}

/** A student's place in one closed assignment, with what the pair scored and people decided there. */
function listOwnSeats(viewer: Viewer, assignmentIds: string[]) {
  return database().seat.findMany({
    where: { assignmentId: { in: assignmentIds }, activeUserId: viewer.userId },
    select: {
      id: true,
      assignmentId: true,
      pairSession: {
        select: {
          summaries: { select: summaryColumns },
          submissions: {
            where: { overrides: { some: {} } },
            select: {
              partId: true,
              overrides: { select: { seatId: true, earned: true, reason: true, createdAt: true } },
            },
          },
        },
      },
    },
  });
}

type OwnSeat = Awaited<ReturnType<typeof listOwnSeats>>[number];

function toOwnResult(assignmentId: string, worksheet: Worksheet, seat: OwnSeat): OwnResult {
  const columns = toColumns(worksheet);
  const decisions = decisionsFor(seat.id, seat.pairSession.submissions);
  const cells = columns.map((column) => {
    const summary = seat.pairSession.summaries.find(({ partId }) => partId === column.id);
    const decided = decisions.find(({ partId }) => partId === column.id);
    return toClassCell(
      column,
      summary && { ...summary, overriddenEarned: decided?.earned ?? summary.overriddenEarned },
    );
  });
  return { assignmentId, title: worksheet.title, columns, cells, total: toRowTotal(cells), decisions };
}

/** A student's own results of the section's closed assignments; results of open ones may still change. */
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
  const closed = section.assignments.filter((assignment) => phaseAt(assignment, now) === 'closed');
  for (const { id, settledAt } of closed) if (!settledAt) await settleIfClosed(id, now);
  if (closed.length === 0) return ok({ title: section.title, results: [] });
  const seats = await listOwnSeats(
    viewer,
    closed.map(({ id }) => id),
  );
  const results: OwnResult[] = [];
  for (const { id, worksheetRevisionId } of closed) {
    const seat = seats.find(({ assignmentId }) => assignmentId === id);
    if (seat) results.push(toOwnResult(id, await worksheetOfRevisionId(worksheetRevisionId), seat));
  }
  return ok({ title: section.title, results });
}
