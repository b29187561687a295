import { beforeAll, expect, it, vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import { findOneTimeCode, makeOneTimeCode, setPasswordByCode } from '@/lib/server/people/one-time-codes';
import {
  changePassword,
  endOtherSignIns,
  endOwnSignIn,
  listOwnSignIns,
} from '@/lib/server/people/own-account';
import { rememberedViewer } from '@/lib/server/people/remembered-viewer';
import { storeSignIn } from '@/lib/server/people/sign-ins';
import { verifyPassword, writeAsVerified } from '@/lib/server/people/verify-password';
import { ok } from '@/lib/server/result';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { headersWith, seedPerson, seedSection, seedStudent, signInAs, stranger } from '../../support/people';
import { hearing } from '../../support/sign-ins';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
});

const present = 'the password of before';
const password = 'the password of afterwards';

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(async () => {
    await makeDatabase();
    await hearing();
  });

  /** Somebody who is signed in on as many devices, and looks from the first. */
  async function signedIn(devices = 3) {
    const section = await seedSection();
    const person = await seedStudent(section.id, 'Ada', present);
    const signIns = [];
    for (let at = 0; at < devices; at += 1) signIns.push(await signInAs(person, later(at / 60)));
    const viewer = { ...person, signInId: signIns[0]?.id ?? '' };
    return { section, viewer, signIns, ids: signIns.map(({ id }) => id) };
  }

  /** Which of the devices are signed in, as the server remembers and reads them. */
  async function stillIn(signIns: readonly { cookie: string }[]) {
    const viewers = await Promise.all(
      signIns.map(({ cookie }) => rememberedViewer(headersWith(cookie), later(1))),
    );
    return viewers.map((viewer) => viewer !== null);
  }

  it('lists the sign-ins of the viewer, this one first, with the names of their browsers', async () => {
    const { viewer, ids } = await signedIn(2);
    await signInAs(await seedPerson('Alan'));
    const verified = value(await verifyPassword(viewer.email, present, stranger));
    const third = value(
      await writeAsVerified(verified, null, async (tx, passed) =>
        ok(await storeSignIn(tx, passed, 'password', stranger, later(2))),
      ),
    );
    expect(await listOwnSignIns(viewer, later(3))).toEqual([
      { id: ids[0], browser: null, begunAt: now, lastUsedAt: now, isThisOne: true },
      {
        id: third.id,
        browser: stranger.browser,
        begunAt: later(2),
        lastUsedAt: later(2),
        isThisOne: false,
      },
      { id: ids[1], browser: null, begunAt: later(1 / 60), lastUsedAt: later(1 / 60), isThisOne: false },
    ]);
    expect(await listOwnSignIns(viewer, later(121))).toMatchObject([{ id: third.id }]);
  });

  it('ends one of them, at once, and nobody else’s', async () => {
    const [{ viewer, signIns, ids }, other] = [await signedIn(), await signedIn(1)];
    expect(await stillIn([...signIns, ...other.signIns])).toEqual([true, true, true, true]);
    for (const signInId of [other.ids[0] ?? '', 'nothing', '']) {
      expect(await endOwnSignIn(viewer, { signInId }, now)).toMatchObject({ code: 'not-found' });
    }
    value(await endOwnSignIn(viewer, { signInId: ids[1] ?? '' }, now));
    value(await endOwnSignIn(viewer, { signInId: ids[1] ?? '' }, now));
    expect(await stillIn([...signIns, ...other.signIns])).toEqual([true, false, true, true]);
    const records = await database().auditRecord.findMany({
      where: { actorId: viewer.userId, kind: 'sign-ins-ended' },
    });
    expect(records).toMatchObject([{ subjectId: null, details: { signIns: 1 } }]);
  });

  it('ends all the others, however many, and leaves this one', async () => {
    const { viewer, signIns } = await signedIn(3);
    await stillIn(signIns);
    expect(await endOtherSignIns(viewer, now)).toEqual({ ended: 2 });
    expect(await stillIn(signIns)).toEqual([true, false, false]);
    expect(await endOtherSignIns(viewer, now)).toEqual({ ended: 0 });
    const many = await signedIn(120);
    await stillIn(many.signIns);
    expect(await endOtherSignIns(many.viewer, now)).toEqual({ ended: 119 });
    expect((await stillIn(many.signIns)).filter(Boolean)).toHaveLength(1);
  });

  it('changes the password, and ends the sign-ins of everywhere else', async () => {
    const { viewer, signIns } = await signedIn();
    await stillIn(signIns);
    value(await changePassword(viewer, { present, password }, stranger, now));
    expect(await stillIn(signIns)).toEqual([true, false, false]);
    expect(await verifyPassword(viewer.email, password, stranger)).toMatchObject({ ok: true });
    expect(await verifyPassword(viewer.email, present, stranger)).toMatchObject({ code: 'wrong-password' });
    expect(await changePassword(viewer, { present, password }, stranger, now)).toMatchObject({
      code: 'wrong-password',
    });
  });

  it('changes nothing with a wrong present password, and lets nobody guess it here', async () => {
    const { viewer, signIns } = await signedIn();
    for (let at = 0; at < 10; at += 1) {
      expect(await changePassword(viewer, { present: `guess ${at}`, password }, stranger, now)).toMatchObject(
        {
          code: 'wrong-password',
        },
      );
    }
    for (const tried of ['guess 10', present]) {
      expect(await changePassword(viewer, { present: tried, password }, stranger, now)).toMatchObject({
        code: 'throttled',
      });
    }
    expect(await verifyPassword(viewer.email, present, stranger)).toMatchObject({ code: 'throttled' });
    expect(await stillIn(signIns)).toEqual([true, true, true]);
    const elsewhere = { ...stranger, address: 'elsewhere' };
    expect(await verifyPassword(viewer.email, present, elsewhere)).toMatchObject({ ok: true });
  });

  it.each(['short', 'password1', 'Ada12345'])('takes no new password like %s', async (refused) => {
    const { viewer, signIns } = await signedIn();
    expect(await changePassword(viewer, { present, password: refused }, stranger, now)).toMatchObject({
      code: 'bad-request',
    });
    expect(await verifyPassword(viewer.email, present, stranger)).toMatchObject({ ok: true });
    expect(await stillIn(signIns)).toEqual([true, true, true]);
  });

  it('makes a link of before worthless', async () => {
    const { viewer, section } = await signedIn(1);
    const wanted = { sectionId: section.id, userId: viewer.userId };
    const { code } = value(await makeOneTimeCode(section.instructor, wanted, now));
    value(await changePassword(viewer, { present, password }, stranger, now));
    expect(await findOneTimeCode(code, now)).toBeNull();
  });

  it('lets one of two changes at the same moment win, and tells the other so', async () => {
    const { viewer } = await signedIn(1);
    const answers = await Promise.all(
      [password, 'seven green herons'].map((chosen) =>
        changePassword(viewer, { present, password: chosen }, stranger, now),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual(expect.objectContaining({ code: 'wrong-password' }));
  });

  it('lets one of two new passwords win, and leaves nobody signed in by the other', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { viewer, signIns, section } = await signedIn(2);
      const wanted = { sectionId: section.id, userId: viewer.userId };
      const { code } = value(await makeOneTimeCode(section.instructor, wanted, now));
      const verified = value(await verifyPassword(viewer.email, present, stranger));
      const [changed, byLink, late] = await Promise.all([
        changePassword(viewer, { present, password }, stranger, now),
        setPasswordByCode({ code, password: 'the password of the link' }, stranger, now),
        writeAsVerified(verified, null, async (tx, passed) =>
          ok(await storeSignIn(tx, passed, 'password', stranger, now)),
        ),
      ]);
      // By whichever came last; a change makes the link worthless, and the link ends the viewer's sign-in.
      expect([changed.ok, byLink.ok].filter(Boolean)).toHaveLength(1);
      const won = changed.ok ? password : 'the password of the link';
      expect(await verifyPassword(viewer.email, won, stranger)).toMatchObject({ ok: true });
      expect(await stillIn(signIns)).toEqual([changed.ok, false]);
      const left = await database().signIn.count({ where: { userId: viewer.userId, endedAt: null } });
      expect([left, late.ok]).toEqual([1, expect.any(Boolean)]);
    }
  });
});
