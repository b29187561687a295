import type { DeedDetails } from '@/lib/schemas/audit-record';
import { newId } from '../database/ids';
import { recordEvent } from '../database/record-event';
import type { TransactionOptions } from '../database/transaction';
import { type Tx, write } from '../database/writer';
import { env } from '../env';
import type { EndedSignIns } from '../live/bus';
import { SIGN_IN_SECONDS } from './cookies';
import { type PassedSteps, passSecondStep } from './second-step';
import { tellEndedSignIns } from './sign-in-notices';

export interface SignInRow {
  id: string;
  userId: string;
  expiresAt: Date;
}

/** How a person has proved who they are. */
export type SignInWay = DeedDetails<'signed-in'>['how'];

async function deleteRunOut(tx: Tx, userId: string, now: Date): Promise<void> {
  const idleMs = env.signInIdleMs;
  const isIdle = idleMs === null ? [] : [{ lastUsedAt: { lte: new Date(now.getTime() - idleMs) } }];
  await tx.signIn.deleteMany({ where: { userId, OR: [{ expiresAt: { lte: now } }, ...isIdle] } });
}

/** Stores that a person has signed in who has passed every step, and deletes the person's sign-ins that have run out. */
export async function storeSignIn(
  tx: Tx,
  { userId }: PassedSteps,
  how: SignInWay,
  from: { browser: string | null },
  now: Date,
): Promise<SignInRow> {
  await recordEvent(tx, { kind: 'signed-in', actorId: userId, details: { how } }, now);
  await deleteRunOut(tx, userId, now);
  return tx.signIn.create({
    data: {
      id: newId(),
      userId,
      browser: from.browser,
      expiresAt: new Date(now.getTime() + SIGN_IN_SECONDS * 1_000),
      lastUsedAt: now,
      createdAt: now,
    },
    select: { id: true, userId: true, expiresAt: true },
  });
}

/**
 * Signs in a person whose identity needs no password: in tests and in the preview of a worksheet. Others begin their
 * sign-in in {@link writeAsVerified}, lest the password has changed since it was checked.
 */
export function startSignIn(userId: string, how: SignInWay, now: Date): Promise<SignInRow> {
  return write(async (tx) => {
    const passed = await passSecondStep(tx, userId, null, now);
    if (!passed.ok) throw new Error(passed.message);
    return storeSignIn(tx, passed.value, how, { browser: null }, now);
  });
}

/** Ends sign-ins: their cookies are worth nothing from now on, and their event streams end. */
export async function endSignIns(signInIds: readonly string[], now: Date): Promise<void> {
  await write(async (tx) => {
    const ended = await tx.signIn.updateManyAndReturn({
      where: { id: { in: [...signInIds] }, endedAt: null },
      data: { endedAt: now },
      select: { userId: true },
    });
    for (const { userId } of ended) {
      await recordEvent(tx, { kind: 'signed-out', actorId: userId, details: {} }, now);
    }
  });
  tellEndedSignIns({ signInIds });
}

/** Which sign-ins of a person end; left out, all of them. */
interface Which {
  only?: string;
  except?: string;
}

/** Ends sign-ins of a person with the record of it; returns how many there were. */
export type EndAllOf = (userId: string, actorId: string | null, which?: Which) => Promise<number>;

/** More would not fit into a notice. */
const MOST_TOLD_BY_ID = 100;

/**
 * Runs a write that may end every sign-in of a person, on all devices, or some, by calling `endAllOf` with their user id
 * and the id of who does it, null for the operator; the answer is how many there were. The ends are told once they are
 * committed, which work inside a transaction could not wait for.
 */
export async function writeAndEndSignIns<T>(
  work: (tx: Tx, endAllOf: EndAllOf) => Promise<T>,
  now: Date,
  options: TransactionOptions = {},
): Promise<T> {
  const told: EndedSignIns[] = [];
  const result = await write((tx) => {
    // The work may run more than once.
    told.length = 0;
    return work(tx, async (userId, actorId, { only, except } = {}) => {
      await deleteRunOut(tx, userId, now);
      const ended = await tx.signIn.updateManyAndReturn({
        where: {
          userId,
          endedAt: null,
          id: { ...(only && { equals: only }), ...(except && { not: except }) },
        },
        data: { endedAt: now },
        select: { id: true },
      });
      const signInIds = ended.map(({ id }) => id);
      const isAll = only === undefined && except === undefined;
      told.push(isAll || signInIds.length > MOST_TOLD_BY_ID ? { userId } : { signInIds });
      if (signInIds.length === 0) return 0;
      const details = { signIns: signInIds.length };
      await recordEvent(tx, { kind: 'sign-ins-ended', actorId, subjectId: userId, details }, now);
      return signInIds.length;
    });
  }, options);
  for (const ended of told) tellEndedSignIns(ended);
  return result;
}
