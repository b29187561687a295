import type { Prisma } from '@/lib/generated/sqlite/client';
import { roundPoints, toClassCell, toRowTotal } from '@/lib/results/class-table';
import { validDecisions } from '@/lib/results/decisions';
import { isUnread } from '@/lib/results/part-review';
import { entriesOf } from '@/lib/results/text-set';
import type { PartColumn, ResultCell, ResultRow } from '@/lib/schemas/class-results';
import type { Json } from '@/lib/schemas/json';
import type { PartReview } from '@/lib/schemas/part-review';
import { database } from '../database/db';
import { homeOf, type PersonalPart, personalParts, pointsColumns, sittingsByUser } from './personal-points';

/** Pair sessions, and people, of one statement: SQLite takes no list of a thousand ids. */
const atOnce = 200;

const rowColumns = {
  ...pointsColumns,
  summaries: {
    select: { ...pointsColumns.summaries.select, review: true, ideaFirst: true, ideasEver: true },
  },
  overrides: { select: { ...pointsColumns.overrides.select, by: { select: { name: true } } } },
} as const satisfies Prisma.PairSessionSelect;

type RowSession = Prisma.PairSessionGetPayload<{ select: typeof rowColumns }>;

/**
 * The rows of the class table, the oldest pair first, some at a time: memory and statements stay small, however large
 * the class is.
 */
export async function* resultRows(
  assignmentId: string,
  columns: readonly PartColumn[],
): AsyncGenerator<ResultRow[]> {
  let last: string | undefined;
  for (;;) {
    const sessions = await database().pairSession.findMany({
      where: { assignmentId },
      // The copies of a split pair are made at the same moment: the id decides.
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      ...(last !== undefined && { cursor: { id: last }, skip: 1 }),
      take: atOnce,
      select: rowColumns,
    });
    const others = await sessionsElsewhere(assignmentId, sessions);
    yield toRows(sessions, others, columns);
    last = sessions.at(-1)?.id;
    if (last === undefined || sessions.length < atOnce) return;
  }
}

/** The other pair sessions of the assignment in which people of these sit or sat: some of their points are from there. */
async function sessionsElsewhere(
  assignmentId: string,
  sessions: readonly RowSession[],
): Promise<RowSession[]> {
  const here = new Set(sessions.map(({ id }) => id));
  const userIds = [...new Set(sessions.flatMap(({ seats }) => seats.map(({ userId }) => userId)))];
  const elsewhere = new Set<string>();
  for (const some of inChunks(userIds)) {
    const seats = await database().seat.findMany({
      where: { assignmentId, userId: { in: some } },
      select: { pairSessionId: true },
    });
    for (const { pairSessionId } of seats) if (!here.has(pairSessionId)) elsewhere.add(pairSessionId);
  }
  const others: RowSession[] = [];
  for (const some of inChunks([...elsewhere])) {
    others.push(
      ...(await database().pairSession.findMany({ where: { id: { in: some } }, select: rowColumns })),
    );
  }
  return others;
}

function inChunks(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, at) =>
    ids.slice(at * atOnce, (at + 1) * atOnce),
  );
}

function toRows(
  sessions: readonly RowSession[],
  others: readonly RowSession[],
  columns: readonly PartColumn[],
): ResultRow[] {
  const known = [...sessions, ...others].sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  );
  const sittings = sittingsByUser(known);
  const homes = new Map([...sittings].map(([userId, all]) => [userId, homeOf(all)?.seat.id]));
  const deciders = new Map(
    known.flatMap(({ overrides }) => overrides.map(({ id, by }) => [id, by.name] as const)),
  );
  return (
    sessions
      .map((session) => {
        // A person counts once: where they sit, or sat last. The other pair sessions name them as gone.
        const here = session.seats.filter(({ id, userId }) => homes.get(userId) === id);
        const gone = session.seats.filter(
          ({ userId }, index) =>
            !here.some((seat) => seat.userId === userId) &&
            session.seats.findIndex((seat) => seat.userId === userId) === index,
        );
        const cells = columns.map((column) => toResultCell(session, column));
        const personal = here.map(
          ({ id, userId }) => [id, personalParts(sittings.get(userId) ?? [])] as const,
        );
        const bySeat = <Found>(find: (parts: ReadonlyMap<string, PersonalPart>) => Found) =>
          Object.fromEntries(personal.map(([seatId, parts]) => [seatId, find(parts)]));
        return {
          pairSessionId: session.id,
          seats: here.map(({ id, user, activeUserId }) => ({
            id,
            ...user,
            isPresent: activeUserId !== null,
          })),
          formerSeats: gone.map(({ id, user }) => ({ id, ...user })),
          cells,
          total: toRowTotal(cells),
          unread: cells.filter(({ isScored, review }) => isScored && isUnread(review)).length,
          memberOverrides: newestMemberOverrides(session.overrides),
          kept: bySeat(keptPoints),
          own: bySeat(ownAnswers),
          decided: bySeat((parts) => decidedBy(parts, deciders)),
        };
      })
      // A pair session that everybody left before typing anything has no row.
      .filter(
        ({ seats, cells }) =>
          seats.some(({ isPresent }) => isPresent) || cells.some(({ state }) => state !== 'untouched'),
      )
  );
}

function toResultCell({ summaries }: RowSession, column: PartColumn): ResultCell {
  const summary = summaries.find(({ partId }) => partId === column.id);
  return {
    ...toClassCell(column, summary),
    // The column is only ever written with one of these.
    review: (summary?.review ?? 'none') as PartReview,
    firstIdea: summary?.ideaFirst ?? null,
    ideas: entriesOf(summary?.ideasEver ?? ''),
  };
}

/** The newest decision for one member per seat and part. */
function newestMemberOverrides(overrides: RowSession['overrides']): Record<string, Record<string, number>> {
  const newest: Record<string, Record<string, number>> = {};
  for (const { partId, seatId, earned } of validDecisions(overrides)) {
    if (seatId !== null) newest[seatId] = { ...newest[seatId], [partId]: earned };
    // A later decision for the pair takes the place of earlier ones for a member.
    else for (const byPart of Object.values(newest)) delete byPart[partId];
  }
  return newest;
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

/** The decisions that bind a person, by part. */
function decidedBy(
  parts: ReadonlyMap<string, PersonalPart>,
  deciders: ReadonlyMap<string, string>,
): ResultRow['decided'][string] {
  return Object.fromEntries(
    [...parts].flatMap(([partId, { decision }]) =>
      decision ? [[partId, { by: deciders.get(decision.id) ?? '', comment: decision.comment }]] : [],
    ),
  );
}
