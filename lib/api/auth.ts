import type { Context } from 'hono';
import { safeNextPath } from '@/lib/client/next-path';
import { reportFailure } from '@/lib/server/database/report-failure';
import { askNextAuth } from '@/lib/server/people/auth';
import { callbackCookieName, clearCookie, readCookies } from '@/lib/server/people/cookies';
import { makeDeviceCookie, signInSource } from '@/lib/server/people/known-devices';
import { askedOrigin } from '@/lib/server/people/public-origin';
import { admitSignIn } from '@/lib/server/people/sign-in-admission';
import { clearTicketCookie, readTicket } from '@/lib/server/people/sign-in-tickets';
import { signOut } from '@/lib/server/people/viewer';
import { refusals, requestProblems } from '@/lib/server/refusals';
import { notFound, type Refusal } from '@/lib/server/result';
import { type ApiEnv, answerRefusal, makeResource } from './api';

/** What next-auth is used for. It would also write into the log whatever anybody sends, and show pages of its own. */
const actions = {
  GET: new Set(['csrf', 'session', 'providers', 'signin', 'signout', 'error']),
  POST: new Set(['callback', 'signin', 'signout']),
};

/** Whether next-auth takes an address to go to afterwards, given whole or as a path. */
function isCallback(address: string): boolean {
  const base = address.startsWith('/') ? 'http://here.invalid' : undefined;
  return URL.canParse(address, base) && /^https?:$/.test(new URL(address, base).protocol);
}

/** Whether next-auth would call an address to go to afterwards a failure of its own. */
function hasBadCallback(c: Context<ApiEnv>): boolean {
  const asked = [c.req.query('callbackUrl'), readCookies(c.req.raw.headers)[callbackCookieName()]];
  return asked.some((address) => address && !isCallback(address));
}

/** The fields of a form or of a JSON object; null where the body says that it is JSON and is not. */
async function fieldsOf(c: Context<ApiEnv>): Promise<Record<string, unknown> | null> {
  const text = await c.req.text();
  if (!c.req.header('content-type')?.includes('application/json')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Whether somebody sees the answer as a page. */
function isBrowser(c: Context<ApiEnv>): boolean {
  return c.req.header('accept')?.includes('text/html') ?? false;
}

/** Leads back to the page, which has the sentence for the code. */
function backToSignIn(c: Context<ApiEnv>, { code }: { code: string }, step: Record<string, string> = {}) {
  return c.redirect(`/sign-in?${new URLSearchParams({ ...step, error: code })}`, 302);
}

/** The codes of those who are asked for a code, or have typed a wrong one: the page goes on where they are. */
const ofCodeStep: ReadonlySet<string> = new Set([refusals.codeNeeded.code, refusals.wrongCode.code]);

/** Where somebody wanted to go after signing in, as a path of this site; the start page where they do not say. */
function nextOf(c: Context<ApiEnv>, { callbackUrl }: Record<string, unknown>): string {
  const here = askedOrigin(c.req.raw.headers);
  if (typeof callbackUrl !== 'string' || !URL.canParse(callbackUrl, here)) return '/';
  const url = new URL(callbackUrl, here);
  return url.origin === here ? safeNextPath(`${url.pathname}${url.search}`) : '/';
}

/** The codes of what was wrong or missing: to a program they are a 401. */
const notSignedIn: ReadonlySet<string> = new Set([
  refusals.wrongPassword.code,
  refusals.signInAgain.code,
  ...ofCodeStep,
]);

/**
 * Answers a refused sign-in. Who sent a form and not a call of our scripts is led back to the page; a program that sent
 * one learns by the status that it has to wait.
 */
function answerRefusedSignIn(c: Context<ApiEnv>, refusal: Refusal, body: Record<string, unknown>) {
  const isWrong = notSignedIn.has(refusal.code);
  if (body.json !== 'true' && (isWrong || isBrowser(c))) {
    const isAtCode = ofCodeStep.has(refusal.code);
    return backToSignIn(c, refusal, isAtCode ? { step: 'code', next: nextOf(c, body) } : {});
  }
  // Nobody is signed in: 403 is for those who are, and seat a second person.
  return isWrong ? c.json({ code: refusal.code, message: refusal.message }, 401) : answerRefusal(c, refusal);
}

/** Signing in and out by next-auth, with its own calls below `/auth`. */
export const authRoutes = makeResource();

authRoutes.on(['GET', 'POST'], '/auth/:action{.+}', async (c) => {
  const [action = ''] = c.req.param('action').split('/');
  const isPost = c.req.method === 'POST';
  if (!actions[isPost ? 'POST' : 'GET'].has(action)) return answerRefusal(c, notFound);
  // next-auth leads to the sign-in page with it, as it stands.
  const isErrorPlain = /^[\w-]{0,40}$/.test(c.req.query('error') ?? '');
  if (hasBadCallback(c) || !isErrorPlain) {
    // Else this browser would be refused for ever.
    c.header('Set-Cookie', clearCookie(callbackCookieName()), { append: true });
    return c.json(requestProblems.malformed, 400);
  }
  const body = isPost ? await fieldsOf(c) : {};
  if (body === null) return c.json(requestProblems.notJson, 400);
  const { headers } = c.req.raw;
  const from = signInSource(headers);
  const isForm = body.json !== 'true';
  if (isPost && action === 'callback' && !(await admitSignIn(from))) {
    return answerRefusedSignIn(c, refusals.tooManySignIns, body);
  }
  const { answer, outcome } = await askNextAuth(c.req.raw, body, from);
  if ('surprise' in outcome) {
    if (!isForm || !isBrowser(c)) throw outcome.surprise;
    return backToSignIn(c, reportFailure(outcome.surprise, { route: 'sign-in' }));
  }
  if (outcome.ticketCookie) c.header('Set-Cookie', outcome.ticketCookie, { append: true });
  if (outcome.refusal) return answerRefusedSignIn(c, outcome.refusal, body);
  if (outcome.signIn) {
    answer.headers.append('Set-Cookie', await makeDeviceCookie(outcome.signIn.userId, from));
    if (readTicket(headers) !== '') answer.headers.append('Set-Cookie', clearTicketCookie());
  }
  if (isPost && action === 'signout') {
    for (const cookie of await signOut(headers)) answer.headers.append('Set-Cookie', cookie);
  }
  return answer;
});
