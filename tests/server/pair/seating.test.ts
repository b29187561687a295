import { beforeAll, expect, it } from 'vitest';
import { database } from '@/lib/server/database/db';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { createPairSession, joinPairSession, leavePairSession } from '@/lib/server/pair/seating';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedClass, seedPair, value } from '../../support/pairs';

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('gives a student one pair session however often they ask, also at once', async () => {
    const { students, assignmentId } = await seedClass();
    const [ada] = students;
    if (!ada) throw new Error('no student');
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => createPairSession(ada, { assignmentId }, now)),
    );
    expect(new Set(asked.map((result) => value(result).id)).size).toBe(1);
  });

  it('seats two people and no third one, also when both come at once', async () => {
    const { students, assignmentId } = await seedClass({ students: 4 });
    const [ada, ...others] = students;
    if (!ada) throw new Error('no student');
    const { id, code } = value(await createPairSession(ada, { assignmentId }, now));
    const joined = await Promise.all(others.map((other) => joinPairSession(other, { code }, now)));
    expect(joined.filter(({ ok }) => ok)).toHaveLength(1);
    expect(joined.filter((result) => !result.ok).map((result) => !result.ok && result.code)).toEqual([
      'no-such-code',
      'no-such-code',
    ]);
    const view = value(await getPairView(ada, id, now));
    expect(view.seats).toHaveLength(2);
    expect(view.code).toBeNull();
  });

  it('moves a student whose own pair session is empty, and keeps the one with work in it', async () => {
    const { students, assignmentId } = await seedClass();
    const [ada, alan] = students;
    if (!ada || !alan) throw new Error('no students');
    const hers = value(await createPairSession(ada, { assignmentId }, now));
    const his = value(await createPairSession(alan, { assignmentId }, now));
    const op = { opId: 'first', path: '1a', base: 0, value: 'It divides' };
    value(await applyOps(alan, { pairSessionId: his.id, ops: [op] }, now));
    expect(await joinPairSession(alan, { code: hers.code }, now)).toMatchObject({ code: 'already-paired' });
    expect(value(await joinPairSession(ada, { code: his.code.toLowerCase() }, now))).toEqual({ id: his.id });
    expect(value(await joinPairSession(ada, { code: his.code }, now))).toEqual({ id: his.id });
    const history = await database().seat.findMany({
      where: { userId: ada.userId },
      orderBy: { joinedAt: 'asc' },
    });
    expect(history.map(({ pairSessionId }) => pairSessionId).sort()).toEqual([hers.id, his.id].sort());
  });

  it('shows nothing of it to others: a foreign pair session is as missing as one that never was', async () => {
    const pair = await seedPair();
    const stranger = (await seedClass()).students[0];
    if (!stranger) throw new Error('no student');
    const foreign = await getPairView(stranger, pair.pairSessionId, now);
    expect(foreign).toEqual(await getPairView(stranger, 'never-was', now));
    expect(await createPairSession(stranger, { assignmentId: pair.assignmentId }, now)).toEqual(foreign);
    const { code } = value(await createPairSession(pair.ada, { assignmentId: pair.assignmentId }, now));
    expect(await joinPairSession(stranger, { code }, now)).toEqual(
      await joinPairSession(stranger, { code: 'ZZZZZZ' }, now),
    );
    expect(value(await getPairView(pair.alan, pair.pairSessionId, now)).seats).toHaveLength(2);
  });

  it('lets a member who left see nothing new, and a third person take the place', async () => {
    const pair = await seedPair({ students: 3 });
    const edith = pair.students[2];
    if (!edith) throw new Error('no student');
    const { code } = value(await createPairSession(pair.ada, { assignmentId: pair.assignmentId }, now));
    value(await leavePairSession(pair.alan, { pairSessionId: pair.pairSessionId }, now));
    const ops = [{ opId: 'later', path: '1a', base: 0, value: 'It divides' }];
    value(await applyOps(pair.ada, { pairSessionId: pair.pairSessionId, ops }, now));
    expect(value(await getPairView(pair.alan, pair.pairSessionId, now))).toMatchObject({
      readOnly: 'left',
      code: null,
      fields: {},
    });
    expect(value(await joinPairSession(edith, { code }, now))).toEqual({ id: pair.pairSessionId });
  });

  it('has no code to join by after closing', async () => {
    const { students, assignmentId } = await seedClass({ closesAt: later(10) });
    const [ada, alan] = students;
    if (!ada || !alan) throw new Error('no students');
    const { code } = value(await createPairSession(ada, { assignmentId }, now));
    expect(await joinPairSession(alan, { code }, later(10))).toMatchObject({ code: 'no-such-code' });
  });
});
