import { clearCookie, makeCookie, SEAT_COOKIE_PREFIX } from './cookies';
import type { SignInRow } from './sign-ins';
import { isSigned, sign } from './signed-texts';

/** What a seat's cookie with a valid signature claims. Whether the sign-in is still valid, only the database tells. */
export interface SeatClaim {
  seatId: string;
  userId: string;
  signInId: string;
}

const MOST_CLAIMS = 8;
const purpose = 'duet seat cookie';

/**
 * A Set-Cookie header with which a browser proves that a second person signed in for a seat.
 *
 * @param hostSignInId the sign-in of the person whose screen it is: the cookie is valid only beside it.
 */
export function makeSeatCookie(seatId: string, signIn: SignInRow, hostSignInId: string): string {
  const value = `${signIn.userId}.${signIn.id}.${signIn.expiresAt.getTime()}`;
  const signed = `${value}.${sign(purpose, [seatId, hostSignInId, value]).toString('base64url')}`;
  return makeCookie(`${SEAT_COOKIE_PREFIX}${seatId}`, signed, signIn.expiresAt);
}

/** The claims of the seat cookies that were signed for this sign-in and have not run out. */
export function readSeatCookies(
  cookies: Readonly<Record<string, string>>,
  hostSignInId: string,
  now: Date,
): SeatClaim[] {
  const claims: SeatClaim[] = [];
  for (const [name, signed] of Object.entries(cookies)) {
    if (!name.startsWith(SEAT_COOKIE_PREFIX) || claims.length === MOST_CLAIMS) continue;
    const seatId = name.slice(SEAT_COOKIE_PREFIX.length);
    const [userId = '', signInId = '', expiresAt = '', given = ''] = signed.split('.');
    if (!isSigned(purpose, [seatId, hostSignInId, `${userId}.${signInId}.${expiresAt}`], given)) continue;
    if (Number(expiresAt) > now.getTime()) claims.push({ seatId, userId, signInId });
  }
  return claims;
}

/** Set-Cookie headers that take away every seat cookie of a request, with a valid signature or without. */
export function clearSeatCookies(cookies: Readonly<Record<string, string>>): string[] {
  return Object.keys(cookies)
    .filter((name) => name.startsWith(SEAT_COOKIE_PREFIX))
    .map(clearCookie);
}
