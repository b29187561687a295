import { type Phase, phaseAt } from '@/lib/pairing/phase';
import {
  type ClassCell,
  type PartColumn,
  type RowTotal,
  roundPoints,
  toClassCell,
  toRowTotal,
} from '@/lib/results/class-table';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { settleIfClosed } from '../pair/settling';
import { worksheetOfRevision } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';

export interface ResultSeat {
  id: string;
  name: string;
  email: string;
  /** False once the person has left and sits nowhere else; what the pair had then stays theirs. */
  isPresent: boolean;
}

export interface ResultRow {
  pairSessionId: string;
  seats: ResultSeat[];
  cells: ClassCell[];
  total: RowTotal;
  /** Decisions for one member only: seat id → part id → points. */
  memberOverrides: Record<string, Record<string, number>>;
}

export interface SectionResults {
  sectionId: string;
  sectionTitle: string;
  assignments: { id: string; title: string; phase: Phase }[];
  assignmentId: string | null;
  columns: PartColumn[];
  rows: ResultRow[];
  /** Students who sit in no pair session yet. */
  unpaired: { name: string; email: string }[];
}

/** The condition that a section is one whose results the viewer may see. */
function staffedBy(viewer: Viewer) {
  return {
    enrollments: {
      some: { userId: viewer.userId, role: { in: ['INSTRUCTOR' as const, 'ASSISTANT' as const] } },
    },
  };
}

/** A column for every part that has a card. */
function toColumns(worksheet: Worksheet): PartColumn[] {
  return [...worksheet.parts.values()]
    .filter(({ isPrediction }) => !isPrediction)
    .map(({ id, points, isScored }) => ({ id, points, isScored }));
}

/** The newest decision for one member per seat and part, over all overrides of a pair's submissions. */
function newestMemberOverrides(
  submissions: readonly {
    partId: string;
    overrides: readonly { seatId: string | null; earned: number; createdAt: Date }[];
  }[],
): Record<string, Record<string, number>> {
  const newest: Record<string, Record<string, number>> = {};
  const all = submissions
    .flatMap(({ partId, overrides }) => overrides.map((override) => ({ partId, ...override })))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  for (const { partId, seatId, earned } of all) {
    if (seatId !== null) newest[seatId] = { ...newest[seatId], [partId]: earned };
    // A later decision for the pair takes the place of earlier ones for a member.
    else for (const byPart of Object.values(newest)) delete byPart[partId];
  }
  return newest;
}

/** The class table of one assignment (the newest, unless named), for those who teach or assist the section. */
export async function getSectionResults(
  viewer: Viewer,
  input: { sectionId: string; assignmentId?: string | undefined },
  now: Date,
): Promise<Result<SectionResults>> {
  const section = await database().section.findFirst({
    where: { id: input.sectionId, ...staffedBy(viewer) },
    include: {
      assignments: { orderBy: { createdAt: 'desc' }, include: { worksheetRevision: true } },
      enrollments: { where: { role: 'STUDENT' }, include: { user: true } },
    },
  });
  if (!section) return notFound;
  const assignment = input.assignmentId
    ? section.assignments.find(({ id }) => id === input.assignmentId)
    : section.assignments[0];
  if (input.assignmentId && !assignment) return notFound;
  const shared = {
    sectionId: section.id,
    sectionTitle: section.title,
    assignments: section.assignments.map((one) => ({
      id: one.id,
      title: one.worksheetRevision.title,
      phase: phaseAt(one, now),
    })),
  };
  if (!assignment) return ok({ ...shared, assignmentId: null, columns: [], rows: [], unpaired: [] });
  if (phaseAt(assignment, now) === 'closed') await settleIfClosed(assignment.id, now);

  const worksheet = worksheetOfRevision(assignment.worksheetRevision);
  const columns = toColumns(worksheet);
  const sessions = await database().pairSession.findMany({
    where: { assignmentId: assignment.id },
    orderBy: { createdAt: 'asc' },
    include: {
      seats: { orderBy: { joinedAt: 'asc' }, include: { user: { select: { name: true, email: true } } } },
      summaries: true,
      submissions: {
        where: { overrides: { some: { seatId: { not: null } } } },
        select: { partId: true, overrides: { select: { seatId: true, earned: true, createdAt: true } } },
      },
    },
  });
  const seatedIn = new Map(
    sessions.flatMap(({ id, seats }) =>
      seats.filter(({ activeUserId }) => activeUserId !== null).map(({ userId }) => [userId, id]),
    ),
  );
  const rows = sessions
    .map((session): ResultRow => {
      const cells = columns.map((column) =>
        toClassCell(
          column,
          session.summaries.find(({ partId }) => partId === column.id),
        ),
      );
      return {
        pairSessionId: session.id,
        // Whoever went on elsewhere has the results of there; a person counts once.
        seats: session.seats
          .filter(({ userId }) => (seatedIn.get(userId) ?? session.id) === session.id)
          .map(({ id, user, activeUserId }) => ({ id, ...user, isPresent: activeUserId !== null })),
        cells,
        total: toRowTotal(cells),
        memberOverrides: newestMemberOverrides(session.submissions),
      };
    })
    // A pair session that everybody left before anything was typed is of no use to anybody.
    .filter(
      ({ seats, cells }) =>
        seats.some(({ isPresent }) => isPresent) || cells.some(({ state }) => state !== 'untouched'),
    );
  const seated = new Set(
    rows.flatMap(({ seats }) => seats.filter(({ isPresent }) => isPresent).map(({ email }) => email)),
  );
  return ok({
    ...shared,
    assignmentId: assignment.id,
    columns,
    rows,
    unpaired: section.enrollments
      .map(({ user }) => ({ name: user.name, email: user.email }))
      .filter(({ email }) => !seated.has(email))
      .sort((a, b) => a.name.localeCompare(b.name)),
  });
}

/** The points of one member on one part: an own decision goes before the pair's. */
export function earnedOf(row: ResultRow, seatId: string, cell: ClassCell): number {
  return roundPoints(row.memberOverrides[seatId]?.[cell.partId] ?? cell.earned);
}

/** A person's decision as the student reads it. */
export interface OwnDecision {
  partId: string;
  earned: number;
  reason: string;
  /** It is for this student alone, not for the pair. */
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

/** A student's own results of the section's closed assignments; open ones are not told, they may still change. */
export async function listOwnResults(
  viewer: Viewer,
  sectionId: string,
  now: Date,
): Promise<Result<{ title: string; results: OwnResult[] }>> {
  const section = await database().section.findFirst({
    where: { id: sectionId, enrollments: { some: { userId: viewer.userId } } },
    include: { assignments: { orderBy: { createdAt: 'asc' }, include: { worksheetRevision: true } } },
  });
  if (!section) return notFound;
  const results: OwnResult[] = [];
  for (const assignment of section.assignments) {
    if (phaseAt(assignment, now) !== 'closed') continue;
    await settleIfClosed(assignment.id, now);
    const seat = await database().seat.findFirst({
      where: { assignmentId: assignment.id, activeUserId: viewer.userId },
      include: {
        pairSession: {
          include: {
            summaries: true,
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
    if (!seat) continue;
    const worksheet = worksheetOfRevision(assignment.worksheetRevision);
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
    const total = toRowTotal(cells);
    results.push({ assignmentId: assignment.id, title: worksheet.title, columns, cells, total, decisions });
  }
  return ok({ title: section.title, results });
}
