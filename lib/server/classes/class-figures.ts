import { Prisma } from '@/lib/generated/sqlite/client';
import { database } from '../database/db';

/** Points of pairs and how many pairs have them. */
type Histogram = { earned: number; pairs: number }[];

/** What people have read of a part, over all pairs of an assignment. */
export interface PartFigures {
  median: number | null;
  /** Pairs whose score somebody, or the grader for sure, has settled; and those that somebody should look at. */
  read: number;
  unread: number;
}

/** A pair as the class table is sorted by. */
export interface PairFigures {
  pairSessionId: string;
  /** Of the member in the first seat, or of whoever sat there last. */
  name: string;
  /** Points of what is settled or decided. */
  earned: number;
  read: number;
  unread: number;
  /** In milliseconds of the epoch. */
  lastWorkAt: number | null;
}

const { sql } = Prisma;
const isRead = sql`s."review" IN ('settled', 'decided')`;
const isUnread = sql`s."review" IN ('stands', 'waiting', 'changed')`;

/** The middle of what pairs have; null where none has anything. */
export function medianOf(histogram: Histogram): number | null {
  const sorted = [...histogram].sort((a, b) => a.earned - b.earned);
  const pairs = sorted.reduce((sum, one) => sum + one.pairs, 0);
  if (pairs === 0) return null;
  const at = (place: number) => {
    let seen = 0;
    for (const one of sorted) {
      seen += one.pairs;
      if (place < seen) return one.earned;
    }
    return 0;
  };
  return (at((pairs - 1) >> 1) + at(pairs >> 1)) / 2;
}

/** Figures by part: a statement over an index, and one over rows; what comes back grows with parts, not with pairs. */
export async function partFigures(assignmentId: string): Promise<ReadonlyMap<string, PartFigures>> {
  const scores = await database().$queryRaw<{ partId: string; earned: number; pairs: number | bigint }[]>(sql`
    SELECT s."partId" AS "partId", COALESCE(s."overriddenEarned", s."earned") AS "earned", COUNT(*) AS "pairs"
    FROM "PartSummary" s WHERE s."assignmentId" = ${assignmentId} AND ${isRead}
    GROUP BY s."partId", COALESCE(s."overriddenEarned", s."earned")`);
  const open = await database().$queryRaw<{ partId: string; pairs: number | bigint }[]>(sql`
    SELECT s."partId" AS "partId", COUNT(*) AS "pairs" FROM "PartSummary" s
    WHERE s."assignmentId" = ${assignmentId} AND ${isUnread} GROUP BY s."partId"`);
  const histograms = new Map<string, Histogram>();
  for (const { partId, earned, pairs } of scores) {
    histograms.set(partId, [...(histograms.get(partId) ?? []), { earned, pairs: Number(pairs) }]);
  }
  const unread = new Map(open.map(({ partId, pairs }) => [partId, Number(pairs)]));
  return new Map(
    [...new Set([...histograms.keys(), ...unread.keys()])].map((partId) => {
      const histogram = histograms.get(partId) ?? [];
      return [
        partId,
        {
          median: medianOf(histogram),
          read: histogram.reduce((sum, { pairs }) => sum + pairs, 0),
          unread: unread.get(partId) ?? 0,
        },
      ];
    }),
  );
}

/** Every pair of an assignment in which somebody sits or something was done, the oldest first; over scored parts. */
export async function pairFigures(
  assignmentId: string,
  scoredPartIds: readonly string[],
): Promise<PairFigures[]> {
  const isScored =
    scoredPartIds.length > 0 ? sql`s."partId" IN (${Prisma.join([...scoredPartIds])})` : sql`1 = 0`;
  type Row = Omit<PairFigures, 'read' | 'unread' | 'lastWorkAt'> & {
    read: number | bigint;
    unread: number | bigint;
    lastWorkAt: string | Date | null;
  };
  // What is joined is found by pair, never by assignment: so the work grows with the pairs, not with their square. A
  // seat's name is asked for by one id: of a join PostgreSQL may read all people for each pair.
  const rows = await database().$queryRaw<Row[]>(sql`
    SELECT p."id" AS "pairSessionId",
      COALESCE((
        SELECT u."name" FROM "User" u WHERE u."id" = (
          SELECT e."userId" FROM "Seat" e WHERE e."pairSessionId" = p."id"
          ORDER BY CASE WHEN e."activeUserId" IS NULL THEN 1 ELSE 0 END, e."place", e."leftAt" DESC, e."id" LIMIT 1)
      ), '') AS "name",
      SUM(CASE WHEN ${isScored} AND ${isRead} THEN COALESCE(s."overriddenEarned", s."earned") ELSE 0.0 END) AS "earned",
      SUM(CASE WHEN ${isScored} AND ${isRead} THEN 1 ELSE 0 END) AS "read",
      SUM(CASE WHEN ${isScored} AND ${isUnread} THEN 1 ELSE 0 END) AS "unread",
      MAX(s."lastWorkAt") AS "lastWorkAt"
    FROM "PairSession" p LEFT JOIN "PartSummary" s ON s."pairSessionId" = p."id"
    WHERE p."assignmentId" = ${assignmentId}
    GROUP BY p."id"
    HAVING MAX(CASE WHEN s."filledFields" > 0 OR s."outcome" IS NOT NULL OR s."review" <> 'none' THEN 1 ELSE 0 END) = 1
      OR EXISTS (SELECT 1 FROM "Seat" e WHERE e."pairSessionId" = p."id" AND e."activeUserId" IS NOT NULL)
    ORDER BY p."createdAt", p."id"`);
  return rows.map(({ lastWorkAt, read, unread, ...row }) => ({
    ...row,
    read: Number(read),
    unread: Number(unread),
    lastWorkAt: lastWorkAt === null ? null : new Date(lastWorkAt).getTime(),
  }));
}
