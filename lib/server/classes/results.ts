import { phaseAt } from '@/lib/pairing/phase';
import { type PartSummary, roundPoints, toClassCell, toRowTotal } from '@/lib/results/class-table';
import type { ClassCell, PartColumn, ResultRow, SectionResults } from '@/lib/schemas/class-results';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { settleIfClosed } from '../pair/settling';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import { staffedBy } from './sections';

/** A column for every part that has a card. */
export function toColumns(worksheet: Worksheet): PartColumn[] {
  return [...worksheet.parts.values()]
    .filter(({ isPrediction }) => !isPrediction)
    .map(({ id, points, isScored }) => ({ id, points, isScored }));
}

/** The columns of a part's summary that a cell is made of. */
export const summaryColumns = {
  partId: true,
  attempts: true,
  filledFields: true,
  outcome: true,
  earned: true,
  provisional: true,
  overriddenEarned: true,
  isRevealed: true,
  isHandedIn: true,
  disagreed: true,
  signature: true,
} as const satisfies Record<keyof PartSummary, true>;

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

/** What the class table shows of an assignment's pair sessions, oldest first. */
function listSessions(assignmentId: string) {
  return database().pairSession.findMany({
    where: { assignmentId },
    // The copies of a split pair are made at the same moment: the id decides.
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      seats: {
        orderBy: { joinedAt: 'asc' },
        select: { id: true, userId: true, activeUserId: true, user: { select: { name: true, email: true } } },
      },
      summaries: { select: summaryColumns },
      submissions: {
        where: { overrides: { some: { seatId: { not: null } } } },
        select: { partId: true, overrides: { select: { seatId: true, earned: true, createdAt: true } } },
      },
    },
  });
}

/** The class table of one assignment (the newest, unless named), for those who teach or assist the section. */
export async function getSectionResults(
  viewer: Viewer,
  input: { sectionId: string; assignmentId?: string | undefined },
  now: Date,
): Promise<Result<SectionResults>> {
  const section = await database().section.findFirst({
    where: { id: input.sectionId, ...staffedBy(viewer) },
    select: {
      id: true,
      title: true,
      assignments: {
        orderBy: { createdAt: 'desc' },
        select: {
          id: true,
          opensAt: true,
          closesAt: true,
          settledAt: true,
          worksheetRevisionId: true,
          worksheetRevision: { select: { title: true } },
        },
      },
      enrollments: { where: { role: 'STUDENT' }, select: { user: { select: { name: true, email: true } } } },
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
  if (phaseAt(assignment, now) === 'closed' && !assignment.settledAt)
    await settleIfClosed(assignment.id, now);

  const columns = toColumns(await worksheetOfRevisionId(assignment.worksheetRevisionId));
  const sessions = await listSessions(assignment.id);
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
        // A person counts once: who went on in another pair session has the results of that one.
        seats: session.seats
          .filter(({ userId }) => (seatedIn.get(userId) ?? session.id) === session.id)
          .map(({ id, user, activeUserId }) => ({ id, ...user, isPresent: activeUserId !== null })),
        cells,
        total: toRowTotal(cells),
        memberOverrides: newestMemberOverrides(session.submissions),
      };
    })
    // A pair session that everybody left before typing anything has no row.
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
      .map(({ user }) => user)
      .filter(({ email }) => !seated.has(email))
      .sort((a, b) => a.name.localeCompare(b.name)),
  });
}

/** The points of one member on one part: a decision for the member alone goes before the pair's points. */
export function earnedOf(row: ResultRow, seatId: string, cell: ClassCell): number {
  return roundPoints(row.memberOverrides[seatId]?.[cell.partId] ?? cell.earned);
}
