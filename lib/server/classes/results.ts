import { phaseAt } from '@/lib/pairing/phase';
import { roundPoints, toClassCell, toRowTotal } from '@/lib/results/class-table';
import { validDecisions } from '@/lib/results/decisions';
import type { ClassCell, PartColumn, ResultRow, SectionResults } from '@/lib/schemas/class-results';
import type { Json } from '@/lib/schemas/json';
import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { worksheetOfRevisionId } from '../pair/worksheet-revisions';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';
import {
  homeOf,
  type PersonalPart,
  type PointsSession,
  personalParts,
  pointsColumns,
  sittingsByUser,
} from './personal-points';
import { staffedBy } from './sections';

/** A column for every part that has a card. */
export function toColumns(worksheet: Worksheet): PartColumn[] {
  return [...worksheet.parts.values()]
    .filter(({ isPrediction }) => !isPrediction)
    .map(({ id, points, isScored }) => ({ id, points, isScored }));
}

/** The newest decision for one member per seat and part. */
function newestMemberOverrides(
  overrides: PointsSession['overrides'],
): Record<string, Record<string, number>> {
  const newest: Record<string, Record<string, number>> = {};
  for (const { partId, seatId, earned } of validDecisions(overrides)) {
    if (seatId !== null) newest[seatId] = { ...newest[seatId], [partId]: earned };
    // A later decision for the pair takes the place of earlier ones for a member.
    else for (const byPart of Object.values(newest)) delete byPart[partId];
  }
  return newest;
}

/** Pair sessions read in one statement: SQLite takes no list of a thousand ids. */
const sessionsAtOnce = 200;

/** What the class table shows of an assignment's pair sessions, oldest first. */
async function listSessions(assignmentId: string): Promise<PointsSession[]> {
  const all: PointsSession[] = [];
  for (;;) {
    const last = all.at(-1);
    const some = await database().pairSession.findMany({
      where: { assignmentId },
      // The copies of a split pair are made at the same moment: the id decides.
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      ...(last && { cursor: { id: last.id }, skip: 1 }),
      take: sessionsAtOnce,
      select: pointsColumns,
    });
    all.push(...some);
    if (some.length < sessionsAtOnce) return all;
  }
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

  const columns = toColumns(await worksheetOfRevisionId(assignment.worksheetRevisionId));
  const sessions = await listSessions(assignment.id);
  const sittings = sittingsByUser(sessions);
  const homes = new Map([...sittings].map(([userId, all]) => [userId, homeOf(all)?.seat.id]));
  const rows = sessions
    .map((session): ResultRow => {
      const cells = columns.map((column) =>
        toClassCell(
          column,
          session.summaries.find(({ partId }) => partId === column.id),
        ),
      );
      // A person counts once: where they sit, or sat last. The other pair sessions name them as gone.
      const here = session.seats.filter(({ id, userId }) => homes.get(userId) === id);
      const gone = session.seats.filter(
        ({ userId }, index) =>
          !here.some((seat) => seat.userId === userId) &&
          session.seats.findIndex((seat) => seat.userId === userId) === index,
      );
      return {
        pairSessionId: session.id,
        seats: here.map(({ id, user, activeUserId }) => ({ id, ...user, isPresent: activeUserId !== null })),
        formerSeats: gone.map(({ id, user }) => ({ id, ...user })),
        cells,
        total: toRowTotal(cells),
        memberOverrides: newestMemberOverrides(session.overrides),
        kept: Object.fromEntries(
          here.map(({ id, userId }) => [id, keptPoints(personalParts(sittings.get(userId) ?? []))]),
        ),
        own: Object.fromEntries(
          here.map(({ id, userId }) => [id, ownAnswers(personalParts(sittings.get(userId) ?? []))]),
        ),
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

/** What a person has that is not what the pair has in which the person sits, by part. */
function keptPoints(parts: ReadonlyMap<string, PersonalPart>): ResultRow['kept'][string] {
  return Object.fromEntries(
    [...parts].flatMap(([partId, { isKept, summary, pairSessionId }]) => {
      const { overriddenEarned, earned, provisional } = summary;
      const points = roundPoints(overriddenEarned ?? earned);
      const isProvisional = provisional && overriddenEarned === null;
      return isKept ? [[partId, { earned: points, isProvisional, pairSessionId }]] : [];
    }),
  );
}

/** The answers that a person gave alone and that count, by part. */
function ownAnswers(parts: ReadonlyMap<string, PersonalPart>): ResultRow['own'][string] {
  return Object.fromEntries(
    [...parts].flatMap(([partId, { own, summary }]) => {
      if (!own?.submission) return [];
      const { overriddenEarned, earned, provisional } = summary;
      const result = {
        // The column is only ever written from a graded submission, as JSON.
        response: own.submission.response as Json,
        earned: roundPoints(overriddenEarned ?? earned),
        automatic: roundPoints(earned),
        isProvisional: provisional && overriddenEarned === null,
      };
      return [[partId, result]];
    }),
  );
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
