import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/server/people/auth';
import { isOwnOrigin } from '@/lib/server/people/own-origin';
import { throttled } from '@/lib/server/people/throttle';
import { secondsToWaitForSignIn } from '@/lib/server/people/verify-password';
import { signOut } from '@/lib/server/people/viewer';
import { refusals, requestProblems } from '@/lib/server/refusals';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

function refusal(
  status: number,
  { code, message }: { code: string; message: string },
  headers: Record<string, string> = {},
) {
  return Response.json(
    { code, message },
    { status, headers: { 'Cache-Control': 'private, no-store', ...headers } },
  );
}

/** The e-mail of a sign-in; null where the body cannot be read. */
async function emailOf(request: NextRequest): Promise<string | null> {
  const text = await request.clone().text();
  if (!request.headers.get('content-type')?.includes('application/json')) {
    return new URLSearchParams(text).get('email') ?? '';
  }
  try {
    return String(JSON.parse(text)?.email ?? '');
  } catch {
    return null;
  }
}

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}

/** Runs next-auth after the checks that every mutation gets: origin, and failed sign-ins of the account. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!isOwnOrigin(request.headers)) {
    return refusal(403, requestProblems.foreignOrigin);
  }
  const [action] = (await context.params).nextauth;
  if (action === 'callback') {
    const email = await emailOf(request);
    if (email === null) return refusal(400, requestProblems.notJson);
    const wait = secondsToWaitForSignIn(email);
    if (wait > 0) {
      return refusal(429, throttled(wait), { 'Retry-After': String(wait) });
    }
  }
  const response: Response = await NextAuth(authOptions())(request, context);
  if (action === 'callback' && response.status === 401) return refusal(401, refusals.wrongPassword);
  if (action === 'signout') {
    for (const cookie of await signOut(request.headers)) response.headers.append('Set-Cookie', cookie);
  }
  return response;
}
