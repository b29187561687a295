import { database } from '../database/db';
import { lockPerson } from '../database/locks';
import { type Tx, write } from '../database/writer';
import { perProcess } from '../per-process';
import { refusals } from '../refusals';
import { ok, type Result } from '../result';
import { widerNetwork } from './client-address';
import { canonicalEmail } from './email';
import { noteFailedSignIn } from './failed-sign-ins';
import type { TurnOf } from './fair-line';
import { knownDeviceId, type SignInSource } from './known-devices';
import { checkPassword } from './passwords';
import { type GivenCode, guardSecondStep, type PassedSteps, passSecondStep } from './second-step';
import { type Guard, makeThrottle, refusalOf, underGuards } from './throttle';

export interface VerifiedPerson {
  userId: string;
  name: string;
  email: string;
  /** The hash that the password was checked against. */
  passwordHash: string;
  /** Under which wrong tries from there count. */
  turn: TurnOf;
}

/** Wrong passwords of one address, or of one known device, for one account. */
const wrongPasswords = perProcess('wrong-passwords', () => makeThrottle(10, 15 * 60));

/**
 * Wrong passwords for one account from all devices that it does not know together: many addresses guess no more than
 * 2,400 in a day. Who is used to sign in elsewhere, or has a known device, is not among them.
 */
const wrongPasswordsOfStrangers = perProcess('wrong-passwords-of-strangers', () =>
  makeThrottle(100, 60 * 60),
);

/** The turn of the device that a sign-in to an account comes from: one that the account knows, or an address. */
export function turnOfDevice(
  account: { id: string; email: string; passwordHash: string | null },
  from: SignInSource,
): TurnOf {
  const deviceId = knownDeviceId(account, from);
  return deviceId
    ? { account: account.email, source: `device ${deviceId}`, isKnown: true }
    : turnOfAddress(account.email, from);
}

/** The turn of a person whose device the account may not know: for an account that is to be made, or a new password. */
export function turnOfAddress(account: string, { address }: SignInSource): TurnOf {
  const network = widerNetwork(address);
  return { account, source: `address ${address}`, ...(network !== null && { network }), isKnown: false };
}

function findAccount(email: string) {
  return database().user.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, passwordHash: true },
  });
}

/**
 * Checks who a person is by e-mail and password. An unknown e-mail takes the same time and gets the same refusal as a
 * wrong password.
 *
 * After ten wrong ones within 15 minutes from one address, that address has to wait for this account, and no other
 * address does. After a hundred within an hour from anywhere, every device waits that the account does not know. A device
 * that it knows waits for its own ten only: a shared machine is known to many, who must not guess each other's.
 */
export async function verifyPassword(
  email: string,
  password: string,
  from: SignInSource,
): Promise<Result<VerifiedPerson>> {
  const account = canonicalEmail(email);
  if (!account) return refusals.wrongPassword;
  // Without a device nothing is read before the turn has come: a flood costs the others little.
  let user = from.device ? await findAccount(account) : null;
  const turn = user ? turnOfDevice(user, from) : turnOfAddress(account, from);
  const own: Guard = { throttle: wrongPasswords, key: `${turn.source} ${account}` };
  const guards = turn.isKnown ? [own] : [own, { throttle: wrongPasswordsOfStrangers, key: account }];
  const verified = await underGuards(
    guards,
    async (): Promise<Result<VerifiedPerson>> => {
      const checked = await checkPassword(password, turn, async () => {
        // Others may have used up the allowed failures meanwhile.
        const refusal = refusalOf(guards);
        if (refusal) return refusal;
        user ??= await findAccount(account);
        return ok(user?.passwordHash ?? null);
      });
      if (!checked.ok) return checked;
      if (!user) return refusals.wrongPassword;
      const { id: userId, name, passwordHash } = user;
      if (!checked.value || passwordHash === null) {
        noteFailedSignIn(userId, new Date());
        return refusals.wrongPassword;
      }
      return ok({ userId, name, email: user.email, passwordHash, turn });
    },
    (refusal) => refusal.code === 'wrong-password',
  );
  if (verified.ok) wrongPasswords.forget(own.key);
  return verified;
}

/**
 * Runs a write for somebody who proved who they are by a password, and by a code where the account has a second factor;
 * unless that password is no longer theirs: it takes a while from its check to the write, and whoever sets a new one
 * meanwhile has ended all sign-ins.
 *
 * @param work begins the sign-in, in the same transaction.
 */
export function writeAsVerified<T>(
  { userId, passwordHash, turn }: VerifiedPerson,
  given: GivenCode,
  work: (tx: Tx, passed: PassedSteps) => Promise<Result<T>>,
  now: Date = new Date(),
): Promise<Result<T>> {
  return guardSecondStep(userId, turn, given, () =>
    write(
      async (tx): Promise<Result<T>> => {
        await lockPerson(tx, userId);
        const current = await tx.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
        if (current?.passwordHash !== passwordHash) return refusals.wrongPassword;
        const passed = await passSecondStep(tx, userId, given, now);
        return passed.ok ? work(tx, passed.value) : passed;
      },
      { key: `person ${userId}` },
    ),
  );
}
