import { ok, type Result, refuse } from '../result';
import { makeDeviceCookie, type SignInSource } from './known-devices';
import { makeSeatCookie } from './seat-cookies';
import { endSignIns, storeSignIn } from './sign-ins';
import { verifyPassword, writeAsVerified } from './verify-password';
import type { Viewer } from './viewer';

/**
 * Seats a second person at the viewer's screen. The person proves who they are by a password, and from then on by a
 * cookie that is valid only beside the viewer's sign-in.
 *
 * @returns the Set-Cookie headers of the seat, and of the device that knows the person from now on.
 */
export async function seatPartner(
  viewer: Viewer,
  input: { email: string; password: string; signInCode?: string | undefined },
  from: SignInSource,
  addSeat: (userId: string) => Promise<Result<{ seatId: string }>>,
): Promise<Result<{ seatId: string; cookies: string[] }>> {
  const verified = await verifyPassword(input.email, input.password, from);
  if (!verified.ok) return verified;
  const { userId } = verified.value;
  if (userId === viewer.userId)
    return refuse('bad-request', 'You are already here. Your partner has to sign in.');
  // Nobody is seated who has not passed every step.
  const begun = await writeAsVerified(verified.value, input.signInCode ?? null, async (tx, passed) =>
    ok(await storeSignIn(tx, passed, 'same-screen', from, new Date())),
  );
  if (!begun.ok) return begun;
  const seated = await addSeat(userId);
  if (!seated.ok) {
    await endSignIns([begun.value.id], new Date());
    return seated;
  }
  const { seatId } = seated.value;
  const seatCookie = makeSeatCookie(seatId, begun.value, viewer.signInId);
  return ok({ seatId, cookies: [seatCookie, await makeDeviceCookie(userId, from)] });
}
