import { beforeAll, describe, expect, it } from 'vitest';
import { setJoining } from '@/lib/server/classes/joining';
import { removeStudent } from '@/lib/server/classes/section-people';
import { database } from '@/lib/server/database/db';
import { lockSection } from '@/lib/server/database/locks';
import { write } from '@/lib/server/database/writer';
import { createPairSession, joinPairSession, leavePairSession } from '@/lib/server/pair/seating';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { joinSection, joinWithNewAccount, lookUpPairClass } from '@/lib/server/people/join-section';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedClass, type TestClass, value } from '../../support/pairs';
import { seedPerson, stranger } from '../../support/people';

const password = 'a long enough password';
let made = 0;

/** A class in which the first student waits for a partner. */
async function seedWaiting(options: Parameters<typeof seedClass>[0] = {}) {
  const room = await seedClass({ students: 3, ...options });
  const [ada, alan, edith] = room.students;
  if (!ada || !alan || !edith) throw new Error('a class of three');
  const pair = value(await createPairSession(ada, { assignmentId: room.assignmentId }, now));
  return { ...room, ada, alan, edith, pairSessionId: pair.id, pairCode: pair.code };
}

/** What a stranger sends who has scanned the picture of a pair. */
function newcomer(pairCode: string) {
  made += 1;
  return { pairCode, name: 'Joan', email: `joan-${made}@newcomers.test`, password };
}

async function viewerOf(email: string): Promise<Viewer> {
  const { id: userId, name } = await database().user.findUniqueOrThrow({ where: { email } });
  return { userId, name, email, signInId: 'tests', seats: [] };
}

