import type { PersonPart } from '@/lib/pairing/join-costs';
import { database, type Reader } from '../database/db';
import { lockPairSession } from '../database/locks';
import type { SqlTx } from '../database/sql-transaction';

/** What a person brings along to every pair that works on one worksheet. */
export interface PersonFacts {
  /** Taught or assisted a class that got the worksheet, and has seen all of its keys. */
  isStaff: boolean;
  parts: ReadonlyMap<string, PersonPart>;
}

/** Of somebody who has neither seen nor used anything. */
export const noFacts: PersonFacts = { isStaff: false, parts: new Map() };

/** What a person brings along to a part. */
export function personPart({ isStaff, parts }: PersonFacts, partId: string): PersonPart {
  const { hasSeenKey = false, attempts = 0 } = parts.get(partId) ?? {};
  return { hasSeenKey: isStaff || hasSeenKey, attempts };
}

/** What a change of a pair adds to what one of its people has seen and used. */
export interface Mark {
  userId: string;
  partId: string;
  seesKey: boolean;
  attempts: number;
}

/** Pure: what people have seen and used after these marks. */
export function afterMarks(
  people: ReadonlyMap<string, PersonFacts>,
  marks: readonly Mark[],
): ReadonlyMap<string, PersonFacts> {
  const after = new Map(people);
  for (const { userId, partId, seesKey, attempts } of marks) {
    const facts = after.get(userId) ?? noFacts;
    const before = facts.parts.get(partId);
    const part = {
      hasSeenKey: seesKey || (before?.hasSeenKey ?? false),
      attempts: attempts + (before?.attempts ?? 0),
    };
    after.set(userId, { ...facts, parts: new Map([...facts.parts, [partId, part]]) });
  }
  return after;
}

/** The condition on a section that a person teaches or assists it, or did once. */
function staffedOnce(userId: string) {
  return {
    OR: [
      { staffTimes: { some: { userId } } },
      { enrollments: { some: { userId, role: { not: 'STUDENT' as const } } } },
    ],
  };
}

/** What a person has seen and used of a worksheet, in all of its revisions, assignments and pairs. */
export async function readFacts(
  reader: Pick<Reader, 'personPart' | 'assignment'>,
  userId: string,
  worksheet: string,
): Promise<PersonFacts> {
  const rows = await reader.personPart.findMany({ where: { userId, worksheet } });
  const staffed = await reader.assignment.count({
    where: { worksheetRevision: { slug: worksheet }, section: staffedOnce(userId) },
  });
  return {
    isStaff: staffed > 0,
    parts: new Map(
      rows.map(({ partId, keySeenAt, attempts }) => [partId, { hasSeenKey: keySeenAt !== null, attempts }]),
    ),
  };
}

/** The pair sessions on a worksheet in which people sit now; ids. */
export async function sessionsOf(
  reader: Pick<Reader, 'seat'>,
  userIds: readonly string[],
  worksheet?: string,
): Promise<string[]> {
  const seats = await reader.seat.findMany({
    where: {
      activeUserId: { in: [...userIds] },
      ...(worksheet !== undefined && { assignment: { worksheetRevision: { slug: worksheet } } }),
    },
    select: { pairSessionId: true },
  });
  return seats.map(({ pairSessionId }) => pairSessionId);
}

/** The pair sessions on a worksheet in which somebody sits who teaches or assists a section, or did once; ids. */
export async function sessionsOfStaff(
  reader: Pick<Reader, 'seat'>,
  sectionId: string,
  worksheet: string,
): Promise<string[]> {
  const staff = [
    { staffTimes: { some: { sectionId } } },
    { enrollments: { some: { sectionId, role: { not: 'STUDENT' as const } } } },
  ];
  const seats = await reader.seat.findMany({
    where: {
      activeUserId: { not: null },
      user: { OR: staff },
      assignment: { worksheetRevision: { slug: worksheet } },
    },
    select: { pairSessionId: true },
  });
  return seats.map(({ pairSessionId }) => pairSessionId);
}

/**
 * Locks pair sessions in the order of their ids. Whoever gives a person a seat begins with all pair sessions in which the
 * person sits on the same worksheet: what is seen and used in one of them counts in each, so each has to know the others.
 */
export async function lockPairSessions(
  tx: Pick<SqlTx, '$executeRawUnsafe'>,
  ids: readonly string[],
): Promise<void> {
  for (const id of [...new Set(ids)].sort()) await lockPairSession(tx, id);
}

/** The slug of the worksheet that an assignment gives out. */
export async function worksheetSlug(assignmentId: string): Promise<string> {
  const { worksheetRevision } = await database().assignment.findUniqueOrThrow({
    where: { id: assignmentId },
    select: { worksheetRevision: { select: { slug: true } } },
  });
  return worksheetRevision.slug;
}
