import { type Phase, phaseAt } from '@/lib/pairing/phase';
import { type Policy, policySchema } from '@/lib/schemas/policy';
import { database } from '../database/db';
import { isId, newCode, newId } from '../database/ids';
import { recordEvent } from '../database/record-event';
import { type Tx, write } from '../database/writer';
import { mayReturn } from '../pair/left-copies';
import { readTitle } from '../people/names';
import { storeStaffTime } from '../people/staff-times';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result, refuse } from '../result';

export type SectionRole = 'STUDENT' | 'ASSISTANT' | 'INSTRUCTOR';

export interface AssignmentSummary {
  id: string;
  worksheet: { slug: string; title: string };
  phase: Phase;
  opensAt: Date | null;
  closesAt: Date | null;
  policy: Policy;
  /** The viewer's own pair session, if there is one. */
  pairSessionId: string | null;
  /** What a partner types to join there; null where no place is free. */
  pairCode: string | null;
  worksheetRevisionId: string;
  /** Names of the others in that pair session. */
  partners: string[];
  /** The pair that the viewer has left last, where the viewer sits there no more. */
  left: { pairSessionId: string; at: Date; mayReturn: boolean } | null;
}

export interface SectionSummary {
  id: string;
  title: string;
  course: string;
  role: SectionRole;
  assignments: AssignmentSummary[];
}

/** What a section's page shows: the section, its assignments, and the viewer's own pairs in them. */
function sectionColumns(viewer: Viewer) {
  return {
    id: true,
    title: true,
    joinCode: true,
    joinClosedAt: true,
    joinEndsAt: true,
    course: { select: { title: true } },
    enrollments: { where: { userId: viewer.userId }, select: { role: true } },
    assignments: {
      orderBy: { createdAt: 'asc' },
      select: {
        id: true,
        opensAt: true,
        closesAt: true,
        policy: true,
        worksheetRevisionId: true,
        worksheetRevision: { select: { slug: true, title: true } },
        pairSessions: {
          where: { leftCopies: { some: { userId: viewer.userId } } },
          select: { id: true, leftCopies: { where: { userId: viewer.userId }, select: { leftAt: true } } },
        },
        seats: {
          where: { activeUserId: viewer.userId },
          select: {
            pairSessionId: true,
            pairSession: {
              select: {
                code: true,
                seats: {
                  where: { activeUserId: { not: null }, userId: { not: viewer.userId } },
                  orderBy: { place: 'asc' },
                  select: { user: { select: { name: true } } },
                },
              },
            },
          },
        },
      },
    },
  } as const;
}

function listRows(viewer: Viewer, id?: string) {
  return database().section.findMany({
    where: { ...(id && { id }), enrollments: { some: { userId: viewer.userId } } },
    orderBy: { createdAt: 'desc' },
    select: sectionColumns(viewer),
  });
}

type SectionRow = Awaited<ReturnType<typeof listRows>>[number];

function toLeft(
  { pairSessions, seats, ...times }: SectionRow['assignments'][number],
  now: Date,
): AssignmentSummary['left'] {
  const [last] = pairSessions
    .filter(({ id }) => id !== seats[0]?.pairSessionId)
    .flatMap(({ id, leftCopies }) => leftCopies.map(({ leftAt }) => ({ pairSessionId: id, at: leftAt })))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  return last ? { ...last, mayReturn: mayReturn(last.at, now) && phaseAt(times, now) !== 'closed' } : null;
}

function pairCodeOf(
  { seats: [own], policy, ...times }: SectionRow['assignments'][number],
  now: Date,
): string | null {
  if (!own || phaseAt(times, now) === 'closed') return null;
  const { seats, code } = own.pairSession;
  return seats.length + 1 < policySchema.parse(policy).maxSeats ? code : null;
}

function toSummary(row: SectionRow, now: Date): SectionSummary {
  return {
    id: row.id,
    title: row.title,
    course: row.course.title,
    role: row.enrollments[0]?.role ?? 'STUDENT',
    assignments: row.assignments.map((assignment) => ({
      id: assignment.id,
      worksheet: assignment.worksheetRevision,
      phase: phaseAt(assignment, now),
      opensAt: assignment.opensAt,
      closesAt: assignment.closesAt,
      policy: policySchema.parse(assignment.policy),
      worksheetRevisionId: assignment.worksheetRevisionId,
      pairSessionId: assignment.seats[0]?.pairSessionId ?? null,
      pairCode: pairCodeOf(assignment, now),
      partners: assignment.seats[0]?.pairSession.seats.map(({ user }) => user.name) ?? [],
      left: toLeft(assignment, now),
    })),
  };
}

/** The viewer's sections, newest first. */
export async function listSections(viewer: Viewer, now: Date): Promise<SectionSummary[]> {
  return (await listRows(viewer)).map((row) => toSummary(row, now));
}

/** One section of the viewer's; null when it is missing or the viewer has no place in it. */
export async function findSection(viewer: Viewer, id: string, now: Date): Promise<SectionSummary | null> {
  const [row] = await listRows(viewer, id);
  return row ? toSummary(row, now) : null;
}

