import { ok, type Result, refuse } from '../result';
import { makeSeatCookie } from './seat-cookies';
import { startSignIn } from './sign-ins';
import { verifyPassword } from './verify-password';
import type { Viewer } from './viewer';

/**
 * Seats a second person at the viewer's screen. The person proves who they are by a password, and from then on by a
 * cookie that is valid only beside the viewer's sign-in.
 */
export async function seatPartner(
  viewer: Viewer,
  input: { email: string; password: string },
  addSeat: (userId: string) => Promise<Result<{ seatId: string }>>,
): Promise<Result<{ seatId: string; cookie: string }>> {
  const verified = await verifyPassword(input.email, input.password);
  if (!verified.ok) return verified;
  const { userId } = verified.value;
  if (userId === viewer.userId)
    return refuse('bad-request', 'You are already here. Your partner has to sign in.');
  const seated = await addSeat(userId);
  if (!seated.ok) return seated;
  const { seatId } = seated.value;
  const signIn = await startSignIn(userId, new Date());
  return ok({ seatId, cookie: makeSeatCookie(seatId, signIn, viewer.signInId) });
}
