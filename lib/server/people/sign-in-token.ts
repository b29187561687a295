import { decode, encode } from 'next-auth/jwt';
import { requireAuthSecret } from '../env';
import { makeCookie, SIGN_IN_SECONDS, signInCookieName } from './cookies';
import type { SignInRow } from './sign-ins';

/** The ids in the cookie of a sign-in. Who the person is and what they may do is read from the database. */
export interface SignInClaim {
  userId: string;
  signInId: string;
}

/** The claim of a sign-in's cookie; null when it is missing, forged, broken or has run out. */
export async function readSignInCookie(
  cookies: Readonly<Record<string, string>>,
): Promise<SignInClaim | null> {
  const token = cookies[signInCookieName()];
  if (!token) return null;
  // A broken or forged cookie means "not signed in", never a failure.
  const payload = await decode({ token, secret: requireAuthSecret() }).catch(() => null);
  const { sub, signInId } = payload ?? {};
  return typeof sub === 'string' && typeof signInId === 'string' ? { userId: sub, signInId } : null;
}

/** A Set-Cookie header that signs a person in on this browser, as next-auth would write it. */
export async function makeSignInCookie(signIn: SignInRow): Promise<string> {
  const token = await encode({
    token: { sub: signIn.userId, signInId: signIn.id },
    secret: requireAuthSecret(),
    maxAge: SIGN_IN_SECONDS,
  });
  return makeCookie(signInCookieName(), token, signIn.expiresAt);
}
