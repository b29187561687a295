import { createHash, randomBytes } from 'node:crypto';
import { database } from './db';
import { canonicalEmail } from './email';
import { canonicalCode, newId } from './ids';
import { hashPassword, passwordProblem } from './passwords';
import { ok, type Result, refuse } from './result';
import { storeEndOfAllSignIns } from './sign-ins';
import { passwordThrottle } from './throttle';
import { passwordThrottleKey } from './verify-password';
import type { Viewer } from './viewer';
import { type Tx, write } from './writer';

const oneTimeCodeHours = 48;
const longestName = 80;

/** What is wrong with a new account's name, as a sentence; null if nothing. */
function nameProblem(name: string): string | null {
  if (name.length === 0) return 'Please tell us your name.';
  if (name.length > longestName) return `A name has at most ${longestName} characters.`;
  return null;
}

/** The section a join code opens, for the page that asks for an account; null when there is none. */
export async function findSectionByCode(
  code: string,
): Promise<{ id: string; title: string; course: string } | null> {
  const joinCode = canonicalCode(code);
  const section = joinCode
    ? await database().section.findUnique({ where: { joinCode }, include: { course: true } })
    : null;
  return section && { id: section.id, title: section.title, course: section.course.title };
}

async function enroll(tx: Tx, userId: string, sectionId: string): Promise<void> {
  const key = { userId, sectionId };
  const held = await tx.enrollment.findUnique({ where: { userId_sectionId: key } });
  if (!held) await tx.enrollment.create({ data: { id: newId(), ...key, role: 'STUDENT' } });
}

const noSuchSection = refuse('no-such-code', 'No class has this code. Ask your instructor to show it again.');

/** Makes an account and enrols it in the section of a join code. An address that has an account must sign in first. */
export async function joinWithNewAccount(input: {
  code: string;
  name: string;
  email: string;
  password: string;
}): Promise<Result<{ sectionId: string }>> {
  const section = await findSectionByCode(input.code);
  if (!section) return noSuchSection;
  const name = input.name.normalize('NFC').trim().replace(/\s+/g, ' ');
  const email = canonicalEmail(input.email);
  if (!email) return refuse('bad-request', 'This does not look like an e-mail address.');
  const problem = nameProblem(name) ?? passwordProblem(input.password);
  if (problem) return refuse('bad-request', problem);
  const passwordHash = await hashPassword(input.password);
  return write(
    async (tx): Promise<Result<{ sectionId: string }>> => {
      if (await tx.user.findUnique({ where: { email } })) {
        return refuse(
          'bad-request',
          'This address has an account already: sign in, then open the link again.',
        );
      }
      const { id } = await tx.user.create({ data: { id: newId(), email, name, passwordHash } });
      await enroll(tx, id, section.id);
      return ok({ sectionId: section.id });
    },
    { key: `email ${email}` },
  );
}

/** Enrols a signed-in person in the section of a join code. */
export async function joinSection(viewer: Viewer, code: string): Promise<Result<{ sectionId: string }>> {
  const section = await findSectionByCode(code);
  if (!section) return noSuchSection;
  await write((tx) => enroll(tx, viewer.userId, section.id), { key: `enroll ${viewer.userId}` });
  return ok({ sectionId: section.id });
}

function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/** Makes a code that lets a person set a new password once; earlier unused ones stop working. */
export async function storeOneTimeCode(tx: Tx, userId: string, now: Date): Promise<string> {
  const code = randomBytes(18).toString('base64url');
  await tx.oneTimeCode.deleteMany({ where: { userId, usedAt: null } });
  await tx.oneTimeCode.create({
    data: {
      id: newId(),
      userId,
      codeHash: hashCode(code),
      expiresAt: new Date(now.getTime() + oneTimeCodeHours * 3_600_000),
      createdAt: now,
    },
  });
  return code;
}

/** Whom a one-time code is for, while it is good; null otherwise. */
export async function findOneTimeCode(
  code: string,
  now: Date,
): Promise<{ name: string; email: string } | null> {
  const found = await database().oneTimeCode.findFirst({
    where: { codeHash: hashCode(code), usedAt: null, expiresAt: { gt: now } },
    select: { user: { select: { name: true, email: true } } },
  });
  return found?.user ?? null;
}

/** Sets a password by a one-time code, uses the code up and ends every sign-in of the person. */
export async function setPasswordByCode(
  code: string,
  password: string,
  now: Date,
): Promise<Result<{ email: string }>> {
  const problem = passwordProblem(password);
  if (problem) return refuse('bad-request', problem);
  const passwordHash = await hashPassword(password);
  return write(async (tx): Promise<Result<{ email: string }>> => {
    const held = { codeHash: hashCode(code), usedAt: null, expiresAt: { gt: now } };
    const used = await tx.oneTimeCode.updateMany({ where: held, data: { usedAt: now } });
    if (used.count === 0)
      return refuse('no-such-code', 'This link was used already or is too old. Ask for a new one.');
    const { userId } = await tx.oneTimeCode.findUniqueOrThrow({ where: { codeHash: held.codeHash } });
    const { email } = await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    await storeEndOfAllSignIns(tx, userId, now);
    passwordThrottle.forget(passwordThrottleKey(email));
    return ok({ email });
  });
}
