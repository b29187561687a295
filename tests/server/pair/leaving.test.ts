import { beforeAll, expect, it } from 'vitest';
import { earnedOf, getSectionResults } from '@/lib/server/classes/results';
import { removeStudent } from '@/lib/server/classes/section-people';
import { findSection } from '@/lib/server/classes/sections';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { feedPairEvents } from '@/lib/server/pair/feed-pair-events';
import { getPairView, getPublicWorksheet } from '@/lib/server/pair/get-pair-view';
import { leavePairSession, returnToPairSession } from '@/lib/server/pair/seating';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { askToJoin, assignAgain, startPair } from '../../support/fairness';
import { later, now, seedPair, value } from '../../support/pairs';

const leave = async (viewer: Viewer, pairSessionId: string, at = now) =>
  value(await leavePairSession(viewer, { pairSessionId }, at));

const goBack = (viewer: Viewer, pairSessionId: string, at: Date) =>
  returnToPairSession(viewer, { pairSessionId }, at);

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('leaves a copy to read, which is no seat', async () => {
    const pair = await seedPair({ students: 3, policy: { agreement: 'either' } });
    const { ada, alan, assignmentId, pairSessionId } = pair;
    const ops = [{ opId: 'a', path: '1a', base: 0, value: 'It divides' }];
    value(await applyOps(ada, { pairSessionId, ops }, now));
    value(await revealPart(ada, { pairSessionId, partId: '1b' }, now));
    await leave(alan, pairSessionId);
    const more = [{ opId: 'c', path: '1a', base: 1, value: 'It divides, and draws' }];
    value(await applyOps(ada, { pairSessionId, ops: more }, later(1)));
    const copy = value(await getPairView(alan, pairSessionId, later(1)));
    expect(copy).toMatchObject({
      readOnly: 'left',
      leftAt: now.toISOString(),
      revealed: ['1b'],
      proposals: [],
    });
    expect(copy.fields['1a']?.value).toBe('It divides');
    expect(copy.seats.find(({ isYours }) => isYours)?.name).toBe('Alan');
    expect((await getPublicWorksheet(alan, pairSessionId, later(1))).ok).toBe(true);
    expect(await feedPairEvents(alan, pairSessionId, null, async () => {})).toBeNull();
    const late = { pairSessionId, ops: [{ opId: 'b', path: '1d', base: 0, value: 'x' }] };
    expect(await applyOps(alan, late, later(1))).toMatchObject({ code: 'not-found' });
    // He may begin elsewhere at once, and reads on what he did.
    const edith = pair.students[2];
    if (!edith) throw new Error('no third student');
    const hers = await startPair(edith, assignmentId, later(1));
    expect(await askToJoin(alan, hers, later(2))).toBe('waiting');
    const section = await findSection(alan, pair.sectionId, later(2));
    expect(section?.assignments[0]?.left).toEqual({ pairSessionId, at: now, mayReturn: true });
  });

  it('shows the copy to nobody else, and no more to somebody who was taken out of the class', async () => {
    const pair = await seedPair({ students: 3 });
    const { ada, alan, instructor, sectionId, pairSessionId } = pair;
    await leave(alan, pairSessionId);
    expect(await getPairView(pair.students[2] ?? ada, pairSessionId, now)).toMatchObject({
      code: 'not-found',
    });
    value(await removeStudent(instructor, { sectionId, userId: alan.userId }, now));
    expect(await getPairView(alan, pairSessionId, now)).toMatchObject({ code: 'not-found' });
    expect(await goBack(alan, pairSessionId, now)).toMatchObject({ code: 'not-found' });
  });

  it('lets somebody go back for ten minutes, also alone', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    await leave(alan, pairSessionId);
    const view = value(await getPairView(ada, pairSessionId, now));
    expect(view.left).toEqual([{ name: 'Alan', at: now.toISOString() }]);
    expect(value(await goBack(alan, pairSessionId, later(10)))).toEqual({ id: pairSessionId });
    expect(value(await goBack(alan, pairSessionId, later(10)))).toEqual({ id: pairSessionId });
    expect(await database().leftCopy.count({ where: { pairSessionId } })).toBe(0);
    expect(value(await getPairView(ada, pairSessionId, later(10))).left).toEqual([]);
    await leave(alan, pairSessionId, later(10));
    await leave(ada, pairSessionId, later(11));
    expect(value(await goBack(alan, pairSessionId, later(12)))).toEqual({ id: pairSessionId });
    expect(value(await getPairView(alan, pairSessionId, later(12))).readOnly).toBeUndefined();
    expect(await goBack(ada, pairSessionId, later(22))).toMatchObject({ code: 'no-return' });
  });

  it('lets nobody back into a taken place, a closed worksheet, or a pair they never sat in', async () => {
    const pair = await seedPair({ students: 3, closesAt: later(5) });
    const { ada, alan, pairSessionId } = pair;
    const edith = pair.students[2];
    if (!edith) throw new Error('no third student');
    await leave(alan, pairSessionId);
    expect(await goBack(edith, pairSessionId, now)).toMatchObject({ code: 'not-found' });
    expect(await goBack(alan, pairSessionId, later(6))).toMatchObject({ code: 'closed' });
    expect(await askToJoin(edith, pairSessionId, later(1))).toBe('joined');
    expect(await goBack(alan, pairSessionId, later(2))).toMatchObject({ code: 'no-return' });
    expect(value(await getPairView(ada, pairSessionId, later(2))).left).toEqual([]);
  });

  it('seats one of two who come at once: who goes back, or who joins', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const pair = await seedPair({ students: 3 });
      const { alan, pairSessionId } = pair;
      const edith = pair.students[2];
      if (!edith) throw new Error('no third student');
      await leave(alan, pairSessionId);
      const [back, joined] = await Promise.all([
        goBack(alan, pairSessionId, later(1)),
        askToJoin(edith, pairSessionId, later(1)),
      ]);
      expect([back.ok, joined === 'joined'].filter(Boolean)).toHaveLength(1);
      expect(await database().seat.count({ where: { pairSessionId, activeUserId: { not: null } } })).toBe(2);
    }
  });

  it('asks the one who stays where somebody comes back who has seen more meanwhile', async () => {
    const pair = await seedPair();
    const { ada, alan, pairSessionId } = pair;
    await leave(alan, pairSessionId);
    const other = await startPair(alan, await assignAgain(pair, { partners: 'solo', agreement: 'either' }));
    value(await revealPart(alan, { pairSessionId: other, partId: '1b' }, later(1)));
    expect(value(await goBack(alan, pairSessionId, later(2)))).toEqual({
      waitsFor: ['Ada'],
      costs: [{ partId: '1b', why: 'seen', attemptsLeft: null }],
    });
    expect(value(await getPairView(ada, pairSessionId, later(2))).joinRequests).toHaveLength(1);
  });

  it('takes no points from somebody who goes back', async () => {
    const pair = await seedPair({ policy: { partners: 'solo' } });
    const { ada, alan, pairSessionId } = pair;
    const input = { pairSessionId, partId: '1b', response: 'low', token: newId() };
    value(await submitResponse(ada, input, now));
    await leave(alan, pairSessionId, later(1));
    value(await submitResponse(ada, { ...input, response: 'high', token: newId() }, later(1)));
    value(await goBack(alan, pairSessionId, later(2)));
    // On the page, too: what the pair has since then is Ada's alone.
    expect(value(await getPairView(ada, pairSessionId, later(2))).scores['1b']).toMatchObject({ earned: 0 });
    expect(value(await getPairView(alan, pairSessionId, later(2))).scores['1b']).toMatchObject({
      earned: 1,
      kept: [{ name: 'Alan', earned: 1 }],
    });
    const results = value(await getSectionResults(pair.instructor, { sectionId: pair.sectionId }, later(3)));
    const [row] = results.rows;
    const cell = row?.cells.find(({ partId }) => partId === '1b');
    const points = row?.seats.map(({ id, name }) => [name, cell && earnedOf(row, id, cell)]);
    expect(points).toEqual([
      ['Ada', 0],
      ['Alan', 1],
    ]);
  });
});
