import { database } from '../database/db';
import { canonicalCode, newId } from '../database/ids';
import { type Tx, write } from '../database/writer';
import { refusals } from '../refusals';
import { ok, type Result, refuse } from '../result';
import { canonicalEmail } from './email';
import { readName } from './names';
import { hashPassword, passwordProblem } from './passwords';
import { type SignInRow, storeSignIn } from './sign-ins';
import { type CodeGuesser, throttleCodes } from './throttle';
import { verifyPassword } from './verify-password';
import type { Viewer } from './viewer';

/** The section that has this join code; null when there is none. */
async function findSectionByCode(
  code: string,
): Promise<{ id: string; title: string; course: string } | null> {
  const joinCode = canonicalCode(code);
  const section = joinCode
    ? await database().section.findUnique({
        where: { joinCode },
        select: { id: true, title: true, course: { select: { title: true } } },
      })
    : null;
  return section && { id: section.id, title: section.title, course: section.course.title };
}

/** Enrols a person as a student; who has a role there already keeps it. The caller holds a lock on the person. */
async function storeEnrollment(tx: Tx, userId: string, sectionId: string): Promise<void> {
  const key = { userId, sectionId };
  const enrolled = await tx.enrollment.findUnique({ where: { userId_sectionId: key }, select: { id: true } });
  if (!enrolled) await tx.enrollment.create({ data: { id: newId(), ...key, role: 'STUDENT' } });
}

const noSuchSection = refuse('no-such-code', 'No class has this code. Ask your instructor to show it again.');

/** {@link findSectionByCode} under the throttle of wrong codes, so that nobody finds a class by trying codes. */
export function lookUpSection(
  who: CodeGuesser,
  code: string,
): Promise<Result<{ id: string; title: string; course: string }>> {
  return throttleCodes(who, async () => {
    const section = await findSectionByCode(code);
    return section ? ok(section) : noSuchSection;
  });
}

const accountExists = refuse(
  'wrong-password',
  'An account with this e-mail already exists, and this is not its password. Sign in with it instead.',
);

/** Somebody who has just joined a section, signed in. */
export interface Joined {
  sectionId: string;
  signIn: SignInRow;
}

/**
 * Makes an account, enrols the person in the section of a join code and signs them in. A person who already has an
 * account and types its password is enrolled and signed in, too.
 */
export async function joinWithNewAccount(
  input: { code: string; name: string; email: string; password: string },
  now: Date,
): Promise<Result<Joined>> {
  const section = await findSectionByCode(input.code);
  if (!section) return noSuchSection;
  const name = readName(input.name);
  const email = canonicalEmail(input.email);
  if (!email) return refusals.noEmail;
  if (!name.ok) return name;
  const problem = passwordProblem(input.password);
  if (problem) return refuse('bad-request', problem);

  const sectionId = section.id;
  const known = await database().user.findUnique({ where: { email }, select: { id: true } });
  if (known) {
    const verified = await verifyPassword(email, input.password);
    if (!verified.ok) return verified.code === 'wrong-password' ? accountExists : verified;
    return write(
      async (tx) => {
        await storeEnrollment(tx, known.id, sectionId);
        return ok({ sectionId, signIn: await storeSignIn(tx, known.id, now) });
      },
      { key: `person ${known.id}` },
    );
  }
  const passwordHash = await hashPassword(input.password);
  return write(
    async (tx): Promise<Result<Joined>> => {
      if (await tx.user.findUnique({ where: { email }, select: { id: true } })) return accountExists;
      const { id } = await tx.user.create({
        data: { id: newId(), email, name: name.value, passwordHash, createdAt: now },
        select: { id: true },
      });
      await storeEnrollment(tx, id, sectionId);
      return ok({ sectionId, signIn: await storeSignIn(tx, id, now) });
    },
    { key: `email ${email}` },
  );
}

/** Enrols a signed-in person in the section of a join code. */
export async function joinSection(viewer: Viewer, code: string): Promise<Result<{ sectionId: string }>> {
  const section = await findSectionByCode(code);
  if (!section) return noSuchSection;
  await write((tx) => storeEnrollment(tx, viewer.userId, section.id), { key: `person ${viewer.userId}` });
  return ok({ sectionId: section.id });
}
