import { phaseAt } from '@/lib/pairing/phase';
import { policySchema } from '@/lib/schemas/policy';
import { makeBudget, tooFast } from '../budget';
import { database, type Reader } from '../database/db';
import { canonicalCode, newId } from '../database/ids';
import { holdSectionOfCode } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { type Tx, write } from '../database/writer';
import { perProcess } from '../per-process';
import { refusals } from '../refusals';
import { ok, type Refusal, type Result, refuse } from '../result';
import { canonicalEmail } from './email';
import { formerMemberOf } from './former-members';
import type { SignInSource } from './known-devices';
import { readName } from './names';
import { hashNewPassword } from './passwords';
import { passSecondStep } from './second-step';
import { type SignInRow, storeSignIn } from './sign-ins';
import { type CodeGuesser, throttleCodes } from './throttle';
import { turnOfAddress, verifyPassword, writeAsVerified } from './verify-password';
import type { Viewer } from './viewer';

/**
 * The section that a join code opens: it takes new people now, or the person is in it already. A code that opens nothing
 * any more looks like one that never was; null for both.
 *
 * @param userId the person; null where nobody has signed in.
 */
async function findSectionByCode(
  reader: Reader,
  joinCode: string | null,
  userId: string | null,
  now: Date,
): Promise<{ id: string; title: string; course: string } | null> {
  if (!joinCode) return null;
  const takesNewPeople = { joinClosedAt: null, OR: [{ joinEndsAt: null }, { joinEndsAt: { gt: now } }] };
  const isIn = userId === null ? [] : [{ enrollments: { some: { userId } } }];
  const section = await reader.section.findFirst({
    where: { joinCode, OR: [takesNewPeople, ...isIn] },
    select: { id: true, title: true, course: { select: { title: true } } },
  });
  return section && { id: section.id, title: section.title, course: section.course.title };
}

/** What lets new people into a class: its own code, or that of a pair in it which has a free place. One of the two. */
export interface Door {
  code?: string | undefined;
  pairCode?: string | undefined;
}

/** The code of the class that a door leads into; null where it leads nowhere, and where the pair has no free place now. */
async function classCodeOf(reader: Reader, { code = '', pairCode }: Door, now: Date): Promise<string | null> {
  if (pairCode === undefined) return canonicalCode(code);
  const codeOfPair = canonicalCode(pairCode);
  if (!codeOfPair) return null;
  const pair = await reader.pairSession.findUnique({
    where: { code: codeOfPair },
    select: {
      seats: { where: { activeUserId: { not: null } }, select: { id: true } },
      assignment: {
        select: { policy: true, opensAt: true, closesAt: true, section: { select: { joinCode: true } } },
      },
    },
  });
  if (!pair) return null;
  const { seats, assignment } = pair;
  const { maxSeats } = policySchema.parse(assignment.policy);
  const hasPlace = seats.length > 0 && seats.length < maxSeats;
  return hasPlace && phaseAt(assignment, now) !== 'closed' ? assignment.section.joinCode : null;
}

/** Enrols a person as a student. The caller holds the key of the person and the section, and knows that both may. */
async function storeEnrollment(tx: Tx, userId: string, sectionId: string, now: Date): Promise<void> {
  await tx.enrollment.create({ data: { id: newId(), userId, sectionId, role: 'STUDENT' } });
  await recordEvent(tx, { kind: 'joined', actorId: userId, sectionId, details: {} }, now);
}

const noSuchSection = refuse(
  'no-such-code',
  'No class takes new people with this code. Check the code, or ask your instructor.',
);

const noSuchPair = refuse(
  'no-such-code',
  'No pair with a free place takes new people with this code. Check the code, or ask your partner or your instructor.',
);

/** The refusal of a door that leads nowhere. */
function nowhere({ pairCode }: Door): Refusal {
  return pairCode === undefined ? noSuchSection : noSuchPair;
}

const takenOut = refuse(
  'removed',
  'Your instructor has taken you out of this class. Ask your instructor to enrol you again.',
);

/** Whether a person was taken out of a section; only an instructor brings them back. */
async function wasTakenOut(reader: Reader, userId: string, sectionId: string): Promise<boolean> {
  const where = { id: userId, ...formerMemberOf(sectionId) };
  return (await reader.user.findFirst({ where, select: { id: true } })) !== null;
}

/**
 * Enrols a person by a code; who has a role there already keeps it. The caller holds the key of the person, and the
 * code may have changed since the person looked it up.
 */
async function storeJoining(
  tx: Tx,
  userId: string,
  door: Door,
  now: Date,
): Promise<Result<{ sectionId: string }>> {
  const joinCode = await classCodeOf(tx, door, now);
  if (joinCode) await holdSectionOfCode(tx, joinCode);
  const section = await findSectionByCode(tx, joinCode, userId, now);
  if (!section) return nowhere(door);
  const sectionId = section.id;
  const key = { userId, sectionId };
  if (await tx.enrollment.findUnique({ where: { userId_sectionId: key }, select: { id: true } })) {
    return ok({ sectionId });
  }
  if (await wasTakenOut(tx, userId, sectionId)) return takenOut;
  await storeEnrollment(tx, userId, sectionId, now);
  return ok({ sectionId });
}

