import type { Worksheet } from '@/lib/worksheets/worksheet';
import { database } from '../database/db';
import { followsPeople } from '../pair/spent-parts';

/** A pair session that a person sat in before. */
export interface EarlierSession {
  pairSessionId: string;
  /** Of the person. */
  name: string;
  partners: string[];
  leftAt: Date;
}

/** Who sits and sat in a pair session, and when its pages were turned. */
interface Membership {
  id: string;
  assignment: { id: string };
  seats: readonly { userId: string; activeUserId: string | null; leftAt: Date | null }[];
  reveals: readonly { partId: string; createdAt: Date }[];
}

/** Parts for which somebody who sat in a pair session had seen the key before the page was turned there. */
export async function partsSeenElsewhere(
  { seats, reveals }: Pick<Membership, 'seats' | 'reveals'>,
  worksheet: Worksheet,
): Promise<ReadonlySet<string>> {
  const userIds = [...new Set(seats.map(({ userId }) => userId))];
  const seen = await database().personPart.findMany({
    where: { userId: { in: userIds }, worksheet: worksheet.slug, keySeenAt: { not: null } },
    select: { userId: true, partId: true, keySeenAt: true },
  });
  const staff = await database().staffTime.findMany({
    where: {
      userId: { in: userIds },
      section: { assignments: { some: { worksheetRevision: { slug: worksheet.slug } } } },
    },
    select: { userId: true, since: true },
  });
  const times = [
    ...seen.map(({ userId, partId, keySeenAt: at }) => ({ userId, partId, at })),
    ...staff.flatMap(({ userId, since: at }) =>
      [...worksheet.parts.keys()].map((partId) => ({ userId, partId, at })),
    ),
  ];
  return new Set(
    times.flatMap(({ userId, partId, at }) => {
      const part = worksheet.parts.get(partId);
      const turned = reveals.find((reveal) => reveal.partId === partId);
      const isElsewhere = at !== null && (turned === undefined || at < turned.createdAt);
      const satHere = seats.some(
        (seat) => seat.userId === userId && (seat.leftAt === null || (at !== null && seat.leftAt > at)),
      );
      return part && isElsewhere && satHere && followsPeople(worksheet, part) ? [partId] : [];
    }),
  );
}

/** Other pair sessions of the assignment in which those who are seated here sat before, the newest first. */
export async function earlierSessions({
  id,
  assignment,
  seats,
}: Pick<Membership, 'id' | 'assignment' | 'seats'>): Promise<EarlierSession[]> {
  const present = seats.filter(({ activeUserId }) => activeUserId !== null);
  const before = await database().seat.findMany({
    where: {
      assignmentId: assignment.id,
      userId: { in: present.map(({ userId }) => userId) },
      pairSessionId: { not: id },
      leftAt: { not: null },
    },
    orderBy: { leftAt: 'desc' },
    select: {
      userId: true,
      leftAt: true,
      user: { select: { name: true } },
      pairSession: {
        select: { id: true, seats: { select: { userId: true, user: { select: { name: true } } } } },
      },
    },
  });
  return before.flatMap(({ userId, leftAt, user, pairSession }) => {
    const partners = pairSession.seats.filter((seat) => seat.userId !== userId).map((seat) => seat.user.name);
    return leftAt
      ? [{ pairSessionId: pairSession.id, name: user.name, partners: [...new Set(partners)], leftAt }]
      : [];
  });
}
