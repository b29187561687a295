import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { api } from '@/lib/api/app';
import { database } from '@/lib/server/database/db';
import { passwordTurns } from '@/lib/server/people/password-turns';
import { addSecondFactor, makeSecondFactorKey } from '@/lib/server/people/second-factor';
import { signInProblem } from '@/lib/server/people/sign-in-problem';
import * as verifying from '@/lib/server/people/verify-password';
import { ok } from '@/lib/server/result';
import { codeOf } from '../support/app-codes';
import { onEveryDatabase } from '../support/databases';
import { value } from '../support/pairs';
import { origin, seedPerson, seedSection, signInAs, stranger } from '../support/people';

const password = 'a long enough password';
let addresses = 0;

/** A browser at an address of its own, which keeps cookies. */
function openBrowser() {
  addresses += 1;
  const address = `browser ${addresses}`;
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await api.request(path, {
      ...init,
      headers: {
        host: 'duet.test',
        origin,
        'x-forwarded-for': address,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...init.headers,
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return answer;
  };
  const signIn = async (
    email: string,
    typed: string,
    { headers = {}, json = 'true' }: { headers?: Record<string, string>; json?: string } = {},
  ) => {
    const { csrfToken } = await (await ask('/api/auth/csrf')).json();
    const body = new URLSearchParams({ email, password: typed, csrfToken, json });
    return ask('/api/auth/callback/credentials', { method: 'POST', body, headers });
  };
  /** Sends fields as the pages do, or other ones. */
  const enter = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const { csrfToken } = await (await ask('/api/auth/csrf')).json();
    const body = new URLSearchParams({ csrfToken, json: 'true', ...fields });
    return ask('/api/auth/callback/credentials', { method: 'POST', body, headers });
  };
  return { ask, signIn, enter, cookies };
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('signs a person in, and out again on the server', async () => {
    const ada = await seedPerson('Ada', password);
    const { ask, signIn, cookies } = openBrowser();
    const answer = await signIn(ada.email, password);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ url: `${origin}/` });
    expect(await (await ask('/api/me')).json()).toMatchObject({ user: { email: ada.email } });
    expect([...cookies.keys()].sort()).toEqual([
      'duet-device',
      'next-auth.callback-url',
      'next-auth.csrf-token',
      'next-auth.session-token',
    ]);
    const line = answer.headers.getSetCookie().find((one) => one.startsWith('next-auth.session-token'));
    expect(line).toMatch(/HttpOnly/);
    const { csrfToken } = await (await ask('/api/auth/csrf')).json();
    await ask('/api/auth/signout', {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, json: 'true' }),
    });
    expect(await database().signIn.count({ where: { userId: ada.userId, endedAt: null } })).toBe(0);
    expect((await ask('/api/me')).status).toBe(401);
    expect(cookies.get('duet-device')).not.toBe('');
  });

  it('takes a sign-in as JSON, and refuses what says that it is and is not', async () => {
    const ada = await seedPerson('Ada', password);
    const { ask } = openBrowser();
    const { csrfToken } = await (await ask('/api/auth/csrf')).json();
    const enter = (body: string) =>
      ask('/api/auth/callback/credentials', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
    for (const broken of ['{"email": ', '"ada"', 'null']) {
      expect([broken, (await enter(broken)).status]).toEqual([broken, 400]);
    }
    const answer = await enter(JSON.stringify({ email: ada.email, password, csrfToken, json: 'true' }));
    expect(answer.status).toBe(200);
  });

  it('answers 401 to a wrong password, 429 after ten, and knows the device of the owner', async () => {
    const ada = await seedPerson('Ada', password);
    const [phone, other] = [openBrowser(), openBrowser()];
    expect((await phone.signIn(ada.email, password)).status).toBe(200);
    for (let at = 0; at < 10; at += 1) {
      const wrong = await other.signIn(ada.email, 'wrong');
      expect([wrong.status, (await wrong.json()).code]).toEqual([401, 'wrong-password']);
    }
    const held = await other.signIn(ada.email, password);
    expect([held.status, await held.json()]).toEqual([
      429,
      { code: 'throttled', message: expect.any(String) },
    ]);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(800);
    // The phone comes by the same address.
    other.cookies.set('duet-device', phone.cookies.get('duet-device') ?? '');
    expect((await other.signIn(ada.email, password)).status).toBe(200);
  });

  it('answers 503 with the time to wait where too many sign in', async () => {
    const ada = await seedPerson('Ada', password);
    const browser = openBrowser();
    await browser.ask('/api/auth/csrf');
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const others = ['one', 'two'].map((account) =>
      passwordTurns().take({ account, source: 'elsewhere', isKnown: false }, async () => ok(await held)),
    );
    const busy: Response[] = [];
    const sent = Array.from({ length: 20 }, async () => {
      const answer = await browser.signIn(ada.email, password);
      if (answer.status === 503) busy.push(answer);
      return answer.status;
    });
    await expect.poll(() => busy.length).toBe(18);
    letGo();
    expect((await Promise.all(sent)).filter((status) => status === 200)).toHaveLength(2);
    await Promise.all(others);
    for (const answer of busy) {
      expect(await answer.json()).toEqual({ code: 'busy', message: expect.any(String) });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('leads a form that was sent without scripts back to the page, which says what is wrong', async () => {
    const ada = await seedPerson('Ada', password);
    const { signIn } = openBrowser();
    const byForm = { json: 'false', headers: { accept: 'text/html,*/*;q=0.8' } };
    const led: (string | null)[] = [];
    for (let at = 0; at < 11; at += 1) {
      const answer = await signIn(ada.email, 'wrong', byForm);
      expect(answer.status).toBe(302);
      led.push(answer.headers.get('location'));
    }
    expect([led[0], led[10]]).toEqual(['/sign-in?error=wrong-password', '/sign-in?error=throttled']);
  });

  it('does not say that a password is wrong when it could not be checked', async () => {
    const ada = await seedPerson('Ada', password);
    const { signIn } = openBrowser();
    vi.spyOn(verifying, 'verifyPassword').mockRejectedValueOnce(new Error('the database is away'));
    const answer = await signIn(ada.email, password);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect((await answer.json()).code).not.toBe('wrong-password');
    expect((await signIn(ada.email, password)).status).toBe(200);
  });

  /** Somebody who teaches and has an app. */
  async function teacherWithApp() {
    const grace = await seedPerson('Grace', password);
    await seedSection(grace);
    const viewer = { ...grace, signInId: (await signInAs(grace, new Date())).id };
    const at = new Date(Date.now() - 60_000);
    const { key, sealed } = value(await makeSecondFactorKey(viewer, at));
    const given = { present: password, signInCode: codeOf(key, at), sealed };
    const { recoveryCodes } = value(await addSecondFactor(viewer, given, stranger, at));
    return { email: grace.email, key, recoveryCodes };
  }

  it('asks a script for a code after the password, which is not sent again', async () => {
    const { email, key } = await teacherWithApp();
    const { ask, signIn, enter, cookies } = openBrowser();
    const asked = await signIn(email, password);
    expect([asked.status, (await asked.json()).code]).toEqual([401, 'code-needed']);
    expect(asked.headers.getSetCookie().find((line) => line.startsWith('duet-sign-in-ticket'))).toMatch(
      /; Path=\/; .*HttpOnly; SameSite=Lax/,
    );
    expect((await ask('/api/me')).status).toBe(401);
    const wrong = await enter({ signInCode: '000000' });
    expect([wrong.status, (await wrong.json()).code]).toEqual([401, 'wrong-code']);
    const right = await enter({ signInCode: codeOf(key, new Date()) });
    expect(right.status).toBe(200);
    expect(cookies.get('duet-sign-in-ticket')).toBe('');
    expect(await (await ask('/api/me')).json()).toMatchObject({ user: { email } });
  });

  it('takes password and code at once, and a code without a ticket not at all', async () => {
    const { email, key, recoveryCodes } = await teacherWithApp();
    const stolen = await openBrowser().enter({ signInCode: codeOf(key, new Date()) });
    expect([stolen.status, (await stolen.json()).code]).toEqual([401, 'sign-in-again']);
    const { enter, ask } = openBrowser();
    const [signInCode = ''] = recoveryCodes;
    expect((await enter({ email, password: 'wrong', signInCode })).status).toBe(401);
    expect((await enter({ email, password, signInCode })).status).toBe(200);
    expect((await ask('/api/me')).status).toBe(200);
  });

  it('leads a form that was sent without scripts to the code, and from there to where it wanted', async () => {
    const { email, key } = await teacherWithApp();
    const { enter, ask } = openBrowser();
    const headers = { accept: 'text/html,*/*;q=0.8' };
    const send = async (fields: Record<string, string>) => {
      const answer = await enter({ ...fields, json: 'false', callbackUrl: `${origin}/account` }, headers);
      return [answer.status, answer.headers.get('location')];
    };
    const code = (error: string) => `/sign-in?step=code&next=%2Faccount&error=${error}`;
    expect(await send({ email, password })).toEqual([302, code('code-needed')]);
    expect(await send({ signInCode: '000000' })).toEqual([302, code('wrong-code')]);
    expect(await send({ signInCode: codeOf(key, new Date()) })).toEqual([302, `${origin}/account`]);
    expect((await ask('/api/me')).status).toBe(200);
    expect(await send({ signInCode: codeOf(key, new Date()) })).toEqual([
      302,
      '/sign-in?error=sign-in-again',
    ]);
    const elsewhere = await openBrowser().enter(
      { email, password, json: 'false', callbackUrl: 'http://evil.test/account' },
      headers,
    );
    expect(elsewhere.headers.get('location')).toBe('/sign-in?step=code&next=%2F&error=code-needed');
  });

  it('refuses a sign-in from a foreign site, or without the token of the sign-in page', async () => {
    const ada = await seedPerson('Ada', password);
    const { ask, signIn, cookies } = openBrowser();
    const foreign = await signIn(ada.email, password, { headers: { origin: 'http://evil.test' } });
    expect(foreign.status).toBe(403);
    await ask('/api/auth/callback/credentials', {
      method: 'POST',
      body: new URLSearchParams({ email: ada.email, password, csrfToken: 'forged', json: 'true' }),
    });
    expect(cookies.has('next-auth.session-token')).toBe(false);
  });
});

describe('the sentence of the sign-in page', () => {
  it('is that of the code in its address', () => {
    const codes = ['wrong-password', 'throttled', 'busy', 'unavailable', 'CredentialsSignin'];
    const sentences = codes.map(signInProblem);
    expect(new Set(sentences).size).toBe(5);
    expect(sentences[0]).toContain('do not match');
    expect(sentences[1]).toContain('Too many wrong tries');
    expect(sentences[2]).toContain('Many people');
    // Codes that are not ours say nothing about passwords.
    expect(new Set(['', 'Callback', 'constructor', 'CredentialsSignin'].map(signInProblem)).size).toBe(1);
    expect(sentences[4]).not.toContain('match');
  });
});
