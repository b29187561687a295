import { parse, serialize } from 'hono/utils/cookie';
import { env } from '../env';

/** How long a sign-in and its cookies last. */
export const SIGN_IN_SECONDS = 12 * 60 * 60;

/** What the name of a seat's cookie starts with; the seat's id follows. */
export const SEAT_COOKIE_PREFIX = 'duet-seat-';

/**
 * Whether cookies are for https only, next-auth's and our own alike. On a plain http address (a school's local network)
 * browsers would refuse secure cookies.
 */
export function cookiesAreSecure(): boolean {
  return env.appUrl?.startsWith('https://') ?? false;
}

/** The name next-auth gives the cookie of a sign-in. */
export function signInCookieName(): string {
  return cookiesAreSecure() ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

/** The name of the cookie in which next-auth keeps where to go after signing in. */
export function callbackCookieName(): string {
  return cookiesAreSecure() ? '__Secure-next-auth.callback-url' : 'next-auth.callback-url';
}

/** The cookies of a request, by name. */
export function readCookies(headers: Headers): Record<string, string> {
  return parse(headers.get('cookie') ?? '');
}

/** A Set-Cookie header that proves something until `expiresAt`; scripts cannot read it, foreign sites not send it. */
export function makeCookie(name: string, value: string, expiresAt: Date): string {
  return serialize(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: cookiesAreSecure(),
    expires: expiresAt,
  });
}

/** A Set-Cookie header that takes a cookie away. */
export function clearCookie(name: string): string {
  return makeCookie(name, '', new Date(0));
}
