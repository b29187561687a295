import { database } from '../database/db';
import { clearCookie, readCookies, signInCookieName } from './cookies';
import { clearSeatCookies, readSeatCookies } from './seat-cookies';
import { readSignInCookie } from './sign-in-token';
import { endSignIns } from './sign-ins';

/** Who is asking: built from the cookies and the database on every request. */
export interface Viewer {
  userId: string;
  name: string;
  email: string;
  signInId: string;
  /** Further people who signed in at this screen, by the seats they took. */
  seats: { seatId: string; userId: string }[];
}

/** The person whose cookies a request carries; null without a sign-in, or where it has ended or run out. */
export async function viewerFromHeaders(headers: Headers, now: Date = new Date()): Promise<Viewer | null> {
  const cookies = readCookies(headers);
  const claims = await readSignInCookie(cookies);
  if (!claims) return null;
  const seatClaims = readSeatCookies(cookies, claims.signInId, now);
  const valid = await database().signIn.findMany({
    where: {
      id: { in: [claims.signInId, ...seatClaims.map(({ signInId }) => signInId)] },
      endedAt: null,
      expiresAt: { gt: now },
    },
    select: { id: true, userId: true, user: { select: { name: true, email: true } } },
  });
  const own = valid.find(({ id, userId }) => id === claims.signInId && userId === claims.userId);
  if (!own) return null;
  return {
    userId: own.userId,
    name: own.user.name,
    email: own.user.email,
    signInId: own.id,
    seats: seatClaims
      .filter((claim) => valid.some(({ id, userId }) => id === claim.signInId && userId === claim.userId))
      .map(({ seatId, userId }) => ({ seatId, userId })),
  };
}

/**
 * Signs out everybody who signed in at this screen, on the server too.
 *
 * @returns the Set-Cookie headers that take all their cookies away.
 */
export async function signOut(headers: Headers, now: Date = new Date()): Promise<string[]> {
  const cookies = readCookies(headers);
  const claims = await readSignInCookie(cookies);
  if (claims) {
    const seats = readSeatCookies(cookies, claims.signInId, now);
    await endSignIns([claims.signInId, ...seats.map(({ signInId }) => signInId)], now);
  }
  return [clearCookie(signInCookieName()), ...clearSeatCookies(cookies)];
}
