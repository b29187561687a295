import { beforeAll, expect, it } from 'vitest';
import { makeInstructor } from '@/lib/server/classes/make-instructor';
import { database } from '@/lib/server/database/db';
import { write } from '@/lib/server/database/writer';
import { revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { feedPairEvents, type SentPairEvent } from '@/lib/server/pair/feed-pair-events';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { getSolution } from '@/lib/server/pair/get-solution';
import { addSeat, createPairSession, joinPairSession, leavePairSession } from '@/lib/server/pair/seating';
import { submitResponse } from '@/lib/server/pair/submissions';
import { setPasswordByCode } from '@/lib/server/people/one-time-codes';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { now, seedClass, seedPair, type TestPair, value } from '../../support/pairs';
import { stranger } from '../../support/people';

async function codeOf({ pairSessionId }: TestPair): Promise<string> {
  return (await database().pairSession.findUniqueOrThrow({ where: { id: pairSessionId } })).code;
}

/** Makes Edith, a student, the instructor that the operator's link makes of her. */
async function promote(viewer: Viewer, sectionId: string): Promise<void> {
  const made = value(
    await makeInstructor(
      { email: viewer.email, name: 'Edith', course: 'Another', section: 'One' },
      new Date(),
    ),
  );
  await write((tx) =>
    tx.oneTimeCode.updateMany({ where: { userId: viewer.userId, usedAt: null }, data: { sectionId } }),
  );
  const password = 'nothing that anybody would guess 17';
  value(await setPasswordByCode({ code: made.code, password }, stranger, new Date()));
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('gives the staff no seat, and by a pair’s code a page to read', async () => {
    const pair = await seedPair();
    const { instructor, ada, assignmentId, pairSessionId } = pair;
    expect(await createPairSession(instructor, { assignmentId }, now)).toMatchObject({ code: 'not-found' });
    expect(value(await joinPairSession(instructor, { code: await codeOf(pair) }, now))).toEqual({
      id: pairSessionId,
      readOnly: true,
    });
    expect(await database().seat.count({ where: { userId: instructor.userId } })).toBe(0);
    const view = value(await getPairView(instructor, pairSessionId, now));
    expect(view).toMatchObject({ readOnly: 'staff', code: null });
    expect(view.seats.map(({ name, isYours }) => [name, isYours])).toEqual([
      ['Ada', false],
      ['Alan', false],
    ]);
    const seated = await addSeat(ada, { pairSessionId, userId: instructor.userId }, now);
    expect(seated).toMatchObject({ code: 'no-such-code' });
    // A code of another class leads its staff nowhere.
    const other = await seedPair();
    expect(await joinPairSession(instructor, { code: await codeOf(other) }, now)).toMatchObject({
      code: 'no-such-code',
    });
    expect(await getPairView(other.instructor, pairSessionId, now)).toMatchObject({ code: 'not-found' });
  });

  it('gives the solution of a pair’s worksheet to the staff of its class alone', async () => {
    const { instructor, ada, alan, pairSessionId } = await seedPair();
    for (const member of [ada, alan]) value(await revealPart(member, { pairSessionId, partId: '1b' }, now));
    const other = await seedPair();
    for (const viewer of [ada, alan, other.ada, other.instructor]) {
      expect(await getSolution(viewer, pairSessionId, now)).toMatchObject({ code: 'not-found' });
    }
    const solution = value(await getSolution(instructor, pairSessionId, now));
    expect(solution.find(({ partId }) => partId === '1b')?.response).toBe('low');
    expect(solution.map(({ partId }) => partId)).not.toContain('1-level');
  });

  it('answers what the staff want to change as if there were nothing', async () => {
    const { instructor, pairSessionId } = await seedPair();
    const input = { pairSessionId, partId: '1b' };
    const refused = await Promise.all([
      applyOps(instructor, { pairSessionId, ops: [{ opId: 'a', path: '1b', base: 0, value: 'low' }] }, now),
      submitResponse(instructor, { ...input, response: 'low', token: 'a' }, now),
      revealPart(instructor, input, now),
      leavePairSession(instructor, { pairSessionId }, now),
    ]);
    expect(refused.map((one) => (one.ok ? 'done' : one.code))).toEqual(Array(4).fill('not-found'));
  });

  it('tells the pair who of the staff reads along, while the page is open', async () => {
    const { instructor, ada, pairSessionId } = await seedPair();
    const readers = async () => value(await getPairView(ada, pairSessionId, new Date())).readers;
    expect(await readers()).toEqual([]);
    const heard: SentPairEvent[] = [];
    const partner = await feedPairEvents(ada, pairSessionId, null, async (event) => {
      heard.push(event);
    });
    const seen: SentPairEvent[] = [];
    const reading = await feedPairEvents(instructor, pairSessionId, null, async (event) => {
      seen.push(event);
    });
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    expect(seen[0]).toMatchObject({ event: 'snapshot', data: { readOnly: 'staff' } });
    const told = () =>
      heard.flatMap(({ event, data }) => (event === 'presence' && data.reader ? [data.present] : []));
    await expect.poll(told).toEqual([true]);
    expect(await readers()).toEqual(['Grace']);
    reading?.stop();
    await expect.poll(told).toEqual([true, false]);
    expect(await readers()).toEqual([]);
    partner?.stop();
  });

  it('takes the seat from a student who becomes an instructor', async () => {
    const pair = await seedPair({ students: 3 });
    const { ada, alan, pairSessionId, sectionId } = pair;
    await promote(alan, sectionId);
    expect(value(await getPairView(ada, pairSessionId, now)).seats.map(({ name }) => name)).toEqual(['Ada']);
    expect(value(await getPairView(alan, pairSessionId, now)).readOnly).toBe('staff');
    const left = await database().seat.findFirstOrThrow({ where: { pairSessionId, userId: alan.userId } });
    expect(left).toMatchObject({ activeUserId: null, place: null });
  });

  it('seats nobody who becomes an instructor at the same time', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const made = await seedClass();
      const [ada, alan] = made.students;
      if (!ada || !alan) throw new Error('no students');
      const { code } = value(await createPairSession(ada, { assignmentId: made.assignmentId }, now));
      await Promise.all([promote(alan, made.sectionId), joinPairSession(alan, { code }, now)]);
      const { assignmentId } = made;
      expect(await database().seat.count({ where: { assignmentId, activeUserId: alan.userId } })).toBe(0);
    }
  });
});
