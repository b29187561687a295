import { beforeAll, describe, expect, it } from 'vitest';
import { storeSection } from '@/lib/server/classes/sections';
import { database } from '@/lib/server/database/db';
import { write } from '@/lib/server/database/writer';
import { joinSection } from '@/lib/server/people/join-section';
import {
  findOneTimeCode,
  listMadeLinks,
  lookUpOneTimeCode,
  makeOneTimeCode,
  makeOneTimeCodeFor,
  setPasswordByCode,
} from '@/lib/server/people/one-time-codes';
import { startSignIn } from '@/lib/server/people/sign-ins';
import { verifyPassword } from '@/lib/server/people/verify-password';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import { seedSection, seedStudent, stranger } from '../../support/people';

const password = 'a long enough password';

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe('a one-time code', () => {
    async function lostPassword() {
      const section = await seedSection();
      const ada = await seedStudent(section.id, 'Ada', password);
      const wanted = { sectionId: section.id, userId: ada.userId };
      const { code } = value(await makeOneTimeCode(section.instructor, wanted, now));
      return { section, ada, wanted, code };
    }

    it('sets a new password once, ends every other sign-in and begins one', async () => {
      const { ada, code } = await lostPassword();
      const old = await startSignIn(ada.userId, 'password', now);
      const input = { code, password: 'another password' };
      const { email, signIn } = value(await setPasswordByCode(input, stranger, now));
      expect(email).toBe(ada.email);
      expect(await verifyPassword(ada.email, 'another password', stranger)).toMatchObject({ ok: true });
      expect(await verifyPassword(ada.email, password, stranger)).toMatchObject({ ok: false });
      const rows = await database().signIn.findMany({ where: { userId: ada.userId } });
      expect(rows.find(({ id }) => id === old.id)?.endedAt).toEqual(now);
      expect(rows.find(({ id }) => id === signIn.id)?.endedAt).toBeNull();
      expect(
        await setPasswordByCode({ ...input, password: 'a third password' }, stranger, now),
      ).toMatchObject({
        code: 'no-such-code',
      });
    });

    it('is used by one of two who use it at the same moment', async () => {
      const { code } = await lostPassword();
      const used = await Promise.all([
        setPasswordByCode({ code, password: 'first password' }, stranger, now),
        setPasswordByCode({ code, password: 'second password' }, stranger, now),
      ]);
      expect(used.filter(({ ok }) => ok)).toHaveLength(1);
    });

    it('is good for 48 hours, until it is used or a newer one is made', async () => {
      const { section, wanted, code } = await lostPassword();
      expect(await findOneTimeCode(code, later(48 * 60 - 1))).not.toBeNull();
      expect(await findOneTimeCode(code, later(48 * 60))).toBeNull();
      const newer = value(await makeOneTimeCode(section.instructor, wanted, now)).code;
      expect(await findOneTimeCode(code, now)).toBeNull();
      expect(await findOneTimeCode(newer, now)).not.toBeNull();
    });

    it('is not kept where it could be read', async () => {
      const { code } = await lostPassword();
      expect(JSON.stringify(await database().oneTimeCode.findMany())).not.toContain(code);
    });

    it.each(['short', 'iloveyou1'])(
      'is not used up by a password that is too short or easy to guess: %s',
      async (refused) => {
        const { code } = await lostPassword();
        expect(await setPasswordByCode({ code, password: refused }, stranger, now)).toMatchObject({
          code: 'bad-request',
        });
        expect(await findOneTimeCode(code, now)).not.toBeNull();
      },
    );

    it('is made by instructors for students of their own section only', async () => {
      const { section, ada, wanted } = await lostPassword();
      const elsewhere = await seedSection();
      const alan = await seedStudent(section.id, 'Alan');
      const tried = [
        makeOneTimeCode(elsewhere.instructor, wanted, now),
        makeOneTimeCode(elsewhere.instructor, { sectionId: elsewhere.id, userId: ada.userId }, now),
        makeOneTimeCode(alan, wanted, now),
        makeOneTimeCode(section.instructor, { ...wanted, userId: section.instructor.userId }, now),
      ];
      for (const made of await Promise.all(tried))
        expect(made).toMatchObject({ ok: false, code: 'not-found' });
    });

    it('is not made for somebody who teaches elsewhere', async () => {
      const { section } = await lostPassword();
      const { instructor: colleague } = await seedSection();
      value(await joinSection(colleague, { code: section.joinCode }, now));
      const wanted = { sectionId: section.id, userId: colleague.userId };
      expect(await makeOneTimeCode(section.instructor, wanted, now)).toMatchObject({ code: 'bad-request' });
    });

    it('is neither made nor good for somebody who also sits in a class of somebody else', async () => {
      const { section, ada, wanted, code } = await lostPassword();
      const both = await write((tx) =>
        storeSection(tx, { userId: section.instructor.userId, course: 'Compilers', title: 'Evening' }),
      );
      value(await joinSection(ada, { code: both.joinCode }, now));
      expect(await findOneTimeCode(code, now), 'in two classes of one instructor').not.toBeNull();
      const again = value(await makeOneTimeCode(section.instructor, wanted, now)).code;
      const colleague = await seedSection();
      value(await joinSection(ada, { code: colleague.joinCode }, now));
      const input = { code: again, password: 'another password' };
      expect(await setPasswordByCode(input, stranger, now)).toMatchObject({ code: 'no-such-code' });
      expect(await verifyPassword(ada.email, password, stranger)).toMatchObject({ ok: true });
      for (const { instructor, id } of [section, colleague]) {
        const made = await makeOneTimeCode(instructor, { ...wanted, sectionId: id }, now);
        expect(made).toMatchObject({ code: 'bad-request', message: expect.stringMatching('operator') });
      }
      const byOperator = value(await makeOneTimeCodeFor(` ${ada.email.toUpperCase()} `, now));
      value(await setPasswordByCode({ ...input, code: byOperator.code }, stranger, now));
      expect(await verifyPassword(ada.email, input.password, stranger)).toMatchObject({ ok: true });
    });

    it('is told to its person, and to nobody else', async () => {
      const { section, ada } = await lostPassword();
      value(await makeOneTimeCodeFor(ada.email, later(1)));
      expect(await listMadeLinks(ada, later(2))).toEqual([
        { by: null, madeAt: later(1) },
        { by: section.instructor.name, madeAt: now },
      ]);
      expect(await listMadeLinks(ada, later(15 * 24 * 60))).toEqual([]);
      expect(await listMadeLinks(section.instructor, later(2))).toEqual([]);
      expect(await makeOneTimeCodeFor('nobody@people.test', now)).toMatchObject({ code: 'not-found' });
    });

    it('cannot be guessed without being held up', async () => {
      const { code } = await lostPassword();
      const who = { address: `guesses a link, ${kind}` };
      // At once: it may try one more every four seconds.
      await Promise.all(Array.from({ length: 620 }, (_, at) => lookUpOneTimeCode(who, `guess ${at}`, now)));
      expect(await lookUpOneTimeCode(who, code, now)).toMatchObject({ code: 'throttled' });
    });
  });
});
