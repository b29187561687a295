import { recordEvent } from '../database/record-event';
import type { Tx } from '../database/writer';
import { log } from '../log';
import { perProcess } from '../per-process';
import { refusals } from '../refusals';
import { ok, type Refusal, type Result } from '../result';
import { noteFailedSignIn } from './failed-sign-ins';
import type { TurnOf } from './fair-line';
import { canonicalRecoveryCode, hashRecoveryCode } from './recovery-codes';
import { unseal } from './sealed-texts';
import { type Guard, makeThrottle, underGuards } from './throttle';
import { canonicalTotpCode, findTotpStep } from './totp';

/** What the keys of apps are sealed for. */
export const sealedKeyPurpose = 'duet second factor';

/** What somebody typed as a code; null where nothing was asked for yet. */
export type GivenCode = string | null;

declare const proof: unique symbol;

/** That a person has passed all that is asked of them, in this transaction; only {@link passSecondStep} makes it. */
export interface PassedSteps {
  readonly userId: string;
  readonly [proof]: true;
}

/** Takes a code of the app: the step that it is of, and those before, are used up. */
async function takeAppCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const factor = await tx.secondFactor.findUnique({ where: { userId }, select: { sealedKey: true } });
  const key = factor && unseal(sealedKeyPurpose, userId, factor.sealedKey);
  if (!key) {
    // Recovery codes still work.
    log.warn('second-factor-unreadable', { userId });
    return false;
  }
  const step = findTotpStep(key, code, now);
  if (step === null) return false;
  const used = await tx.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return used.count === 1;
}

async function takeRecoveryCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const used = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashRecoveryCode(code), usedAt: null },
    data: { usedAt: now },
  });
  if (used.count === 0) return false;
  await recordEvent(tx, { kind: 'recovery-code-used', actorId: userId, details: {} }, now);
  return true;
}

/**
 * The second step of everything that begins a sign-in: asks for a code where the account has a second factor, and uses
 * up the one that was given. The caller has locked the person, has checked what the first step proves, and runs this
 * under {@link guardSecondStep}.
 */
export async function passSecondStep(
  tx: Tx,
  userId: string,
  given: GivenCode,
  now: Date,
): Promise<Result<PassedSteps>> {
  // The one place where a proof is made.
  const passed = { userId } as PassedSteps;
  if ((await tx.secondFactor.count({ where: { userId } })) === 0) return ok(passed);
  if (given === null || given.trim() === '') return refusals.codeNeeded;
  const [appCode, recoveryCode] = [canonicalTotpCode(given), canonicalRecoveryCode(given)];
  const isRight =
    (appCode !== null && (await takeAppCode(tx, userId, appCode, now))) ||
    (recoveryCode !== null && (await takeRecoveryCode(tx, userId, recoveryCode, now)));
  return isRight ? ok(passed) : refusals.wrongCode;
}

/** Wrong codes of one address, or of one known device, for one account. */
const wrongCodes = perProcess('wrong-second-codes', () => makeThrottle(10, 15 * 60));

/**
 * Wrong codes for one account from all devices that it does not know together. Whoever gets here knows the password, so
 * this may be less than for passwords: of three codes in a million that are right at any time, 100 tries in a day find
 * one with a chance of 1 in 3,300.
 */
const wrongCodesOfStrangers = perProcess('wrong-second-codes-of-strangers', () =>
  makeThrottle(100, 24 * 60 * 60),
);

const isWrongCode = (refusal: Refusal) => refusal.code === refusals.wrongCode.code;

/**
 * Runs what passes the second step under the throttles of its wrong codes, which count as those of passwords do. The
 * counts are apart: a right password must not forgive wrong codes.
 */
export async function guardSecondStep<T>(
  userId: string,
  { account, source, isKnown }: TurnOf,
  given: GivenCode,
  attempt: () => Promise<Result<T>>,
): Promise<Result<T>> {
  if (given === null) return attempt();
  const own: Guard = { throttle: wrongCodes, key: `${source} ${account}` };
  const guards = isKnown ? [own] : [own, { throttle: wrongCodesOfStrangers, key: account }];
  const result = await underGuards(guards, attempt, isWrongCode);
  if (result.ok) wrongCodes.forget(own.key);
  else if (isWrongCode(result)) noteFailedSignIn(userId, new Date());
  return result;
}