/**
 * The section that a code opens, under the throttle of wrong codes, so that nobody finds a class by trying codes. Who was
 * taken out of it is told so.
 */
export function lookUpSection(
  who: CodeGuesser,
  code: string,
  now: Date,
): Promise<Result<{ id: string; title: string; course: string }>> {
  const userId = 'userId' in who ? who.userId : null;
  return throttleCodes(who, async () => {
    const section = await findSectionByCode(database(), canonicalCode(code), userId, now);
    if (!section) return noSuchSection;
    return userId !== null && (await wasTakenOut(database(), userId, section.id)) ? takenOut : ok(section);
  });
}

/**
 * The class that the code of a pair lets a new person into, under the throttle of wrong codes, and whether the person is
 * in it already.
 */
export function lookUpPairClass(
  who: CodeGuesser,
  pairCode: string,
  now: Date,
): Promise<Result<{ title: string; course: string; isIn: boolean }>> {
  const userId = 'userId' in who ? who.userId : null;
  return throttleCodes(who, async () => {
    const door = { pairCode };
    const section = await findSectionByCode(
      database(),
      await classCodeOf(database(), door, now),
      userId,
      now,
    );
    if (!section) return nowhere(door);
    const { id: sectionId, title, course } = section;
    if (userId === null) return ok({ title, course, isIn: false });
    if (await wasTakenOut(database(), userId, sectionId)) return takenOut;
    return ok({
      title,
      course,
      isIn: (await database().enrollment.count({ where: { userId, sectionId } })) > 0,
    });
  });
}

const accountExists = refuse(
  'wrong-password',
  'An account with this e-mail already exists, and this is not its password. Sign in with it instead.',
);

/** Accounts made with one class's code: a lecture of a thousand at once, and as many again within each hour. */
const newAccounts = perProcess('new-accounts-budget', () => makeBudget(1_000, 1_000 / 3_600));

/** Somebody who has just joined a section, signed in. */
export interface Joined {
  sectionId: string;
  signIn: SignInRow;
}

/**
 * Makes an account, enrols the person in the class that a door leads into and signs them in. A person who already has an
 * account and types its password is enrolled and signed in, too.
 */
export async function joinWithNewAccount(
  input: Door & { name: string; email: string; password: string; signInCode?: string | undefined },
  from: SignInSource,
  now: Date,
): Promise<Result<Joined>> {
  const door = { code: input.code, pairCode: input.pairCode };
  const section = await findSectionByCode(database(), await classCodeOf(database(), door, now), null, now);
  if (!section) return nowhere(door);
  const name = readName(input.name);
  const email = canonicalEmail(input.email);
  if (!email) return refusals.noEmail;
  if (!name.ok) return name;

  const known = await database().user.findUnique({ where: { email }, select: { id: true } });
  if (known) {
    const verified = await verifyPassword(email, input.password, from);
    if (!verified.ok) return verified.code === 'wrong-password' ? accountExists : verified;
    const { userId } = verified.value;
    return writeAsVerified(
      verified.value,
      input.signInCode ?? null,
      async (tx, passed): Promise<Result<Joined>> => {
        const joined = await storeJoining(tx, userId, door, now);
        if (!joined.ok) return joined;
        return ok({ ...joined.value, signIn: await storeSignIn(tx, passed, 'join', from, now) });
      },
    );
  }
  const seconds = newAccounts.secondsToWait(section.id);
  if (seconds > 0) {
    return tooFast(seconds, 'More people have joined this class than can join within an hour.');
  }
  const hashed = await hashNewPassword(
    input.password,
    { name: name.value, email },
    turnOfAddress(email, from),
  );
  if (!hashed.ok) return hashed;
  newAccounts.spend(section.id, 1);
  const passwordHash = hashed.value;
  return write(
    async (tx): Promise<Result<Joined>> => {
      if (await tx.user.findUnique({ where: { email }, select: { id: true } })) return accountExists;
      const joinCode = await classCodeOf(tx, door, now);
      if (joinCode) await holdSectionOfCode(tx, joinCode);
      const section = await findSectionByCode(tx, joinCode, null, now);
      if (!section) return nowhere(door);
      const sectionId = section.id;
      const { id } = await tx.user.create({
        data: { id: newId(), email, name: name.value, passwordHash, createdAt: now },
        select: { id: true },
      });
      await storeEnrollment(tx, id, sectionId, now);
      const passed = await passSecondStep(tx, id, null, now);
      if (!passed.ok) return passed;
      return ok({ sectionId, signIn: await storeSignIn(tx, passed.value, 'join', from, now) });
    },
    { key: `email ${email}` },
  );
}

/** Enrols a signed-in person in the class that a door leads into. */
export async function joinSection(
  viewer: Viewer,
  door: Door,
  now: Date,
): Promise<Result<{ sectionId: string }>> {
  const { userId } = viewer;
  return write((tx) => storeJoining(tx, userId, door, now), { key: `person ${userId}` });
}
