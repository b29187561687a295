import { newId } from '../database/ids';
import { type Tx, write } from '../database/writer';
import { SIGN_IN_SECONDS } from './cookies';
import { tellEndedSignIns } from './sign-in-notices';

export interface SignInRow {
  id: string;
  userId: string;
  expiresAt: Date;
}

/** Stores that a person has signed in, and deletes the person's sign-ins that have run out. */
export async function storeSignIn(tx: Tx, userId: string, now: Date): Promise<SignInRow> {
  await tx.signIn.deleteMany({ where: { userId, expiresAt: { lt: now } } });
  return tx.signIn.create({
    data: {
      id: newId(),
      userId,
      expiresAt: new Date(now.getTime() + SIGN_IN_SECONDS * 1_000),
      createdAt: now,
    },
    select: { id: true, userId: true, expiresAt: true },
  });
}

/** Signs in a person whose identity the caller has checked. */
export function startSignIn(userId: string, now: Date): Promise<SignInRow> {
  return write((tx) => storeSignIn(tx, userId, now));
}

/** Ends sign-ins: their cookies are worth nothing from now on, and their event streams end. */
export async function endSignIns(signInIds: readonly string[], now: Date): Promise<void> {
  await write((tx) =>
    tx.signIn.updateMany({ where: { id: { in: [...signInIds] }, endedAt: null }, data: { endedAt: now } }),
  );
  tellEndedSignIns({ signInIds });
}

/**
 * Runs a write that may end every sign-in of a person, on all devices, by calling `endAllOf` with their user id. The
 * ends are told once they are committed, which work inside a transaction could not wait for.
 */
export async function writeAndEndSignIns<T>(
  work: (tx: Tx, endAllOf: (userId: string) => Promise<void>) => Promise<T>,
  now: Date,
): Promise<T> {
  const ended = new Set<string>();
  const result = await write((tx) => {
    // The work may run more than once.
    ended.clear();
    return work(tx, async (userId) => {
      ended.add(userId);
      await tx.signIn.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
    });
  });
  for (const userId of ended) tellEndedSignIns({ userId });
  return result;
}
