import { z } from 'zod';
import { database } from '../database/db';
import { newId } from '../database/ids';
import { lockPerson } from '../database/locks';
import { recordEvent } from '../database/record-event';
import { type Tx, write } from '../database/writer';
import { refusals } from '../refusals';
import { notFound, ok, type Result, refuse } from '../result';
import { canonicalEmail } from './email';
import type { SignInSource } from './known-devices';
import { hashRecoveryCode, makeRecoveryCodes } from './recovery-codes';
import { seal, unseal } from './sealed-texts';
import { guardSecondStep, passSecondStep, sealedKeyPurpose } from './second-step';
import { writeAndEndSignIns } from './sign-ins';
import { canonicalTotpCode, findTotpStep, makeTotpKey, totpAddress } from './totp';
import { turnOfDevice, verifyPassword } from './verify-password';
import type { Viewer } from './viewer';

const setupPurpose = 'duet second factor to be confirmed';
/** How long the first code may take after the key was shown. */
const SETUP_MINUTES = 15;

const setup = z.object({ key: z.string(), until: z.number() });

const hasOne = refuse('bad-request', 'Your account has an app already. Remove it first.');
const setupIsOver = refuse('bad-request', 'This took too long. Please start again, with a new key.');

/** What the account page shows of the viewer's second factor. */
export interface OwnSecondFactor {
  addedAt: Date;
  recoveryCodesLeft: number;
}

/** The viewer's second factor; null where there is none. */
export async function findOwnSecondFactor({ userId }: Viewer): Promise<OwnSecondFactor | null> {
  const [factor, recoveryCodesLeft] = await Promise.all([
    database().secondFactor.findUnique({ where: { userId }, select: { createdAt: true } }),
    database().recoveryCode.count({ where: { userId, usedAt: null } }),
  ]);
  return factor && { addedAt: factor.createdAt, recoveryCodesLeft };
}

/** Whether somebody may add a second factor: who teaches a class does, because others' marks depend on them. */
export async function mayAddSecondFactor({ userId }: Viewer): Promise<boolean> {
  return (await database().enrollment.count({ where: { userId, role: 'INSTRUCTOR' } })) > 0;
}

/** A key for an app that is not confirmed yet. Nothing is stored: the browser sends `sealed` back with the first code. */
export interface NewKey {
  /** In base 32, for those who type it. */
  key: string;
  /** What the app reads from the QR code. */
  address: string;
  sealed: string;
}

/** Makes a key for the viewer's app. */
export async function makeSecondFactorKey(viewer: Viewer, now: Date): Promise<Result<NewKey>> {
  if (!(await mayAddSecondFactor(viewer))) return notFound;
  const key = makeTotpKey();
  const until = now.getTime() + SETUP_MINUTES * 60_000;
  const sealed = seal(setupPurpose, viewer.userId, JSON.stringify({ key, until }));
  return ok({ key, address: totpAddress(key, viewer.email), sealed });
}

function openSetup(viewer: Viewer, sealed: string, now: Date): string | null {
  const opened = unseal(setupPurpose, viewer.userId, sealed);
  if (opened === null) return null;
  const { key, until } = setup.parse(JSON.parse(opened));
  return until > now.getTime() ? key : null;
}

/** Stores ten new recovery codes in place of those before; returns them, to be shown once. */
async function storeRecoveryCodes(tx: Tx, userId: string, now: Date): Promise<string[]> {
  const codes = makeRecoveryCodes();
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({
      id: newId(),
      userId,
      codeHash: hashRecoveryCode(code),
      createdAt: now,
    })),
  });
  return codes;
}

/** Whether the password is still the one that was checked, and the sign-in holds; the caller has locked the person. */
async function isStillProved(tx: Tx, { userId, signInId }: Viewer, passwordHash: string): Promise<boolean> {
  const found = await tx.user.count({
    where: { id: userId, passwordHash, signIns: { some: { id: signInId, endedAt: null } } },
  });
  return found === 1;
}

/**
 * Adds a second factor to the viewer's account, which a first code confirms, and ends their sign-ins everywhere else:
 * those began without it. The present password is asked for, or whoever sits down at an open machine could keep its owner
 * out.
 *
 * @returns the recovery codes, to be shown once.
 */
