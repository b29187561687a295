import type { ClassPageRow } from '@/lib/schemas/class-page';
import { database } from '../database/db';

/**
 * Who is listed with each pair session: those who sit there, and those who left and sit nowhere else since. A person
 * counts once, where they sat last.
 *
 * @param ids of one page: they go into one statement.
 */
export async function listClassSeats(
  ids: readonly string[],
  { sectionId, assignmentId }: { sectionId: string; assignmentId: string },
): Promise<ReadonlyMap<string, ClassPageRow['seats']>> {
  const seats = await database().seat.findMany({
    where: { pairSessionId: { in: [...ids] } },
    orderBy: [{ place: 'asc' }, { joinedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      pairSessionId: true,
      userId: true,
      activeUserId: true,
      user: { select: { name: true, email: true } },
    },
  });
  const homes = await lastSeats(
    assignmentId,
    seats.filter(({ activeUserId }) => activeUserId === null).map(({ userId }) => userId),
  );
  const shared = await sharedNames(sectionId, [...new Set(seats.map(({ user }) => user.name))]);
  const listed = new Map<string, ClassPageRow['seats']>();
  for (const { id, pairSessionId, userId, activeUserId, user } of seats) {
    const isPresent = activeUserId !== null;
    if (!isPresent && homes.get(userId) !== id) continue;
    const email = shared.has(user.name) ? user.email : null;
    const seat = { id, name: user.name, email, isPresent };
    listed.set(pairSessionId, [...(listed.get(pairSessionId) ?? []), seat]);
  }
  // SQLite lists those without a place first.
  for (const row of listed.values()) row.sort((a, b) => Number(b.isPresent) - Number(a.isPresent));
  return listed;
}

/** The seats in which people sit, or sat last, by user. */
async function lastSeats(
  assignmentId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const all = await database().seat.findMany({
    where: { assignmentId, userId: { in: [...new Set(userIds)] } },
    select: { id: true, userId: true, activeUserId: true, leftAt: true },
  });
  const timeOf = ({ activeUserId, leftAt }: (typeof all)[number]) =>
    activeUserId === null ? (leftAt?.getTime() ?? 0) : Number.POSITIVE_INFINITY;
  all.sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
  return new Map(all.map(({ userId, id }) => [userId, id]));
}

/** Those of the names that more than one person of the section has. */
async function sharedNames(sectionId: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  const counts = await database().user.groupBy({
    by: ['name'],
    where: {
      name: { in: [...names] },
      OR: [{ enrollments: { some: { sectionId } } }, { seats: { some: { assignment: { sectionId } } } }],
    },
    _count: { _all: true },
  });
  return new Set(counts.filter(({ _count }) => _count._all > 1).map(({ name }) => name));
}
