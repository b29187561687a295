import { randomBytes } from 'node:crypto';
import type { Policy } from '@/lib/schemas/policy';
import { policySchema } from '@/lib/schemas/policy';
import { newCode, newId } from '@/lib/server/database/ids';
import { type Tx, write } from '@/lib/server/database/writer';
import { createPairSession, joinPairSession } from '@/lib/server/pair/seating';
import type { Viewer } from '@/lib/server/people/viewer';
import type { Result } from '@/lib/server/result';
import { type AuthoredSource, testWorksheet } from './worksheet';

/** The time tests act at; assignments are open then unless a test says otherwise. */
export const now = new Date('2026-03-02T10:00:00Z');

export function later(minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

/** The value of a result that must be one. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.code}`);
  return result.value;
}

export interface TestClass {
  sectionId: string;
  sectionTitle: string;
  joinCode: string;
  assignmentId: string;
  students: Viewer[];
  instructor: Viewer;
}

async function seedPerson(
  tx: Tx,
  sectionId: string,
  name: string,
  role: 'STUDENT' | 'INSTRUCTOR',
  passwordHash?: string,
) {
  const userId = newId();
  const email = `${name.toLowerCase().replaceAll(' ', '-')}-${randomBytes(4).toString('hex')}@class.test`;
  await tx.user.create({ data: { id: userId, email, name, passwordHash: passwordHash ?? null } });
  await tx.enrollment.create({ data: { id: newId(), userId, sectionId, role } });
  return { userId, name, email, signInId: newId(), seats: [] };
}

/** Makes a section with an instructor, students and one assignment; of the tests' own worksheet unless another is given. */
export async function seedClass(
  options: {
    students?: number;
    policy?: Partial<Policy>;
    closesAt?: Date;
    passwordHash?: string;
    worksheet?: AuthoredSource;
  } = {},
): Promise<TestClass> {
  const { slug, title, source } = options.worksheet ?? testWorksheet;
  return write(async (tx) => {
    const course = await tx.course.create({ data: { id: newId(), title: 'Language models' } });
    const section = await tx.section.create({
      data: { id: newId(), courseId: course.id, title: 'Monday', joinCode: newCode() },
    });
    const key = { slug, contentHash: `${slug}-test` };
    const revision =
      (await tx.worksheetRevision.findUnique({ where: { slug_contentHash: key } })) ??
      (await tx.worksheetRevision.create({
        data: { id: newId(), ...key, revision: 1, title, source },
      }));
    const assignment = await tx.assignment.create({
      data: {
        id: newId(),
        sectionId: section.id,
        worksheetRevisionId: revision.id,
        policy: policySchema.parse(options.policy ?? {}),
        closesAt: options.closesAt ?? null,
      },
    });
    const students: Viewer[] = [];
    for (let index = 0; index < (options.students ?? 2); index += 1) {
      const name = ['Ada', 'Alan', 'Edith', 'Kurt'][index] ?? `Student ${index + 1}`;
      students.push(await seedPerson(tx, section.id, name, 'STUDENT', options.passwordHash));
    }
    const instructor = await seedPerson(tx, section.id, 'Grace', 'INSTRUCTOR', options.passwordHash);
    return {
      sectionId: section.id,
      sectionTitle: section.title,
      joinCode: section.joinCode,
      assignmentId: assignment.id,
      students,
      instructor,
    };
  });
}

export interface TestPair extends TestClass {
  ada: Viewer;
  alan: Viewer;
  pairSessionId: string;
}

/** Makes a class whose first two students work as a pair. */
export async function seedPair(options: Parameters<typeof seedClass>[0] = {}): Promise<TestPair> {
  const made = await seedClass(options);
  const [ada, alan] = made.students;
  if (!ada || !alan) throw new Error('a pair needs two students');
  const { id, code } = value(await createPairSession(ada, { assignmentId: made.assignmentId }, now));
  value(await joinPairSession(alan, { code }, now));
  return { ...made, ada, alan, pairSessionId: id };
}