export async function addSecondFactor(
  viewer: Viewer,
  input: { present: string; signInCode: string; sealed: string },
  from: SignInSource,
  now: Date,
): Promise<Result<{ recoveryCodes: string[] }>> {
  if (!(await mayAddSecondFactor(viewer))) return notFound;
  const verified = await verifyPassword(viewer.email, input.present, from);
  if (!verified.ok) return verified.code === 'wrong-password' ? refusals.notPresentPassword : verified;
  const key = openSetup(viewer, input.sealed, now);
  if (key === null) return setupIsOver;
  const code = canonicalTotpCode(input.signInCode);
  const step = code === null ? null : findTotpStep(key, code, now);
  // The browser has the key: there is nothing to guess.
  if (step === null) return refusals.wrongCode;
  const { userId, signInId } = viewer;
  return writeAndEndSignIns(async (tx, endAllOf): Promise<Result<{ recoveryCodes: string[] }>> => {
    await lockPerson(tx, userId);
    if (!(await isStillProved(tx, viewer, verified.value.passwordHash))) return refusals.notPresentPassword;
    if ((await tx.secondFactor.count({ where: { userId } })) > 0) return hasOne;
    const sealedKey = seal(sealedKeyPurpose, userId, key);
    await tx.secondFactor.create({
      data: { id: newId(), userId, sealedKey, lastStep: step, createdAt: now },
    });
    const recoveryCodes = await storeRecoveryCodes(tx, userId, now);
    await recordEvent(tx, { kind: 'second-factor-added', actorId: userId, details: {} }, now);
    await endAllOf(userId, userId, { except: signInId });
    return ok({ recoveryCodes });
  }, now);
}

/** Makes ten new recovery codes for the viewer, who proves by a code to have the app or one of the old ones. */
export async function renewRecoveryCodes(
  viewer: Viewer,
  input: { signInCode: string },
  from: SignInSource,
  now: Date,
): Promise<Result<{ recoveryCodes: string[] }>> {
  const { userId } = viewer;
  const user = await database().user.findUniqueOrThrow({
    where: { id: userId },
    select: { id: true, email: true, passwordHash: true },
  });
  return guardSecondStep(userId, turnOfDevice(user, from), input.signInCode, () =>
    write(async (tx): Promise<Result<{ recoveryCodes: string[] }>> => {
      await lockPerson(tx, userId);
      if ((await tx.secondFactor.count({ where: { userId } })) === 0) return notFound;
      const passed = await passSecondStep(tx, userId, input.signInCode, now);
      if (!passed.ok) return passed;
      const recoveryCodes = await storeRecoveryCodes(tx, userId, now);
      await recordEvent(tx, { kind: 'recovery-codes-renewed', actorId: userId, details: {} }, now);
      return ok({ recoveryCodes });
    }),
  );
}

async function deleteSecondFactor(tx: Tx, userId: string, actorId: string | null, now: Date): Promise<void> {
  await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.signInTicket.deleteMany({ where: { userId } });
  await recordEvent(tx, { kind: 'second-factor-removed', actorId, subjectId: userId, details: {} }, now);
}

/** Removes the viewer's second factor by password and code, and ends their sign-ins everywhere else. */
export async function removeSecondFactor(
  viewer: Viewer,
  input: { present: string; signInCode: string },
  from: SignInSource,
  now: Date,
): Promise<Result<null>> {
  const verified = await verifyPassword(viewer.email, input.present, from);
  if (!verified.ok) return verified.code === 'wrong-password' ? refusals.notPresentPassword : verified;
  const { userId, signInId } = viewer;
  return guardSecondStep(userId, verified.value.turn, input.signInCode, () =>
    writeAndEndSignIns(async (tx, endAllOf): Promise<Result<null>> => {
      await lockPerson(tx, userId);
      if (!(await isStillProved(tx, viewer, verified.value.passwordHash))) return refusals.notPresentPassword;
      if ((await tx.secondFactor.count({ where: { userId } })) === 0) return notFound;
      const passed = await passSecondStep(tx, userId, input.signInCode, now);
      if (!passed.ok) return passed;
      await deleteSecondFactor(tx, userId, userId, now);
      await endAllOf(userId, userId, { except: signInId });
      return ok(null);
    }, now),
  );
}

/**
 * Removes the second factor of a person who has lost the app and the recovery codes, for the operator's command, and ends
 * all their sign-ins.
 *
 * @returns the e-mail as it is stored, and whether there was one.
 */
export async function removeSecondFactorOf(
  email: string,
  now: Date,
): Promise<Result<{ email: string; wasThere: boolean }>> {
  const address = canonicalEmail(email);
  if (!address) return refusals.nobody;
  return writeAndEndSignIns(async (tx, endAllOf): Promise<Result<{ email: string; wasThere: boolean }>> => {
    const user = await tx.user.findUnique({ where: { email: address }, select: { id: true } });
    if (!user) return refusals.nobody;
    await lockPerson(tx, user.id);
    const wasThere = (await tx.secondFactor.count({ where: { userId: user.id } })) > 0;
    if (wasThere) {
      await deleteSecondFactor(tx, user.id, null, now);
      await endAllOf(user.id, null);
    }
    return ok({ email: address, wasThere });
  }, now);
}
