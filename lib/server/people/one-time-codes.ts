import { createHash, randomBytes } from 'node:crypto';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { type Tx, write } from '../database/writer';
import { notFound, ok, type Result, refuse } from '../result';
import { hashPassword, passwordProblem } from './passwords';
import { type SignInRow, storeSignIn, writeAndEndSignIns } from './sign-ins';
import { type CodeGuesser, passwordThrottle, throttleCodes } from './throttle';
import { passwordThrottleKey } from './verify-password';
import type { Viewer } from './viewer';

/** How long a one-time code is good for. */
export const ONE_TIME_CODE_HOURS = 48;

const usedUp = refuse('no-such-code', 'This link was used already or is too old. Ask for a new one.');

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
      expiresAt: new Date(now.getTime() + ONE_TIME_CODE_HOURS * 3_600_000),
      createdAt: now,
    },
  });
  return code;
}

/** Makes a code with which a student of a section that the viewer teaches sets a new password once. */
export async function makeOneTimeCode(
  viewer: Viewer,
  input: { sectionId: string; userId: string },
  now: Date,
): Promise<Result<{ code: string }>> {
  return write(async (tx): Promise<Result<{ code: string }>> => {
    const student = await tx.enrollment.findFirst({
      where: {
        userId: input.userId,
        role: 'STUDENT',
        section: {
          id: input.sectionId,
          enrollments: { some: { userId: viewer.userId, role: 'INSTRUCTOR' } },
        },
      },
    });
    if (!student) return notFound;
    const teachesToo = await tx.enrollment.count({
      where: { userId: input.userId, role: { not: 'STUDENT' } },
    });
    if (teachesToo > 0) {
      // Whoever enrols in a colleague's section must not lose the account to that colleague.
      return refuse(
        'bad-request',
        'This person teaches too; only the operator can give them a new password.',
      );
    }
    return ok({ code: await storeOneTimeCode(tx, input.userId, now) });
  });
}

/** The person whom a one-time code is for; null once it is used or too old. */
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

/** {@link findOneTimeCode} under the throttle of wrong codes. */
export function lookUpOneTimeCode(
  who: CodeGuesser,
  code: string,
  now: Date,
): Promise<Result<{ name: string; email: string }>> {
  return throttleCodes(who, async () => {
    const person = await findOneTimeCode(code, now);
    return person ? ok(person) : usedUp;
  });
}

/** Sets a password by a one-time code, uses the code up, ends every sign-in of the person and begins a new one. */
export async function setPasswordByCode(
  input: { code: string; password: string },
  now: Date,
): Promise<Result<{ email: string; signIn: SignInRow }>> {
  const person = await findOneTimeCode(input.code, now);
  if (!person) return usedUp;
  const problem = passwordProblem(input.password);
  if (problem) return refuse('bad-request', problem);
  const passwordHash = await hashPassword(input.password);
  const set = await writeAndEndSignIns(
    async (tx, endAllOf): Promise<Result<{ email: string; signIn: SignInRow }>> => {
      const good = { codeHash: hashCode(input.code), usedAt: null, expiresAt: { gt: now } };
      const used = await tx.oneTimeCode.updateMany({ where: good, data: { usedAt: now } });
      if (used.count === 0) return usedUp;
      const { userId } = await tx.oneTimeCode.findUniqueOrThrow({ where: { codeHash: good.codeHash } });
      await tx.user.update({ where: { id: userId }, data: { passwordHash }, select: { id: true } });
      await endAllOf(userId);
      return ok({ email: person.email, signIn: await storeSignIn(tx, userId, now) });
    },
    now,
  );
  if (set.ok) passwordThrottle.forget(passwordThrottleKey(person.email));
  return set;
}
