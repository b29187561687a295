import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { passAddressToNextAuth, requireAuthSecret } from '../env';
import { log } from '../log';
import { refusals } from '../refusals';
import { ok, type Refusal, type Result } from '../result';
import { cookiesAreSecure, readCookies, SIGN_IN_SECONDS, signInCookieName } from './cookies';
import type { SignInSource } from './known-devices';
import { askedOrigin } from './public-origin';
import type { GivenCode } from './second-step';
import { makeTicket, readTicket, spendTicket, tryTicket } from './sign-in-tickets';
import { type SignInRow, storeSignIn } from './sign-ins';
import { verifyPassword, writeAsVerified } from './verify-password';

/** Of next-auth's answer to a sign-in: what next-auth itself reduces to a word in an address. */
export interface SignInOutcome {
  signIn?: SignInRow;
  refusal?: Refusal;
  /** For somebody whose password was right, and who is asked for a code. */
  ticketCookie?: string;
  /** What was thrown. */
  surprise?: unknown;
}

/** Signs a person in by e-mail and password, and a code where the account asks for one; without it they get a ticket. */
async function signInByPassword(
  email: string,
  password: string,
  given: GivenCode,
  from: SignInSource,
  outcome: SignInOutcome,
): Promise<Result<SignInRow>> {
  const verified = await verifyPassword(email, password, from);
  if (!verified.ok) return verified;
  const begun = await writeAsVerified(verified.value, given, async (tx, passed) =>
    ok(await storeSignIn(tx, passed, 'password', from, new Date())),
  );
  if (!begun.ok && begun.code === refusals.codeNeeded.code) {
    outcome.ticketCookie = await makeTicket(verified.value, new Date());
  }
  return begun;
}

/** Signs a person in by a code, with the ticket that stands for their password. */
async function signInByTicket(ticket: string, given: string, from: SignInSource): Promise<Result<SignInRow>> {
  const tried = await tryTicket(ticket, from, new Date());
  if (!tried.ok) return tried;
  const { id, person } = tried.value;
  return writeAsVerified(person, given, async (tx, passed) => {
    if (!(await spendTicket(tx, id))) return refusals.signInAgain;
    return ok(await storeSignIn(tx, passed, 'password', from, new Date()));
  });
}

/** Nothing that is longer is a code. */
const LONGEST_CODE = 100;

/** Where to go after signing in: the address that was asked for where it is one of this site, else the start page. */
function ownAddress(asked: string, base: string): string {
  if (!URL.canParse(asked, base)) return base;
  const url = new URL(asked, base);
  return url.origin === base ? url.href : base;
}

/** The options of next-auth for one request. A function, because building the pages has no secret yet. */
function authOptions(from: SignInSource, ticket: string, outcome: SignInOutcome): NextAuthOptions {
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
    logger: {
      error: (code, about) => log.error('next-auth', { code, error: 'error' in about ? about.error : about }),
      warn: (code) => log.warn('next-auth', { code }),
      debug: () => undefined,
    },
    providers: [
      defaultExport(CredentialsProvider)({
        credentials: { email: {}, password: {}, signInCode: {} },
        async authorize(given) {
          // A JSON body may hold anything.
          try {
            const { email = '', password = '', signInCode } = given ?? {};
            const code = signInCode === undefined ? null : String(signInCode).slice(0, LONGEST_CODE);
            const begun =
              code !== null && !email && !password
                ? await signInByTicket(ticket, code, from)
                : await signInByPassword(String(email), String(password), code, from, outcome);
            if (!begun.ok) {
              outcome.refusal = begun;
              return null;
            }
            outcome.signIn = begun.value;
            return { id: begun.value.userId, signInId: begun.value.id };
          } catch (error) {
            outcome.surprise = error;
            return null;
          }
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
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
    },
  };
}

/** What a CommonJS package exports as its default: Node puts it one level deeper than bundlers do. */
function defaultExport<T extends object>(imported: T): T {
  // The types tell what a bundler gives; the one level is looked for before.
  return 'default' in imported ? (imported as T & { default: T }).default : imported;
}

/**
 * Lets next-auth answer a request. It is called as by a page of Next, but past Next: Next takes thirty times as long to
 * hand a request on as next-auth to answer it, and nobody should wait for a flood of sign-ins that are to be refused.
 *
 * @param body the fields that were sent.
 */
export async function askNextAuth(
  request: Request,
  body: Readonly<Record<string, unknown>>,
  from: SignInSource,
): Promise<{ answer: Response; outcome: SignInOutcome }> {
  const { pathname, searchParams } = new URL(request.url);
  const origin = new URL(askedOrigin(request.headers));
  const asked = {
    method: request.method,
    query: { ...Object.fromEntries(searchParams), nextauth: pathname.split('/').slice(3) },
    cookies: readCookies(request.headers),
    headers: {
      ...Object.fromEntries(request.headers),
      // By these next-auth knows its own address.
      'x-forwarded-host': origin.host,
      'x-forwarded-proto': origin.protocol.slice(0, -1),
    },
    body,
  };
  const outcome: SignInOutcome = {};
  const headers = new Headers();
  let status = 200;
  let text: string | null = null;
  const response = {
    status(code: number) {
      status = code;
      return response;
    },
    setHeader(name: string, value: string | readonly string[]) {
      headers.delete(name);
      for (const one of [value].flat()) headers.append(name, one);
      return response;
    },
    getHeader: (name: string) => (/^set-cookie$/i.test(name) ? headers.getSetCookie() : headers.get(name)),
    json(value: unknown) {
      headers.set('Content-Type', 'application/json');
      text = JSON.stringify(value);
    },
    send(value: unknown) {
      text = typeof value === 'string' || value === undefined ? (value ?? null) : JSON.stringify(value);
    },
    end() {},
  };
  // next-auth uses no more of Next's request and response than this: see next-auth/next/index.js, NextAuthApiHandler.
  await defaultExport(NextAuth)(
    asked as unknown as NextApiRequest,
    response as unknown as NextApiResponse,
    authOptions(from, readTicket(request.headers), outcome),
  );
  return { answer: new Response(text, { status, headers }), outcome };
}
