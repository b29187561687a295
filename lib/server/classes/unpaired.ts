import { Prisma } from '@/lib/generated/sqlite/client';
import { database } from '../database/db';

const { sql } = Prisma;

/** Students who sit in no pair session of an assignment, and how many there are. */
export interface Unpaired {
  students: { name: string; email: string }[];
  count: number;
}

/**
 * Students of a section who sit in no pair session of an assignment, by name as the database sorts.
 *
 * @param most how many are listed; null for all.
 */
export async function findUnpaired(
  { sectionId, assignmentId }: { sectionId: string; assignmentId: string },
  most: number | null,
): Promise<Unpaired> {
  // The unique index on who sits where answers for each student. Prisma's `none` asks for the user of a seat, not for
  // who sits there, and reads all seats of the assignment for each student.
  const rows = await database().$queryRaw<{ name: string; email: string; all: number | bigint }[]>(sql`
    SELECT u."name" AS "name", u."email" AS "email", COUNT(*) OVER () AS "all"
    FROM "Enrollment" e JOIN "User" u ON u."id" = e."userId"
    WHERE e."sectionId" = ${sectionId} AND e."role" = 'STUDENT' AND NOT EXISTS (
      SELECT 1 FROM "Seat" s WHERE s."assignmentId" = ${assignmentId} AND s."activeUserId" = e."userId")
    ORDER BY u."name", u."id" ${most === null ? Prisma.empty : sql`LIMIT ${most}`}`);
  return {
    students: rows.map(({ name, email }) => ({ name, email })),
    count: Number(rows[0]?.all ?? 0),
  };
}
