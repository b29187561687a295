import { randomBytes } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { beforeAll, expect, it, vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import { addSeat, createPairSession } from '@/lib/server/pair/seating';
import { makeSeatCookie } from '@/lib/server/people/seat-cookies';
import { seatPartner } from '@/lib/server/people/seat-partner';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { signOut, viewerFromHeaders } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import {
  headersWith,
  seedAssignment,
  seedPerson,
  seedSection,
  seedStudent,
  signInAs,
  stranger,
} from '../../support/people';

const secret = vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
  // sign-in-idle.test.ts is about those that nobody uses.
  process.env.SIGN_IN_IDLE_MINUTES = '0';
  return process.env.AUTH_SECRET;
});

const hours = 60;
const cookieName = 'next-auth.session-token';

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('knows a person by the cookie of their sign-in, for twelve hours', async () => {
    const ada = await seedPerson('Ada');
    const signIn = await signInAs(ada);
    const headers = headersWith(signIn.cookie);
    expect(await viewerFromHeaders(headers, now)).toEqual({ ...ada, signInId: signIn.id, seats: [] });
    expect(await viewerFromHeaders(headers, later(12 * hours - 1))).not.toBeNull();
    expect(await viewerFromHeaders(headers, later(12 * hours))).toBeNull();
  });

  it('knows nobody by a cookie that is forged, broken or for another sign-in', async () => {
    const [ada, alan] = [await seedPerson('Ada'), await seedPerson('Alan')];
    const ofAlan = await signInAs(alan);
    const forge = (token: Record<string, string>, by = secret) =>
      encode({ token, secret: by, maxAge: 3_600 });
    const forged = [
      '',
      'x',
      'a.b.c.d.e',
      randomBytes(200).toString('base64url'),
      // {"alg":"none"} with the right claims.
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(
        JSON.stringify({ sub: alan.userId, signInId: ofAlan.id }),
      ).toString('base64url')}.`,
      await forge({ sub: alan.userId, signInId: ofAlan.id }, 'another secret, long enough too'),
      await forge({ sub: ada.userId, signInId: ofAlan.id }),
      await forge({ sub: alan.userId }),
      await forge({ sub: alan.userId, signInId: 'gone' }),
    ];
    for (const token of forged) {
      expect(await viewerFromHeaders(headersWith(`${cookieName}=${token}`), now)).toBeNull();
    }
  });

  it('takes no bearer token in place of the cookie', async () => {
    const signIn = await signInAs(await seedPerson('Ada'));
    const token = signIn.cookie.split(/[=;]/)[1];
    expect(await viewerFromHeaders(new Headers({ authorization: `Bearer ${token}` }), now)).toBeNull();
  });

  it('knows a person no more once they have signed out, on whatever device holds the cookie', async () => {
    const signIn = await signInAs(await seedPerson('Ada'));
    const headers = headersWith(signIn.cookie);
    const cleared = await signOut(headers, now);
    expect(cleared.some((line) => line.startsWith(`${cookieName}=;`))).toBe(true);
    expect(await viewerFromHeaders(headers, now)).toBeNull();
  });

  it('marks its cookies as unreadable for scripts, and secure only where the site is https', async () => {
    const { cookie } = await signInAs(await seedPerson('Ada'));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/; Secure/);
  });

  async function seatAlanBesideAda() {
    const section = await seedSection();
    const ada = await seedStudent(section.id, 'Ada', 'the password of Ada');
    const alan = await seedStudent(section.id, 'Alan', 'a long enough password');
    const assignmentId = await seedAssignment(section.instructor, section.id);
    // The partner signs in by the clock, so the first person does too.
    const ofAda = await signInAs(ada, new Date());
    const viewer = { ...ada, signInId: ofAda.id };
    const { id: pairSessionId } = value(await createPairSession(viewer, { assignmentId }, now));
    const seat = (userId: string) => addSeat(viewer, { pairSessionId, userId }, now);
    return { ada, alan, ofAda, viewer, seat };
  }

  it('proves the second person at the screen by a cookie, beside this sign-in and no other', async () => {
    const { ada, alan, ofAda, viewer, seat } = await seatAlanBesideAda();
    const seated = value(
      await seatPartner(
        viewer,
        { email: ` ${alan.email.toUpperCase()} `, password: 'a long enough password' },
        stranger,
        seat,
      ),
    );
    const proved = [{ seatId: seated.seatId, userId: alan.userId, signInId: expect.any(String) }];
    expect((await viewerFromHeaders(headersWith(ofAda.cookie, ...seated.cookies)))?.seats).toEqual(proved);
    const another = await signInAs(ada, new Date());
    expect((await viewerFromHeaders(headersWith(another.cookie, ...seated.cookies)))?.seats).toEqual([]);
  });

  it('ends both sign-ins when the two at one screen sign out, and takes every seat cookie away', async () => {
    const { alan, ofAda, viewer, seat } = await seatAlanBesideAda();
    const credentials = { email: alan.email, password: 'a long enough password' };
    const seated = value(await seatPartner(viewer, credentials, stranger, seat));
    const cleared = await signOut(headersWith(ofAda.cookie, ...seated.cookies, 'duet-seat-old=x'));
    expect(cleared.map((line) => line.split('=')[0]).sort()).toEqual(
      [`duet-seat-${seated.seatId}`, 'duet-seat-old', cookieName].sort(),
    );
    const valid = await database().signIn.count({
      where: { userId: { in: [viewer.userId, alan.userId] }, endedAt: null },
    });
    expect(valid).toBe(0);
  });

  it.each([
    ['another seat', (line: string) => line.replace(/duet-seat-\w+/, 'duet-seat-other')],
    ['another person', (line: string) => line.replace(/=\w+\./, '=somebody.')],
    ['a later end', (line: string) => line.replace(/\.(\d{13})\./, (_, at) => `.${Number(at) + 1}.`)],
    ['no signature', (line: string) => line.replace(/\.[\w-]+;/, '.;')],
  ])('does not believe a seat cookie changed to claim %s', async (_what, change) => {
    const [ada, alan] = [await seedPerson('Ada'), await seedPerson('Alan')];
    const ofAda = await signInAs(ada);
    const cookie = makeSeatCookie('seat', await startSignIn(alan.userId, 'password', now), ofAda.id);
    expect((await viewerFromHeaders(headersWith(ofAda.cookie, cookie), now))?.seats).toHaveLength(1);
    expect((await viewerFromHeaders(headersWith(ofAda.cookie, change(cookie)), now))?.seats).toEqual([]);
  });

  it('does not seat a partner with a wrong password, nor the viewer twice', async () => {
    const { ada, alan, viewer, seat } = await seatAlanBesideAda();
    const wrong = await seatPartner(
      viewer,
      { email: alan.email, password: 'wrong password' },
      stranger,
      seat,
    );
    expect(wrong).toMatchObject({ ok: false, code: 'wrong-password' });
    const twice = await seatPartner(
      viewer,
      { email: ada.email, password: 'the password of Ada' },
      stranger,
      seat,
    );
    expect(twice).toMatchObject({ ok: false, code: 'bad-request' });
  });
});