const isKnown = async (email: string) => (await database().user.count({ where: { email } })) === 1;
const studentsOf = ({ sectionId }: TestClass) =>
  database().enrollment.count({ where: { sectionId, role: 'STUDENT' } });

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('makes an account and a place in the class by the code of a pair, and the seat is joined as ever', async () => {
    const room = await seedWaiting();
    const { pairCode, sectionId, pairSessionId } = room;
    const joan = newcomer(pairCode);
    const found = value(await lookUpPairClass({ address: 'a phone' }, pairCode, now));
    expect(found).toMatchObject({ title: room.sectionTitle, isIn: false });
    const joined = value(await joinWithNewAccount(joan, stranger, now));
    expect(joined).toMatchObject({ sectionId });
    const viewer = await viewerOf(joan.email);
    expect(value(await joinPairSession(viewer, { code: pairCode }, now))).toEqual({ id: pairSessionId });
    expect(value(await joinPairSession(viewer, { code: pairCode }, now))).toEqual({ id: pairSessionId });
  });

  it('does all of it once, however often and at once it is sent', async () => {
    const room = await seedWaiting();
    const joan = newcomer(room.pairCode);
    const answers = await Promise.all([1, 2, 3].map(() => joinWithNewAccount(joan, stranger, now)));
    // The first makes the account. Another that was on its way may only learn that it exists, and is sent again.
    expect(answers.some(({ ok }) => ok)).toBe(true);
    expect(value(await joinWithNewAccount(joan, stranger, later(1))).sectionId).toBe(room.sectionId);
    expect(await isKnown(joan.email)).toBe(true);
    expect(await studentsOf(room)).toBe(4);
    const wrong = { ...joan, password: 'not this password' };
    expect(await joinWithNewAccount(wrong, stranger, now)).toMatchObject({ code: 'wrong-password' });
  });

  it('enrols somebody who is signed in already', async () => {
    const { pairCode, sectionId, pairSessionId, ada } = await seedWaiting();
    const eve = await seedPerson('Eve');
    expect(await joinPairSession(eve, { code: pairCode }, now)).toMatchObject({ code: 'no-such-code' });
    expect(value(await lookUpPairClass(eve, pairCode, now)).isIn).toBe(false);
    expect(value(await joinSection(eve, { pairCode }, now))).toEqual({ sectionId });
    expect(value(await lookUpPairClass(eve, pairCode, now)).isIn).toBe(true);
    expect(value(await lookUpPairClass(ada, pairCode, now)).isIn).toBe(true);
    expect(value(await joinPairSession(eve, { code: pairCode }, now))).toEqual({ id: pairSessionId });
  });

  const shut: Record<string, (room: Awaited<ReturnType<typeof seedWaiting>>) => Promise<unknown>> = {
    'the class is closed to new people': ({ instructor, sectionId }) =>
      setJoining(instructor, { sectionId, isOpen: false, endsAt: null }, now),
    'the end of joining has come': ({ instructor, sectionId }) =>
      setJoining(instructor, { sectionId, isOpen: true, endsAt: later(5) }, now),
    'the pair is full': ({ alan, pairCode }) => joinPairSession(alan, { code: pairCode }, now),
    'nobody sits there any more': ({ ada, pairSessionId }) => leavePairSession(ada, { pairSessionId }, now),
    'the worksheet has closed': ({ assignmentId }) =>
      write((tx) => tx.assignment.update({ where: { id: assignmentId }, data: { closesAt: later(5) } })),
  };

  it.each(Object.entries(shut))('makes nothing where %s', async (_what, close) => {
    const room = await seedWaiting();
    await close(room);
    const before = await studentsOf(room);
    const joan = newcomer(room.pairCode);
    const eve = await seedPerson('Eve', password);
    const { pairCode } = room;
    const answers = [
      await joinWithNewAccount(joan, stranger, later(6)),
      await joinWithNewAccount({ ...joan, email: eve.email }, stranger, later(6)),
      await joinSection(eve, { pairCode }, later(6)),
      await lookUpPairClass({ address: `shut ${pairCode}` }, pairCode, later(6)),
    ];
    const unknown = await joinWithNewAccount(newcomer('ZZZZZZ'), stranger, later(6));
    expect(unknown).toMatchObject({ code: 'no-such-code' });
    for (const answer of answers) expect(answer).toEqual(unknown);
    expect(await isKnown(joan.email)).toBe(false);
    expect(await studentsOf(room)).toBe(before);
  });

  it('brings nobody back who was taken out of the class', async () => {
    const { instructor, sectionId, edith, pairCode } = await seedWaiting();
    value(await removeStudent(instructor, { sectionId, userId: edith.userId }, now));
    expect(await joinSection(edith, { pairCode }, now)).toMatchObject({ code: 'removed' });
    expect(await lookUpPairClass(edith, pairCode, now)).toMatchObject({ code: 'removed' });
  });

  it('throttles those who try codes of pairs', async () => {
    const { pairCode } = await seedWaiting();
    const guesser = { address: `guesser ${pairCode}` };
    for (let tries = 0; tries < 60; tries += 1) {
      expect(await lookUpPairClass(guesser, 'ZZZZZZ', now)).toMatchObject({ code: 'no-such-code' });
    }
    expect(await lookUpPairClass(guesser, 'ZZZZZZ', now)).toMatchObject({ code: 'throttled' });
    expect((await lookUpPairClass({ address: `innocent ${pairCode}` }, pairCode, now)).ok).toBe(true);
  });

  describe('in a race', () => {
    it('nobody gets in once the class is closed', async () => {
      const room = await seedWaiting();
      const { sectionId, pairCode } = room;
      const eve = await seedPerson('Eve');
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const closed = write(async (tx) => {
        await lockSection(tx, sectionId);
        await tx.section.update({ where: { id: sectionId }, data: { joinClosedAt: now } });
        await released;
      });
      const joan = newcomer(pairCode);
      const joins = [joinWithNewAccount(joan, stranger, now), joinSection(eve, { pairCode }, now)];
      if (kind === 'postgresql') {
        await expect
          .poll(
            () =>
              database().$queryRaw`SELECT 1 AS "waits" FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'`,
          )
          .not.toEqual([]);
      }
      release();
      await closed;
      for (const answer of await Promise.all(joins)) expect(answer).toMatchObject({ code: 'no-such-code' });
      expect(await isKnown(joan.email)).toBe(false);
      expect(await studentsOf(room)).toBe(3);
    });

    const meetings: Record<string, (room: Awaited<ReturnType<typeof seedWaiting>>) => Promise<unknown>> = {
      'the leaving of who waits': ({ ada, pairSessionId }) => leavePairSession(ada, { pairSessionId }, now),
      'another who takes the place': ({ edith, pairCode }) => joinPairSession(edith, { code: pairCode }, now),
      'a split': ({ instructor, pairSessionId }) => splitPairSession(instructor, { pairSessionId }, now),
    };

    it.each(Object.entries(meetings))('a newcomer and %s leave one whole state', async (_what, meet) => {
      for (let round = 0; round < 6; round += 1) {
        const room = await seedWaiting();
        const { pairCode, pairSessionId, sectionId } = room;
        const joan = newcomer(pairCode);
        const join = async () => {
          const joined = await joinWithNewAccount(joan, stranger, now);
          return joined.ok ? joinPairSession(await viewerOf(joan.email), { code: pairCode }, now) : joined;
        };
        const [answer] =
          round % 2 === 0 ? await Promise.all([join(), meet(room)]) : [await join(), await meet(room)];
        if (!answer?.ok) expect(answer).toMatchObject({ code: 'no-such-code' });
        const user = await database().user.findUnique({ where: { email: joan.email } });
        const enrolled = await database().enrollment.count({ where: { sectionId, userId: user?.id ?? '' } });
        // An account is made with its place in the class, or not at all.
        expect(enrolled).toBe(user ? 1 : 0);
        const seats = await database().seat.findMany({
          where: { activeUserId: { not: null }, pairSession: { assignment: { sectionId } } },
        });
        const hers = seats.filter(({ userId }) => userId === user?.id);
        expect(hers.length).toBe(answer?.ok ? 1 : 0);
        expect(seats.filter((seat) => seat.pairSessionId === pairSessionId).length).toBeLessThanOrEqual(2);
      }
    });
  });
});