export interface ManagedSection extends SectionSummary {
  joinCode: string;
  joining: Joining;
}

/** Whether a section takes new people. */
export interface Joining {
  /** `ended`: it is open, but its end has come. */
  state: 'open' | 'closed' | 'ended';
  /** null: without end. */
  endsAt: Date | null;
}

function toJoining(row: { joinClosedAt: Date | null; joinEndsAt: Date | null }, now: Date): Joining {
  const { joinClosedAt, joinEndsAt: endsAt } = row;
  if (joinClosedAt) return { state: 'closed', endsAt };
  return { state: endsAt && endsAt <= now ? 'ended' : 'open', endsAt };
}

/** The condition that the viewer teaches or assists a section. */
export function staffedBy(viewer: Viewer) {
  return {
    enrollments: {
      some: { userId: viewer.userId, role: { in: ['INSTRUCTOR' as const, 'ASSISTANT' as const] } },
    },
  };
}

/** The condition that the viewer teaches a section. */
export function taughtBy(viewer: Viewer) {
  return { enrollments: { some: { userId: viewer.userId, role: 'INSTRUCTOR' as const } } };
}

/** One section, for those who teach it; to everybody else it is missing. */
export async function findManagedSection(
  viewer: Viewer,
  id: string,
  now: Date,
): Promise<ManagedSection | null> {
  const row = await database().section.findFirst({
    where: { id, ...taughtBy(viewer) },
    select: sectionColumns(viewer),
  });
  if (!row) return null;
  return {
    ...toSummary(row, now),
    joinCode: row.joinCode,
    joining: toJoining(row, now),
  };
}

/** A join code that no section has. */
export async function unusedJoinCode(tx: Tx): Promise<string> {
  let joinCode = newCode();
  while (await tx.section.findUnique({ where: { joinCode }, select: { id: true } })) joinCode = newCode();
  return joinCode;
}

/** Makes a section and its course, with nobody in it. */
export async function storeEmptySection(
  tx: Tx,
  input: { id?: string | undefined; course: string; title: string },
): Promise<{ id: string; joinCode: string }> {
  const course = await tx.course.create({ data: { id: newId(), title: input.course } });
  const joinCode = await unusedJoinCode(tx);
  const section = await tx.section.create({
    data: { id: input.id ?? newId(), courseId: course.id, title: input.title, joinCode },
  });
  return { id: section.id, joinCode };
}

/** Makes a section and its course, taught by one person. */
export async function storeSection(
  tx: Tx,
  { userId, ...titles }: { id?: string | undefined; userId: string; course: string; title: string },
): Promise<{ id: string; joinCode: string }> {
  const section = await storeEmptySection(tx, titles);
  await tx.enrollment.create({
    data: { id: newId(), userId, sectionId: section.id, role: 'INSTRUCTOR' },
  });
  await storeStaffTime(tx, userId, section.id, new Date());
  return section;
}

/** Whether a person teaches anywhere, and so may make further sections. */
export async function teachesSomewhere(viewer: Viewer): Promise<boolean> {
  const taught = await database().enrollment.count({ where: { userId: viewer.userId, role: 'INSTRUCTOR' } });
  return taught > 0;
}

/**
 * Makes a further section for somebody who teaches already.
 *
 * @param input `id`: the one that it gets. A form that is sent twice names the same one, and so makes one section.
 */
export async function createSection(
  viewer: Viewer,
  input: { id?: string | undefined; course: string; title: string },
  now: Date,
): Promise<Result<{ id: string }>> {
  const course = readTitle(input.course);
  if (!course.ok) return course;
  const title = readTitle(input.title);
  if (!title.ok) return title;
  const { id: wanted = newId() } = input;
  if (!isId(wanted)) return refuse('bad-request', 'This form could not be read. Please load the page again.');
  return write(
    async (tx): Promise<Result<{ id: string }>> => {
      const teaches = await tx.enrollment.findFirst({ where: { userId: viewer.userId, role: 'INSTRUCTOR' } });
      if (!teaches) return notFound;
      const made = await tx.section.findUnique({
        where: { id: wanted },
        select: {
          title: true,
          course: { select: { title: true } },
          enrollments: { where: { userId: viewer.userId, role: 'INSTRUCTOR' }, select: { id: true } },
        },
      });
      if (made) {
        const isOwn = made.enrollments.length > 0;
        return isOwn && made.title === title.value && made.course.title === course.value
          ? ok({ id: wanted })
          : refuse(
              'token-reused',
              'This form was already sent with other entries. Please load the page again.',
            );
      }
      const { id } = await storeSection(tx, {
        id: wanted,
        userId: viewer.userId,
        course: course.value,
        title: title.value,
      });
      const actorId = viewer.userId;
      await recordEvent(tx, { kind: 'section-made', actorId, sectionId: id, details: {} }, now);
      return ok({ id });
    },
    { key: `section ${wanted}` },
  );
}
