import { type Phase, phaseAt } from '@/lib/pairing/phase';
import { type Policy, policySchema } from '@/lib/schemas/policy';
import { database } from '../database/db';
import { newCode, newId } from '../database/ids';
import { type Tx, write } from '../database/writer';
import { readTitle } from '../people/names';
import type { Viewer } from '../people/viewer';
import { notFound, ok, type Result } from '../result';

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
  /** Names of the others in that pair session. */
  partners: string[];
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
    course: { select: { title: true } },
    enrollments: { where: { userId: viewer.userId }, select: { role: true } },
    assignments: {
      orderBy: { createdAt: 'asc' },
      select: {
        id: true,
        opensAt: true,
        closesAt: true,
        policy: true,
        worksheetRevision: { select: { slug: true, title: true } },
        seats: {
          where: { activeUserId: viewer.userId },
          select: {
            pairSessionId: true,
            pairSession: {
              select: {
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
      pairSessionId: assignment.seats[0]?.pairSessionId ?? null,
      partners: assignment.seats[0]?.pairSession.seats.map(({ user }) => user.name) ?? [],
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

export interface SectionPerson {
  userId: string;
  name: string;
  email: string;
  role: SectionRole;
}

export interface ManagedSection extends SectionSummary {
  joinCode: string;
  people: SectionPerson[];
  /** People who worked here and are not enrolled any more. */
  formerPeople: Omit<SectionPerson, 'role'>[];
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

/** One section with its people, for those who teach it; to everybody else it is missing. */
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
  const people = await database().enrollment.findMany({
    where: { sectionId: id },
    orderBy: [{ role: 'desc' }, { user: { name: 'asc' } }],
    select: { userId: true, role: true, user: { select: { name: true, email: true } } },
  });
  const formerPeople = await database().user.findMany({
    where: {
      seats: { some: { assignment: { sectionId: id } } },
      enrollments: { none: { sectionId: id } },
    },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, email: true },
  });
  return {
    ...toSummary(row, now),
    joinCode: row.joinCode,
    people: people.map(({ userId, role, user }) => ({ userId, role, ...user })),
    formerPeople: formerPeople.map(({ id: userId, name, email }) => ({ userId, name, email })),
  };
}

/** Makes a section and its course, taught by one person. */
export async function storeSection(
  tx: Tx,
  input: { userId: string; course: string; title: string },
): Promise<{ id: string; joinCode: string }> {
  const course = await tx.course.create({ data: { id: newId(), title: input.course } });
  let joinCode = newCode();
  while (await tx.section.findUnique({ where: { joinCode } })) joinCode = newCode();
  const section = await tx.section.create({
    data: { id: newId(), courseId: course.id, title: input.title, joinCode },
  });
  await tx.enrollment.create({
    data: { id: newId(), userId: input.userId, sectionId: section.id, role: 'INSTRUCTOR' },
  });
  return { id: section.id, joinCode };
}

/** Whether a person teaches anywhere, and so may make further sections. */
export async function teachesSomewhere(viewer: Viewer): Promise<boolean> {
  const taught = await database().enrollment.count({ where: { userId: viewer.userId, role: 'INSTRUCTOR' } });
  return taught > 0;
}

/** Makes a further section for somebody who teaches already. */
export async function createSection(
  viewer: Viewer,
  input: { course: string; title: string },
): Promise<Result<{ id: string }>> {
  const course = readTitle(input.course);
  if (!course.ok) return course;
  const title = readTitle(input.title);
  if (!title.ok) return title;
  return write(async (tx): Promise<Result<{ id: string }>> => {
    const teaches = await tx.enrollment.findFirst({ where: { userId: viewer.userId, role: 'INSTRUCTOR' } });
    if (!teaches) return notFound;
    const { id } = await storeSection(tx, {
      userId: viewer.userId,
      course: course.value,
      title: title.value,
    });
    return ok({ id });
  });
}
