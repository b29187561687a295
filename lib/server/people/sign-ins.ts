import { newId } from '../database/ids';
import { type Tx, write } from '../database/writer';
import { SIGN_IN_SECONDS } from './cookies';

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

/** Ends sign-ins: their cookies are worth nothing from now on. */
export async function endSignIns(ids: readonly string[], now: Date): Promise<void> {
  await write((tx) =>
    tx.signIn.updateMany({ where: { id: { in: [...ids] }, endedAt: null }, data: { endedAt: now } }),
  );
}

/** Ends every sign-in of a person, on all devices. */
export async function storeEndOfAllSignIns(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.signIn.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
}
