import { beforeAll, describe, expect, it } from 'vitest';
import { renewJoinCode, setJoining } from '@/lib/server/classes/joining';
import { enrollAgain, removeStudent } from '@/lib/server/classes/section-people';
import { findManagedSection } from '@/lib/server/classes/sections';
import { database } from '@/lib/server/database/db';
import { lockSection } from '@/lib/server/database/locks';
import { write } from '@/lib/server/database/writer';
import { createPairSession } from '@/lib/server/pair/seating';
import { joinSection, joinWithNewAccount, lookUpSection } from '@/lib/server/people/join-section';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { later, now, value } from '../../support/pairs';
import {
  listRemoved,
  seedAssignment,
  seedPerson,
  seedSection,
  seedStudent,
  stranger,
} from '../../support/people';

const password = 'a long enough password';
let made = 0;

/** What every way into a class answers to a code: as nobody, as somebody with an account, and on the class's page. */
async function tryEveryWay(code: string, at = now): Promise<unknown[]> {
  made += 1;
  const eve = await seedPerson('Eve', password);
  const account = { code, name: 'Joan', password };
  return [
    await joinSection(eve, { code }, at),
    await joinWithNewAccount({ ...account, email: eve.email }, stranger, at),
    await joinWithNewAccount({ ...account, email: `joan-${made}@joining.test` }, stranger, at),
    await lookUpSection({ address: `joining ${made}` }, code, at),
    await lookUpSection(await seedPerson('Mallory'), code, at),
  ];
}

async function isIn(person: Viewer, sectionId: string): Promise<boolean> {
  return (await database().enrollment.count({ where: { userId: person.userId, sectionId } })) === 1;
}

