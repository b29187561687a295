import { beforeAll, expect, it, vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import { createPairSession } from '@/lib/server/pair/seating';
import { knownDeviceId, signInSource } from '@/lib/server/people/known-devices';
import { makeOneTimeCode } from '@/lib/server/people/one-time-codes';
import { onEveryDatabase } from '../support/databases';
import { ask } from '../support/interface';
import { seedPair, value } from '../support/pairs';
import {
  hashFor,
  origin,
  seedAssignment,
  seedPerson,
  seedSection,
  seedStudent,
  signInAs,
} from '../support/people';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
});

const password = 'a long enough password';

interface Call {
  method?: 'GET' | 'POST';
  body?: unknown;
  cookie?: string;
  headers?: Record<string, string>;
}

function call(path: string, { method = 'POST', body, cookie, headers = {} }: Call = {}) {
  return ask(path, {
    method,
    headers: {
      host: 'duet.test',
      origin,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(cookie !== undefined && { cookie }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** The cookies that an answer sets, as a browser sends them back. */
function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

function me(cookie?: string) {
  return call('/api/me', { method: 'GET', ...(cookie !== undefined && { cookie }) });
}

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('tells somebody signed in who they are, and their sections and assignments', async () => {
    const section = await seedSection();
    const ada = await seedStudent(section.id, 'Ada');
    const open = await seedAssignment(section.instructor, section.id);
    const soon = new Date(Date.now() + 60_000);
    const closed = await seedAssignment(section.instructor, section.id, {
      closesAt: new Date(Date.now() - 60_000),
    });
    const later = await seedAssignment(section.instructor, section.id, { opensAt: soon });
    const { id: pairSessionId } = value(await createPairSession(ada, { assignmentId: open }, new Date()));
    const { cookie } = await signInAs(ada, new Date());
    const answer = await me(cookie.split(';')[0]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const worksheet = { slug: 'text-generation-and-attention', title: 'Text generation and attention' };
    expect(await answer.json()).toEqual({
      user: { id: ada.userId, name: 'Ada', email: ada.email },
      sections: [
        {
          id: section.id,
          title: 'Monday',
          role: 'STUDENT',
          assignments: [
            { id: open, state: 'open', worksheet, pairSessionId },
            { id: closed, state: 'closed', worksheet, pairSessionId: null },
            { id: later, state: 'not-open', worksheet, pairSessionId: null },
          ],
        },
      ],
    });
  });

  it.each([undefined, 'next-auth.session-token=x', 'next-auth.session-token='])(
    'answers 401 to whoever is not signed in (cookie %s)',
    async (cookie) => {
      const answer = await me(cookie);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual({ code: 'not-signed-in', message: expect.any(String) });
    },
  );

  it('lets a newcomer in: account, enrolment and sign-in are one call', async () => {
    const section = await seedSection();
    const body = { code: section.joinCode, name: 'Ada', email: `new-${kind}@people.test`, password };
    const answer = await call('/api/accounts', { body });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ sectionId: section.id });
    const known = await (await me(cookiesOf(answer))).json();
    expect(known).toMatchObject({
      user: { email: body.email },
      sections: [{ id: section.id, role: 'STUDENT' }],
    });
  });

  it('enrols somebody signed in by a code', async () => {
    const section = await seedSection();
    const { cookie } = await signInAs(await seedPerson('Ada'), new Date());
    const input = { cookie: cookie.split(';')[0] ?? '', body: { code: section.joinCode } };
    const answer = await call('/api/enrollments', input);
    expect([answer.status, await answer.json()]).toEqual([200, { sectionId: section.id }]);
    const wrong = await call('/api/enrollments', { ...input, body: { code: 'ZZZZZZ' } });
    expect([wrong.status, (await wrong.json()).code]).toEqual([404, 'no-such-code']);
  });

  it('sets a password by a one-time code and signs the person in', async () => {
    const section = await seedSection();
    const ada = await seedStudent(section.id, 'Ada');
    const wanted = { sectionId: section.id, userId: ada.userId };
    const { code } = value(await makeOneTimeCode(section.instructor, wanted, new Date()));
    const answer = await call('/api/passwords', { body: { code, password } });
    expect([answer.status, await answer.json()]).toEqual([200, { email: ada.email }]);
    expect((await me(cookiesOf(answer))).status).toBe(200);
    expect((await call('/api/passwords', { body: { code, password } })).status).toBe(404);
  });

  it('knows a browser again after every way to prove who one is', async () => {
    const knows = async (email: string, answer: Response) => {
      expect(answer.status).toBeLessThan(300);
      const user = await database().user.findUniqueOrThrow({ where: { email } });
      return knownDeviceId(user, signInSource(new Headers({ cookie: cookiesOf(answer) }))) !== null;
    };
    const section = await seedSection();
    const email = `known-${kind}@people.test`;
    const joined = await call('/api/accounts', {
      body: { code: section.joinCode, name: 'Ada', email, password },
    });
    expect(await knows(email, joined)).toBe(true);
    const changed = await call('/api/account/password', {
      cookie: cookiesOf(joined),
      body: { present: password, password: 'another long password' },
    });
    expect(await knows(email, changed)).toBe(true);
    const alan = await seedStudent(section.id, 'Alan');
    const wanted = { sectionId: section.id, userId: alan.userId };
    const { code } = value(await makeOneTimeCode(section.instructor, wanted, new Date()));
    const set = await call('/api/passwords', { body: { code, password } });
    expect(await knows(alan.email, set)).toBe(true);

    const pair = await seedPair({ passwordHash: await hashFor('both', password) });
    const { cookie } = await signInAs(pair.ada, new Date());
    const seated = await call(`/api/pair-sessions/${pair.pairSessionId}/seats`, {
      cookie: cookie.split(';')[0] ?? '',
      body: { email: pair.alan.email, password },
    });
    expect(await knows(pair.alan.email, seated)).toBe(true);
  });

  it('signs out on the server, clears the cookies and leads to the sign-in page', async () => {
    const { cookie } = await signInAs(await seedPerson('Ada'), new Date());
    const sent = `${cookie.split(';')[0]}; duet-seat-abc=x`;
    const answer = await call('/api/sign-out', { cookie: sent });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in']);
    expect(cookiesOf(answer)).toBe('next-auth.session-token=; duet-seat-abc=');
    for (const line of answer.headers.getSetCookie()) expect(line).toContain('Expires=Thu, 01 Jan 1970');
    expect((await me(sent)).status).toBe(401);
    expect((await call('/api/sign-out')).status).toBe(303);
  });

  it.each([
    ['from a foreign site', { origin: 'http://evil.test' }],
    ['from nowhere', { origin: 'null' }],
  ])('refuses mutations %s with 403', async (_from, headers) => {
    for (const path of ['/api/accounts', '/api/passwords', '/api/sign-out', '/api/enrollments']) {
      const answer = await call(path, { body: {}, headers });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  it.each(['{', '[]', '{}', '{"code":1,"name":"x","email":"x","password":"x"}'])(
    'answers 400 to %s where an account is wanted',
    async (body) => {
      const answer = await call('/api/accounts', { body });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ code: 'bad-request', message: expect.any(String) });
    },
  );

  it('holds up who guesses codes: sixty wrong ones, then 429 with the time to wait, and right ones pass', async () => {
    const section = await seedSection();
    const headers = { 'x-forwarded-for': `guesser ${kind}` };
    const guess = (code: string) =>
      call('/api/accounts', {
        body: { code, name: 'Eve', email: `eve-${kind}@people.test`, password },
        headers,
      });
    for (let at = 0; at < 60; at += 1) expect((await guess('ZZZZZZ')).status).toBe(404);
    const held = await guess('ZZZZZZ');
    expect(held.status).toBe(429);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(held.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect((await held.json()).code).toBe('throttled');
    expect((await guess(section.joinCode)).status).toBe(201);
  });
});
