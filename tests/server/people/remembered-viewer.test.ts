import { beforeAll, expect, it, vi } from 'vitest';
import { write } from '@/lib/server/database/writer';
import { makeOneTimeCode, setPasswordByCode } from '@/lib/server/people/one-time-codes';
import { rememberedViewer } from '@/lib/server/people/remembered-viewer';
import { makeSeatCookie } from '@/lib/server/people/seat-cookies';
import { endSignIns, startSignIn, writeAndEndSignIns } from '@/lib/server/people/sign-ins';
import { proveViewer, signOut } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { headersWith, seedPerson, seedSection, seedStudent, signInAs, stranger } from '../../support/people';
import { cutNotices, endUnheard, hearing, tellFromElsewhere } from '../../support/sign-ins';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
  // sign-in-idle.test.ts is about those that nobody uses.
  process.env.SIGN_IN_IDLE_MINUTES = '0';
});

const hours = 60;
const soon = { timeout: 10_000 };
const after = (ms: number) => new Date(now.getTime() + ms);

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(async () => {
    await makeDatabase();
    await hearing();
  });

  async function signedIn() {
    const ada = await seedPerson('Ada');
    const { id, cookie } = await signInAs(ada);
    const headers = headersWith(cookie);
    return { ada, id, cookie, headers };
  }

  async function setNewPassword(userId: string, section: Awaited<ReturnType<typeof seedSection>>) {
    const { code } = value(await makeOneTimeCode(section.instructor, { sectionId: section.id, userId }, now));
    value(await setPasswordByCode({ code, password: 'another password' }, stranger, now));
  }

  it('is the viewer of the database, for less than five seconds whatever happens to the sign-in unheard', async () => {
    const { ada, id, headers } = await signedIn();
    const viewer = await rememberedViewer(headers, now);
    expect(viewer).toEqual({ ...ada, signInId: id, seats: [] });
    await endUnheard(id);
    expect(await rememberedViewer(headers, after(4_999))).toBe(viewer);
    expect(await rememberedViewer(headers, after(5_000))).toBeNull();
  });

  it('asks anew whenever the cookie proved nobody, and for nobody without one', async () => {
    const { id, cookie, headers } = await signedIn();
    await endUnheard(id);
    expect(await rememberedViewer(headers, now)).toBeNull();
    // Nothing in the product begins a sign-in again; here it shows that the database was asked.
    await write((tx) => tx.signIn.update({ where: { id }, data: { endedAt: null } }));
    expect(await rememberedViewer(headers, now)).not.toBeNull();
    expect(await rememberedViewer(headersWith(cookie.replace('=', '=x')), now)).toBeNull();
    expect(await rememberedViewer(headersWith(), now)).toBeNull();
  });

  it('is forgotten when the sign-in runs out, and a seat when its own does', async () => {
    const { id, cookie, headers } = await signedIn();
    const alan = await seedPerson('Alan');
    const signIn = await startSignIn(alan.userId, 'password', later(-1));
    const together = headersWith(cookie, makeSeatCookie('seat', signIn, id));
    const seat = { seatId: 'seat', userId: alan.userId, signInId: signIn.id };
    expect((await rememberedViewer(together, later(12 * hours - 1.01)))?.seats).toEqual([seat]);
    expect((await rememberedViewer(together, later(12 * hours - 1)))?.seats).toEqual([]);
    expect(await rememberedViewer(headers, later(12 * hours - 0.01))).not.toBeNull();
    expect(await rememberedViewer(headers, later(12 * hours))).toBeNull();
  });

  it('is forgotten at once when the person signs out, and nobody else is', async () => {
    const [first, second] = [await signedIn(), await signedIn()];
    await rememberedViewer(first.headers, now);
    const other = await rememberedViewer(second.headers, now);
    await signOut(first.headers, now);
    expect(await rememberedViewer(first.headers, now)).toBeNull();
    expect(await rememberedViewer(second.headers, now)).toBe(other);
  });

  it('is forgotten at once when a new password is set, on every device and in every seat', async () => {
    const section = await seedSection();
    const alan = await seedStudent(section.id, 'Alan');
    const devices = [await signInAs(alan), await signInAs(alan)].map(({ cookie }) => headersWith(cookie));
    const host = await signedIn();
    const seatCookie = makeSeatCookie('seat', await startSignIn(alan.userId, 'password', now), host.id);
    const together = headersWith(host.cookie, seatCookie);
    expect((await rememberedViewer(together, now))?.seats).toHaveLength(1);
    for (const headers of devices) expect(await rememberedViewer(headers, now)).not.toBeNull();
    await setNewPassword(alan.userId, section);
    for (const headers of devices) expect(await rememberedViewer(headers, now)).toBeNull();
    expect((await rememberedViewer(together, now))?.seats).toEqual([]);
  });

  it('is forgotten after the commit that ends the sign-ins, and not where it is undone', async () => {
    const { ada, headers } = await signedIn();
    const viewer = await rememberedViewer(headers, now);
    const seen: unknown[] = [];
    const end = (isUndone: boolean) =>
      writeAndEndSignIns(async (_tx, endAllOf) => {
        await endAllOf(ada.userId, null);
        seen.push(await rememberedViewer(headers, now));
        if (isUndone) throw new Error('undo');
      }, now);
    await expect(end(true)).rejects.toThrow('undo');
    expect(await rememberedViewer(headers, now)).toBe(viewer);
    await end(false);
    expect(seen).toEqual([viewer, viewer]);
    expect(await rememberedViewer(headers, now)).toBeNull();
  });

  it('is not remembered when a sign-out comes between reading and remembering', async () => {
    const { id, headers } = await signedIn();
    const viewer = await rememberedViewer(headers, now, 'nothing', async (...asked) => {
      const read = await proveViewer(...asked);
      await endSignIns([id], now);
      return read;
    });
    expect(viewer).toMatchObject({ signInId: id });
    expect(await rememberedViewer(headers, now)).toBeNull();
  });

  if (kind === 'postgresql') {
    it.each(['a sign-in', 'every sign-in of a person'])(
      'is forgotten when another process tells of the end of %s',
      async (which) => {
        const [ended, other] = [await signedIn(), await signedIn()];
        await rememberedViewer(ended.headers, now);
        const viewer = await rememberedViewer(other.headers, now);
        await endUnheard(ended.id);
        expect(await rememberedViewer(ended.headers, now)).not.toBeNull();
        await tellFromElsewhere(
          which === 'a sign-in' ? { signInIds: [ended.id] } : { userId: ended.ada.userId },
        );
        await expect.poll(() => rememberedViewer(ended.headers, now), soon).toBeNull();
        expect(await rememberedViewer(other.headers, now)).toBe(viewer);
      },
    );

    it('is read again once notices come again after they could not', async () => {
      const { id, headers } = await signedIn();
      await rememberedViewer(headers, now);
      await endUnheard(id);
      expect(await rememberedViewer(headers, now)).not.toBeNull();
      await cutNotices();
      await expect.poll(() => rememberedViewer(headers, now), soon).toBeNull();
    });
  }
});