async function codeOf(sectionId: string): Promise<string> {
  return (await database().section.findUniqueOrThrow({ where: { id: sectionId } })).joinCode;
}

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  /** Resolves once some transaction waits for another one. */
  async function untilSomebodyWaits(): Promise<void> {
    if (kind === 'sqlite') return;
    await expect
      .poll(
        () =>
          database().$queryRaw`SELECT 1 AS "waits" FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      .not.toEqual([]);
  }

  describe('a join code', () => {
    it('opens the class in every way until it is renewed, and nothing from then on', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      expect((await tryEveryWay(joinCode)).every((answer) => (answer as { ok: boolean }).ok)).toBe(true);
      const { code } = value(await renewJoinCode(instructor, { sectionId, code: joinCode }, now));
      expect(code).not.toBe(joinCode);
      const before = await database().enrollment.count({ where: { sectionId } });
      expect(await tryEveryWay(joinCode)).toEqual(await tryEveryWay('ZZZZZZ'));
      expect(await database().enrollment.count({ where: { sectionId } })).toBe(before);
      expect((await tryEveryWay(code)).every((answer) => (answer as { ok: boolean }).ok)).toBe(true);
    });

    it('is renewed once by a call that is repeated', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      const renew = () => renewJoinCode(instructor, { sectionId, code: joinCode }, now);
      const codes = (await Promise.all([renew(), renew(), renew()])).map((made) => value(made).code);
      expect(new Set(codes)).toEqual(new Set([await codeOf(sectionId)]));
    });

    it('opens nothing while the class is closed or after its end, and looks like one that never was', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      const never = await tryEveryWay('ZZZZZZ');
      value(await setJoining(instructor, { sectionId, isOpen: false, endsAt: null }, now));
      expect(await tryEveryWay(joinCode)).toEqual(never);
      value(await setJoining(instructor, { sectionId, isOpen: true, endsAt: later(10) }, now));
      expect(value(await joinSection(await seedPerson(), { code: joinCode }, later(9)))).toEqual({
        sectionId,
      });
      expect(await tryEveryWay(joinCode, later(10))).toEqual(never);
      value(await setJoining(instructor, { sectionId, isOpen: true, endsAt: null }, later(11)));
      expect(value(await joinSection(await seedPerson(), { code: joinCode }, later(12)))).toEqual({
        sectionId,
      });
    });

    it('still leads those into a closed class who are in it, and no others', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      const ada = await seedStudent(sectionId);
      value(await setJoining(instructor, { sectionId, isOpen: false, endsAt: null }, now));
      for (const person of [ada, instructor]) {
        expect(value(await joinSection(person, { code: joinCode }, now))).toEqual({ sectionId });
        expect(value(await lookUpSection(person, joinCode, now)).id).toBe(sectionId);
      }
    });

    it('is looked after by those who teach the class; to everybody else it is missing', async () => {
      const { id: sectionId, joinCode } = await seedSection();
      const ada = await seedStudent(sectionId);
      const other = await seedSection();
      for (const viewer of [ada, other.instructor, await seedPerson('Eve')]) {
        const shut = { sectionId, isOpen: false, endsAt: null };
        expect(await setJoining(viewer, shut, now)).toMatchObject({ code: 'not-found' });
        expect(await renewJoinCode(viewer, { sectionId, code: joinCode }, now)).toMatchObject({
          code: 'not-found',
        });
      }
      expect(await codeOf(sectionId)).toBe(joinCode);
    });

    it.each([
      ['in the past', later(-1)],
      ['now', now],
      ['beyond the year 9999', new Date('+010000-01-01')],
      ['of a year before 2000', new Date('-000001-01-01')],
    ])('takes no end %s', async (_when, endsAt) => {
      const { id: sectionId, instructor } = await seedSection();
      const set = await setJoining(instructor, { sectionId, isOpen: true, endsAt }, now);
      expect(set).toMatchObject({ code: 'bad-request' });
      expect((await findManagedSection(instructor, sectionId, now))?.joining).toEqual({
        state: 'open',
        endsAt: null,
      });
    });

    it('tells those who teach the class how it stands', async () => {
      const { id: sectionId, instructor } = await seedSection();
      const joiningAt = async (minutes: number) =>
        (await findManagedSection(instructor, sectionId, later(minutes)))?.joining;
      value(await setJoining(instructor, { sectionId, isOpen: true, endsAt: later(10) }, now));
      expect(await joiningAt(9)).toEqual({ state: 'open', endsAt: later(10) });
      expect(await joiningAt(10)).toEqual({ state: 'ended', endsAt: later(10) });
      value(await setJoining(instructor, { sectionId, isOpen: false, endsAt: later(10) }, now));
      expect(await joiningAt(9)).toEqual({ state: 'closed', endsAt: later(10) });
    });
  });

  describe('somebody taken out', () => {
    const waysBack = {
      'signed in': (ada: Viewer, code: string) => joinSection(ada, { code }, now),
      'by the form for new accounts': ({ name, email }: Viewer, code: string) =>
        joinWithNewAccount({ code, name, email, password }, stranger, now),
      'on the page of the class': (ada: Viewer, code: string) => lookUpSection(ada, code, now),
    };

    it.each(Object.entries(waysBack))('does not come back by the code, %s', async (_how, tryIt) => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      const ada = await seedStudent(sectionId, 'Ada', password);
      value(await removeStudent(instructor, { sectionId, userId: ada.userId }, now));
      const signIns = await database().signIn.count();
      expect(await tryIt(ada, joinCode)).toMatchObject({
        ok: false,
        code: 'removed',
        message: expect.stringContaining('enrol you again'),
      });
      expect(await isIn(ada, sectionId)).toBe(false);
      expect(await database().signIn.count()).toBe(signIns);
    });

    it('is listed and enrolled again, whether they sat in a pair or not', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      const assignmentId = await seedAssignment(instructor, sectionId);
      const [ada, alan] = [await seedStudent(sectionId, 'Ada'), await seedStudent(sectionId, 'Alan')];
      value(await createPairSession(ada, { assignmentId }, now));
      for (const { userId } of [ada, alan])
        value(await removeStudent(instructor, { sectionId, userId }, now));
      const removed = () => listRemoved(instructor, sectionId);
      expect((await removed()).map(({ name }) => name)).toEqual(['Ada', 'Alan']);
      for (const person of [ada, alan]) {
        value(await enrollAgain(instructor, { sectionId, userId: person.userId }, now));
        expect(value(await joinSection(person, { code: joinCode }, now))).toEqual({ sectionId });
      }
      expect(await removed()).toEqual([]);
      value(await removeStudent(instructor, { sectionId, userId: alan.userId }, now));
      expect(await joinSection(alan, { code: joinCode }, now)).toMatchObject({ code: 'removed' });
    });

    it('stays out also where the removal is older than the notes of removals', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      const assignmentId = await seedAssignment(instructor, sectionId);
      const ada = await seedStudent(sectionId, 'Ada');
      value(await createPairSession(ada, { assignmentId }, now));
      await write(async (tx) => {
        await tx.seat.updateMany({
          where: { userId: ada.userId },
          data: { activeUserId: null, place: null },
        });
        await tx.enrollment.deleteMany({ where: { userId: ada.userId } });
      });
      expect(await joinSection(ada, { code: joinCode }, now)).toMatchObject({ code: 'removed' });
      value(await enrollAgain(instructor, { sectionId, userId: ada.userId }, now));
      expect(await isIn(ada, sectionId)).toBe(true);
    });

    it('learns of it only by a code that opens the class', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      const ada = await seedStudent(sectionId, 'Ada');
      value(await removeStudent(instructor, { sectionId, userId: ada.userId }, now));
      value(await setJoining(instructor, { sectionId, isOpen: false, endsAt: null }, now));
      expect(await joinSection(ada, { code: joinCode }, now)).toEqual(
        await joinSection(ada, { code: 'ZZZZZZ' }, now),
      );
    });
  });

  describe('at the same moment', () => {
    const ends = {
      'the code is renewed': { joinCode: 'a code that nobody has' },
      'the class is closed': { joinClosedAt: now },
      'the end is set to now': { joinEndsAt: now },
    };

    it.each(Object.entries(ends))('nobody joins after %s', async (what, data) => {
      const { id: sectionId, joinCode } = await seedSection();
      const [ada, eve] = [await seedPerson('Ada'), await seedPerson('Eve', password)];
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const changed = write(async (tx) => {
        await lockSection(tx, sectionId);
        await tx.section.update({ where: { id: sectionId }, data });
        await released;
      });
      const joins = Promise.all([
        joinSection(ada, { code: joinCode }, now),
        joinWithNewAccount({ code: joinCode, name: 'Eve', email: eve.email, password }, stranger, now),
        joinWithNewAccount(
          { code: joinCode, name: 'Joan', email: `${what}@joining.test`, password },
          stranger,
          now,
        ),
      ]);
      await untilSomebodyWaits();
      release();
      await changed;
      for (const answer of await joins) expect(answer).toMatchObject({ ok: false });
      expect(await database().enrollment.count({ where: { sectionId } })).toBe(1);
      expect(await database().user.count({ where: { email: `${what}@joining.test` } })).toBe(0);
    });

    it('a join and a removal leave the person out, however they meet', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      for (let round = 0; round < 10; round += 1) {
        const ada = await seedStudent(sectionId, 'Ada');
        await Promise.all([
          joinSection(ada, { code: joinCode }, now),
          removeStudent(instructor, { sectionId, userId: ada.userId }, now),
          joinSection(ada, { code: joinCode }, now),
          removeStudent(instructor, { sectionId, userId: ada.userId }, now),
        ]);
        expect(await isIn(ada, sectionId)).toBe(false);
      }
    });

    it('a return, a join and a removal end in one of two states, and both agree', async () => {
      const { id: sectionId, joinCode, instructor } = await seedSection();
      for (let round = 0; round < 10; round += 1) {
        const ada = await seedStudent(sectionId, 'Ada');
        const person = { sectionId, userId: ada.userId };
        value(await removeStudent(instructor, person, now));
        await Promise.all([
          enrollAgain(instructor, person, now),
          joinSection(ada, { code: joinCode }, now),
          removeStudent(instructor, person, now),
          enrollAgain(instructor, person, now),
        ]);
        const listed = (await listRemoved(instructor, sectionId)).some(({ userId }) => userId === ada.userId);
        expect(await isIn(ada, sectionId)).toBe(!listed);
      }
    });
  });
});
