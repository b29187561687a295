import { type NextRequest, NextResponse } from 'next/server';
import { signInCookieName } from './lib/server/people/cookies';

/**
 * Sends visitors without a sign-in's cookie to the sign-in page before anything is rendered. A convenience, no lock:
 * every page, action and handler checks the viewer itself.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.cookies.has(signInCookieName())) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const signIn = request.nextUrl.clone();
  signIn.pathname = '/sign-in';
  signIn.search = `?next=${encodeURIComponent(pathname + search)}`;
  return NextResponse.redirect(signIn, request.method === 'GET' ? 307 : 303);
}

// Behind the code of a pair somebody new makes an account.
export const config = { matcher: ['/sections/:path*', '/pair-sessions/((?!join/).*)'] };
