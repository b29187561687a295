import { database } from '../database/db';
import { lockPerson } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { env } from '../env';
import { refusals } from '../refusals';
import { notFound, ok, type Result } from '../result';
import type { SignInSource } from './known-devices';
import { hashNewPassword } from './passwords';
import { whereHolding } from './sign-in-life';
import { writeAndEndSignIns } from './sign-ins';
import { turnOfAddress, verifyPassword } from './verify-password';
import type { Viewer } from './viewer';

/** More than anybody keeps apart. */
const MOST_SIGN_INS = 50;

export interface OwnSignIn {
  id: string;
  /** Such as "Firefox on Windows"; null for one that began before this was stored. */
  browser: string | null;
  begunAt: Date;
  /** To within a few minutes. */
  lastUsedAt: Date;
  /** Whether the viewer is asking by it. */
  isThisOne: boolean;
}

/** The viewer's sign-ins on all devices: this one, and then the newest of the others. */
export async function listOwnSignIns(viewer: Viewer, now: Date): Promise<OwnSignIn[]> {
  const { userId, signInId } = viewer;
  const present = { userId, ...whereHolding(now, env.signInIdleMs) };
  const select = { id: true, browser: true, lastUsedAt: true, createdAt: true } as const;
  const [own, others] = await Promise.all([
    database().signIn.findMany({ where: { ...present, id: signInId }, select }),
    database().signIn.findMany({
      where: { ...present, id: { not: signInId } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MOST_SIGN_INS,
      select,
    }),
  ]);
  return [...own, ...others].map(({ id, browser, lastUsedAt, createdAt }) => ({
    id,
    browser,
    begunAt: createdAt,
    lastUsedAt,
    isThisOne: id === signInId,
  }));
}

/** Ends one of the viewer's sign-ins; that it has ended already changes nothing. */
export async function endOwnSignIn(
  viewer: Viewer,
  input: { signInId: string },
  now: Date,
): Promise<Result<null>> {
  const { userId } = viewer;
  return writeAndEndSignIns(async (tx, endAllOf) => {
    const own = await tx.signIn.count({ where: { id: input.signInId, userId } });
    if (own === 0) return notFound;
    await endAllOf(userId, userId, { only: input.signInId });
    return ok(null);
  }, now);
}

/** Ends all sign-ins of the viewer except the one by which they ask. */
export async function endOtherSignIns(viewer: Viewer, now: Date): Promise<{ ended: number }> {
  const { userId, signInId } = viewer;
  return writeAndEndSignIns(async (tx, endAllOf) => {
    await lockPerson(tx, userId);
    return { ended: await endAllOf(userId, userId, { except: signInId }) };
  }, now);
}

/**
 * Changes the viewer's password, ends their sign-ins everywhere else, and makes links to set a password worthless. A
 * wrong present password counts as a failed sign-in: whoever sits down at an open machine cannot guess it here either.
 */
export async function changePassword(
  viewer: Viewer,
  input: { present: string; password: string },
  from: SignInSource,
  now: Date,
): Promise<Result<null>> {
  const verified = await verifyPassword(viewer.email, input.present, from);
  if (!verified.ok) return verified.code === 'wrong-password' ? refusals.notPresentPassword : verified;
  const hashed = await hashNewPassword(input.password, viewer, turnOfAddress(viewer.email, from));
  if (!hashed.ok) return hashed;
  const { userId, signInId } = viewer;
  return writeAndEndSignIns(async (tx, endAllOf): Promise<Result<null>> => {
    await lockPerson(tx, userId);
    // Somebody may have set another one, or ended this sign-in, while this one was hashed.
    const current = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        passwordHash: true,
        signIns: { where: { id: signInId, endedAt: null }, select: { id: true } },
      },
    });
    if (current.passwordHash !== verified.value.passwordHash || current.signIns.length === 0) {
      return refusals.notPresentPassword;
    }
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash: hashed.value },
      select: { id: true },
    });
    await tx.oneTimeCode.deleteMany({ where: { userId, usedAt: null } });
    await recordEvent(tx, { kind: 'password-changed', actorId: userId, details: {} }, now);
    await endAllOf(userId, userId, { except: signInId });
    return ok(null);
  }, now);
}
