import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { passAddressToNextAuth, requireAuthSecret } from '../env';
import { cookiesAreSecure, SIGN_IN_SECONDS, signInCookieName } from './cookies';
import { startSignIn } from './sign-ins';
import { verifyPassword } from './verify-password';

/** The options of next-auth. A function, because building the pages has no secret yet. */
export function authOptions(): NextAuthOptions {
  passAddressToNextAuth();
  const isSecure = cookiesAreSecure();
  return {
    secret: requireAuthSecret(),
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: {
        name: signInCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      },
    },
    session: { strategy: 'jwt', maxAge: SIGN_IN_SECONDS, updateAge: SIGN_IN_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(given) {
          const verified = await verifyPassword(given?.email ?? '', given?.password ?? '');
          // next-auth hands the code to the sign-in page, which has the sentence for it.
          if (!verified.ok) throw new Error(verified.code);
          const { userId } = verified.value;
          const signIn = await startSignIn(userId, new Date());
          return { id: userId, signInId: signIn.id };
        },
      }),
    ],
    callbacks: {
      // Ids only: name, roles and places are read from the database.
      jwt: ({ token, user }) => ({
        sub: user?.id ?? token.sub ?? '',
        signInId: user && 'signInId' in user ? user.signInId : token.signInId,
      }),
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}
