import { env } from '../env';
import { clearCookie, readCookies, signInCookieName } from './cookies';
import { findSignIns } from './find-sign-ins';
import { clearSeatCookies, readSeatCookies } from './seat-cookies';
import { endOfSignIn } from './sign-in-life';
import { readSignInCookie } from './sign-in-token';
import { noteUse, type UsedSignIns } from './sign-in-uses';
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

/** A viewer, with the sign-ins that prove it. */
export interface ProvedViewer extends UsedSignIns {
  viewer: Viewer;
  /** When the first of the sign-ins ends by itself if nobody uses it any more. */
  expiresAt: Date;
}

/** What a request tells of the person: they have done something, or a page has asked by itself. */
export type Doing = 'use' | 'nothing';

/** The sign-ins that prove a viewer: their own, and those of the others at this screen. */
export function signInsOf({ signInId, userId, seats }: Viewer): { id: string; userId: string }[] {
  return [{ id: signInId, userId }, ...seats.map((seat) => ({ id: seat.signInId, userId: seat.userId }))];
}

/**
 * The person whose cookies a request carries; null without a sign-in, or where it has ended or run out.
 *
 * @param doing only use keeps a sign-in from running out.
 */
export async function viewerFromHeaders(
  headers: Headers,
  now: Date = new Date(),
  doing: Doing = 'nothing',
): Promise<Viewer | null> {
  const proved = await proveViewer(headers, now);
  if (proved && doing === 'use') noteUse(proved, now);
  return proved?.viewer ?? null;
}

/** {@link viewerFromHeaders}, with the time until which the answer would stay the same if nobody signed out. */
export async function proveViewer(headers: Headers, now: Date): Promise<ProvedViewer | null> {
  const cookies = readCookies(headers);
  const claims = await readSignInCookie(cookies);
  if (!claims) return null;
  const seatClaims = readSeatCookies(cookies, claims.signInId, now);
  const ids = [claims.signInId, ...seatClaims.map(({ signInId }) => signInId)];
  const valid = await findSignIns(ids, now);
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
  const first = (times: Date[]) => new Date(Math.min(...times.map((time) => time.getTime())));
  return {
    viewer,
    expiresAt: first(valid.map((signIn) => endOfSignIn(signIn, env.signInIdleMs))),
    signInIds: valid.map(({ id }) => id),
    lastUsedAt: first(valid.map(({ lastUsedAt }) => lastUsedAt)),
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
