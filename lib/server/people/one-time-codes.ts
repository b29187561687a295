import { createHash, randomBytes } from 'node:crypto';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { lockPerson } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { type Tx, write } from '../database/writer';
import { refusals } from '../refusals';
import { notFound, ok, type Result, refuse } from '../result';
import { canonicalEmail } from './email';
import { storeLeaving, tellSeats } from './give-up-seats';
import type { SignInSource } from './known-devices';
import { hashNewPassword } from './passwords';
import { guardSecondStep, passSecondStep } from './second-step';
import { type EndAllOf, type SignInRow, storeSignIn, writeAndEndSignIns } from './sign-ins';
import { storeStaffTime } from './staff-times';
import { type CodeGuesser, throttleCodes } from './throttle';
import { turnOfAddress } from './verify-password';
import type { Viewer } from './viewer';

/** How long a one-time code is good for. */
export const ONE_TIME_CODE_HOURS = 48;

/** People who come once a week still see that somebody made a link for them. */
const LINKS_SHOWN_DAYS = 14;
const MOST_LINKS_SHOWN = 5;

const usedUp = refuse('no-such-code', 'This link was used already or is too old. Ask for a new one.');

function hashCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/**
 * Makes a code that lets a person set a new password once; earlier unused ones stop working. The caller has locked the
 * person.
 *
 * @param by who makes it, null for the operator, and the section in which it is made, null for none.
 * @param makesInstructor whether the person teaches that section once the code is used.
 */
export async function storeOneTimeCode(
  tx: Tx,
  userId: string,
  by: { actorId: string | null; sectionId: string | null },
  now: Date,
  makesInstructor = false,
): Promise<string> {
  const code = randomBytes(18).toString('base64url');
  await tx.oneTimeCode.deleteMany({ where: { userId, usedAt: null } });
  await tx.oneTimeCode.create({
    data: {
      id: newId(),
      userId,
      codeHash: hashCode(code),
      sectionId: by.sectionId,
      makesInstructor,
      expiresAt: new Date(now.getTime() + ONE_TIME_CODE_HOURS * 3_600_000),
      createdAt: now,
    },
  });
  await recordEvent(tx, { kind: 'password-link-made', ...by, subjectId: userId, details: {} }, now);
  return code;
}

/**
 * Makes a person an instructor of a section; a student of it becomes its instructor and gives up the seats there.
 *
 * @returns the pair sessions that the person leaves.
 */
async function storeInstructor(tx: Tx, userId: string, sectionId: string, now: Date): Promise<string[]> {
  const key = { userId, sectionId };
  const role = 'INSTRUCTOR';
  await tx.enrollment.upsert({
    where: { userId_sectionId: key },
    create: { id: newId(), ...key, role, createdAt: now },
    update: { role },
    select: { id: true },
  });
  await storeStaffTime(tx, userId, sectionId, now);
  const by = { actorId: null, subjectId: userId, sectionId };
  await recordEvent(tx, { kind: 'instructor-made', ...by, details: {} }, now);
  return storeLeaving(tx, userId, sectionId, now);
}

/** Whether a person sits in a section that none of these people teaches. */
async function sitsElsewhere(tx: Tx, userId: string, teacherIds: readonly string[]): Promise<boolean> {
  const elsewhere = await tx.enrollment.count({
    where: {
      userId,
      section: { enrollments: { none: { role: 'INSTRUCTOR', userId: { in: [...teacherIds] } } } },
    },
  });
  return elsewhere > 0;
}

/**
 * Whether an instructor's code would now open more than the instructor may see: its person has joined a class of
 * somebody else since it was made. The operator's codes belong to no section, or to one that the person teaches.
 */
async function opensTooMuch(tx: Tx, userId: string, sectionId: string | null): Promise<boolean> {
  if (sectionId === null) return false;
  const enrolled = await tx.enrollment.findMany({
    where: { sectionId, OR: [{ role: 'INSTRUCTOR' }, { userId }] },
    select: { userId: true, role: true },
  });
  const teacherIds = enrolled.flatMap((one) => (one.role === 'INSTRUCTOR' ? [one.userId] : []));
  return !teacherIds.includes(userId) && sitsElsewhere(tx, userId, teacherIds);
}

/** Makes a code with which a student of a section that the viewer teaches, and of no other, sets a new password once. */
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
    await lockPerson(tx, input.userId);
    const willTeach = await tx.oneTimeCode.count({
      where: { userId: input.userId, usedAt: null, expiresAt: { gt: now }, makesInstructor: true },
    });
    const teachesToo = await tx.enrollment.count({
      where: { userId: input.userId, role: { not: 'STUDENT' } },
    });
    if (teachesToo + willTeach > 0) {
      // Whoever enrols in a colleague's section must not lose the account to that colleague.
      return refuse(
        'bad-request',
        'This person teaches too; only the operator can give them a new password.',
      );
    }
    if (await sitsElsewhere(tx, input.userId, [viewer.userId])) {
      return refuse(
        'bad-request',
        'This person is also in a class of somebody else; only the operator can give them a new password.',
      );
    }
    const by = { actorId: viewer.userId, sectionId: input.sectionId };
    return ok({ code: await storeOneTimeCode(tx, input.userId, by, now) });
  });
}

