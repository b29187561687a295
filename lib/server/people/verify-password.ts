import { database } from '../database/db';
import { refusals } from '../refusals';
import { ok, type Result } from '../result';
import { canonicalEmail } from './email';
import { checkPassword } from './passwords';
import { passwordThrottle, throttled, underThrottle } from './throttle';

export interface VerifiedPerson {
  userId: string;
  name: string;
  email: string;
}

/** The key under which the failures of an e-mail are counted, whether it has an account or not. */
export function passwordThrottleKey(email: string): string {
  return canonicalEmail(email) ?? 'no address';
}

/** Seconds until a sign-in under this e-mail may be tried again; 0 if it may now. */
export function secondsToWaitForSignIn(email: string): number {
  return passwordThrottle.secondsToWait(passwordThrottleKey(email));
}

/**
 * Checks who a person is by e-mail and password. An unknown e-mail takes the same time and gets the same refusal as a
 * wrong password. After ten refusals within 15 minutes, an account has to wait.
 */
export async function verifyPassword(email: string, password: string): Promise<Result<VerifiedPerson>> {
  const key = passwordThrottleKey(email);
  const verified = await underThrottle(
    passwordThrottle,
    key,
    async (): Promise<Result<VerifiedPerson>> => {
      const address = canonicalEmail(email);
      const user = address
        ? await database().user.findUnique({
            where: { email: address },
            select: { id: true, name: true, email: true, passwordHash: true },
          })
        : null;
      const matches = await checkPassword(
        user?.passwordHash ?? null,
        password,
        () => passwordThrottle.secondsToWait(key) === 0,
      );
      if (matches === null) return throttled(passwordThrottle.secondsToWait(key));
      if (!matches || !user) return refusals.wrongPassword;
      return ok({ userId: user.id, name: user.name, email: user.email });
    },
    (refusal) => refusal.code === 'wrong-password',
  );
  if (verified.ok) passwordThrottle.forget(key);
  return verified;
}
