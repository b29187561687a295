import { lockPerson } from '../database/locks';
import { refusals } from '../refusals';
import { ok, type Result } from '../result';
import { canonicalEmail } from './email';
import { writeAndEndSignIns } from './sign-ins';

/**
 * Ends every sign-in of a person, on all devices, for the operator's command.
 *
 * @returns how many there were, and the e-mail as it is stored.
 */
export async function signOutEverywhere(
  email: string,
  now: Date,
): Promise<Result<{ email: string; ended: number }>> {
  const address = canonicalEmail(email);
  if (!address) return refusals.nobody;
  return writeAndEndSignIns(async (tx, endAllOf) => {
    const user = await tx.user.findUnique({ where: { email: address }, select: { id: true } });
    if (!user) return refusals.nobody;
    await lockPerson(tx, user.id);
    return ok({ email: address, ended: await endAllOf(user.id, null) });
  }, now);
}
