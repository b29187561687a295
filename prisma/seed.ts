import { policySchema } from '@/lib/schemas/policy';
import { createAssignment } from '@/lib/server/classes/assignments';
import { storeSection } from '@/lib/server/classes/sections';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { type Tx, write } from '@/lib/server/database/writer';
import { checkPassword, hashPassword } from '@/lib/server/people/passwords';
import type { Viewer } from '@/lib/server/people/viewer';
import { ok } from '@/lib/server/result';
import { demoPairs, workAsPair } from './demo-work';

const worksheetSlug = 'text-generation-and-attention';
const unpaired = ['Ada', 'Alan', 'Edith', 'Kurt'];

interface Person {
  userId: string;
  name: string;
  email: string;
}

function emailOf(name: string): string {
  return `${name.toLowerCase()}@demo.test`;
}

/** The account of a demo person, made where it is missing, with the password that the demo prints. */
async function ensurePerson(name: string, password: string): Promise<Person> {
  const email = emailOf(name);
  const known = await database().user.findUnique({ where: { email } });
  const turn = { account: email, source: 'the demo', isKnown: false };
  const checked = known && (await checkPassword(password, turn, async () => ok(known.passwordHash)));
  const isCurrent = checked?.ok && checked.value;
  const hashed = isCurrent ? ok(known?.passwordHash ?? null) : await hashPassword(password, turn);
  if (!hashed.ok) throw new Error(hashed.message);
  const passwordHash = hashed.value;
  const user = await write((tx) =>
    tx.user.upsert({
      where: { email },
      create: { id: newId(), email, name, passwordHash },
      update: { passwordHash },
    }),
  );
  return { userId: user.id, name: user.name, email };
}

async function ensureEnrollment(tx: Tx, userId: string, sectionId: string): Promise<void> {
  const key = { userId, sectionId };
  const held = await tx.enrollment.findUnique({ where: { userId_sectionId: key } });
  if (!held) await tx.enrollment.create({ data: { id: newId(), ...key, role: 'STUDENT' } });
}

/** A viewer for the verbs: somebody whom the seed knows without a sign-in. */
function asViewer(person: Person): Viewer {
  return { ...person, signInId: '', seats: [] };
}

async function ensureSection(instructor: Person): Promise<string> {
  return write(async (tx) => {
    const taught = await tx.enrollment.findFirst({
      where: { userId: instructor.userId, role: 'INSTRUCTOR' },
      orderBy: { createdAt: 'asc' },
    });
    if (taught) return taught.sectionId;
    const { userId } = instructor;
    const made = await storeSection(tx, { userId, course: 'Language models', title: 'Demo section' });
    return made.id;
  });
}

async function ensureAssignment(instructor: Person, sectionId: string): Promise<string> {
  const given = await database().assignment.findFirst({
    where: { sectionId },
    orderBy: { createdAt: 'asc' },
  });
  if (given) return given.id;
  const made = await createAssignment(
    asViewer(instructor),
    {
      sectionId,
      worksheetSlug,
      policy: policySchema.parse({}),
      opensAt: null,
      closesAt: null,
    },
    new Date(),
  );
  if (!made.ok) throw new Error(`The demo's worksheet cannot be given out: ${made.message}`);
  return made.value.id;
}

/** Whether the last of the pairs has worked. Until then everything is done again, which changes nothing twice. */
async function isSeeded(assignmentId: string): Promise<boolean> {
  const last = demoPairs.at(-1)?.people[1] ?? '';
  const worked = await database().op.count({
    where: { pairSession: { assignmentId }, seat: { user: { email: emailOf(last) } } },
  });
  return worked > 0;
}

/**
 * Fills a database with the demo: an instructor, a section with one worksheet, four students with nothing done yet and
 * eight more as four pairs at work. Run again it makes what is missing and keeps everything that was done.
 *
 * @param password the password of every demo account; an account with another one gets this one.
 */
export async function seedDemo(password: string): Promise<void> {
  const instructor = await ensurePerson('Grace', password);
  const sectionId = await ensureSection(instructor);
  const assignmentId = await ensureAssignment(instructor, sectionId);
  const students = new Map<string, Person>();
  for (const name of [...unpaired, ...demoPairs.flatMap(({ people }) => people)]) {
    students.set(name, await ensurePerson(name, password));
  }
  if (await isSeeded(assignmentId)) return;
  await write(async (tx) => {
    for (const { userId } of students.values()) await ensureEnrollment(tx, userId, sectionId);
  });
  for (const { people, steps } of demoPairs) {
    const [first, second] = people.map((name) => students.get(name));
    if (!first || !second) throw new Error('A demo pair has nobody in it.');
    await workAsPair([asViewer(first), asViewer(second)], assignmentId, steps, new Date());
  }
}
