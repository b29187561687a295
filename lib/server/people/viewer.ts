import { database } from '../database/db';
import { clearCookie, readCookies, signInCookieName } from './cookies';
import { clearSeatCookies, readSeatCookies } from './seat-cookies';
import { readSignInCookie } from './sign-in-token';
import { endSignIns } from './sign-ins';

/** Who is asking: built from the cookies and the database. Calls of a pair may share one for five seconds. */
export interface Viewer {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly signInId: string;
  /** Further people who signed in at this screen, by the seats they took. */
  readonly seats: readonly { readonly seatId: string; readonly userId: string; readonly signInId: string }[];
}

/** A viewer, and when the first of the sign-ins that prove it runs out. */
export interface ProvedViewer {
  viewer: Viewer;
  expiresAt: Date;
}

/** The sign-ins that prove a viewer: their own, and those of the others at this screen. */
export function signInsOf({ signInId, userId, seats }: Viewer): { id: string; userId: string }[] {
  return [{ id: signInId, userId }, ...seats.map((seat) => ({ id: seat.signInId, userId: seat.userId }))];
}

/** The person whose cookies a request carries; null without a sign-in, or where it has ended or run out. */
export async function viewerFromHeaders(headers: Headers, now: Date = new Date()): Promise<Viewer | null> {
  return (await proveViewer(headers, now))?.viewer ?? null;
}

/** {@link viewerFromHeaders}, with the time until which the answer would stay the same if nobody signed out. */
export async function proveViewer(headers: Headers, now: Date): Promise<ProvedViewer | null> {
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
    select: { id: true, userId: true, expiresAt: true, user: { select: { name: true, email: true } } },
  });
  const own = valid.find(({ id, userId }) => id === claims.signInId && userId === claims.userId);
  if (!own) return null;
  const viewer = {
    userId: own.userId,
    name: own.user.name,
    email: own.user.email,
    signInId: own.id,
    seats: seatClaims.filter((claim) =>
      valid.some(({ id, userId }) => id === claim.signInId && userId === claim.userId),
    ),
  };
  return { viewer, expiresAt: new Date(Math.min(...valid.map(({ expiresAt }) => expiresAt.getTime()))) };
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