/** {@link makeOneTimeCode} for anybody who has an account, for the operator's command. */
export async function makeOneTimeCodeFor(email: string, now: Date): Promise<Result<{ code: string }>> {
  const address = canonicalEmail(email);
  if (!address) return refusals.nobody;
  return write(async (tx): Promise<Result<{ code: string }>> => {
    const user = await tx.user.findUnique({ where: { email: address }, select: { id: true } });
    if (!user) return refusals.nobody;
    await lockPerson(tx, user.id);
    return ok({ code: await storeOneTimeCode(tx, user.id, { actorId: null, sectionId: null }, now) });
  });
}

/** A link to a new password that was made for somebody. */
export interface MadeLink {
  /** The name of the instructor who made it, as it was then; null for the operator. */
  by: string | null;
  madeAt: Date;
}

/** The links to a new password that others have made for the viewer lately, the newest first. */
export async function listMadeLinks(viewer: Viewer, now: Date): Promise<MadeLink[]> {
  const since = new Date(now.getTime() - LINKS_SHOWN_DAYS * 86_400_000);
  const records = await database().auditRecord.findMany({
    where: { kind: 'password-link-made', subjectId: viewer.userId, at: { gt: since } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: MOST_LINKS_SHOWN,
    select: { actorName: true, at: true },
  });
  return records.map(({ actorName, at }) => ({ by: actorName, madeAt: at }));
}

/** Whom a one-time code is for. */
interface LinkedPerson {
  userId: string;
  name: string;
  email: string;
  /** Whether the account has a second factor. */
  asksForCode: boolean;
}

/** The person whom a one-time code is for; null once it is used or too old. */
export async function findOneTimeCode(code: string, now: Date): Promise<LinkedPerson | null> {
  const found = await database().oneTimeCode.findFirst({
    where: { codeHash: hashCode(code), usedAt: null, expiresAt: { gt: now } },
    select: {
      user: { select: { id: true, name: true, email: true, secondFactor: { select: { id: true } } } },
    },
  });
  if (!found) return null;
  const { id: userId, name, email, secondFactor } = found.user;
  return { userId, name, email, asksForCode: secondFactor !== null };
}

/** {@link findOneTimeCode} under the throttle of wrong codes. */
export function lookUpOneTimeCode(who: CodeGuesser, code: string, now: Date): Promise<Result<LinkedPerson>> {
  return throttleCodes(who, async () => {
    const person = await findOneTimeCode(code, now);
    return person ? ok(person) : usedUp;
  });
}

/**
 * Sets a password by a one-time code, uses the code up, ends every sign-in of the person and begins a new one. A second
 * factor stays, and its code is asked for before anything happens. With a
 * code that the operator made for a future instructor, the person teaches from now on.
 */
export async function setPasswordByCode(
  input: { code: string; password: string; signInCode?: string | undefined },
  from: SignInSource,
  now: Date,
): Promise<Result<{ email: string; signIn: SignInRow }>> {
  const person = await findOneTimeCode(input.code, now);
  if (!person) return usedUp;
  const hashed = await hashNewPassword(input.password, person, turnOfAddress(person.email, from));
  if (!hashed.ok) return hashed;
  const { signInCode = null } = input;
  type Used = { email: string; signIn: SignInRow; left: string[] };
  const work = async (tx: Tx, endAllOf: EndAllOf): Promise<Result<Used>> => {
    const codeHash = hashCode(input.code);
    const row = await tx.oneTimeCode.findUnique({ where: { codeHash } });
    if (!row) return usedUp;
    const { userId, sectionId, makesInstructor } = row;
    await lockPerson(tx, userId);
    if (!makesInstructor && (await opensTooMuch(tx, userId, sectionId))) return usedUp;
    const good = { codeHash, usedAt: null, expiresAt: { gt: now } };
    if ((await tx.oneTimeCode.count({ where: good })) === 0) return usedUp;
    // A link that comes into other hands must not be enough.
    const passed = await passSecondStep(tx, userId, signInCode, now);
    if (!passed.ok) return passed;
    const used = await tx.oneTimeCode.updateMany({ where: good, data: { usedAt: now } });
    if (used.count === 0) return usedUp;
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash: hashed.value },
      select: { id: true },
    });
    await recordEvent(tx, { kind: 'password-link-used', actorId: userId, sectionId, details: {} }, now);
    const left = makesInstructor && sectionId ? await storeInstructor(tx, userId, sectionId, now) : [];
    await endAllOf(userId, userId);
    const signIn = await storeSignIn(tx, passed.value, 'password-link', from, now);
    return ok({ email: person.email, signIn, left });
  };
  const done = await guardSecondStep(person.userId, turnOfAddress(person.email, from), signInCode, () =>
    writeAndEndSignIns(work, now),
  );
  if (!done.ok) return done;
  const { left, ...used } = done.value;
  tellSeats(left);
  return ok(used);
}
