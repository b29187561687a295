import { beforeAll, expect, it } from 'vitest';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { predict } from '@/lib/server/pair/predict';
import { joinPairSession, leavePairSession, returnToPairSession } from '@/lib/server/pair/seating';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedPair, value } from '../../support/pairs';

const low = { '1-level': 'low', '1-sketch': ['0.9', '0.1', '0'] };
const high = { '1-level': 'high', '1-sketch': ['0.5', '0.3', '0.2'] };

/** What a person reads of the predictions: who predicted, and what where they may know it. */
async function readBy(viewer: Viewer, pairSessionId: string, at = now) {
  const { predictions } = value(await getPairView(viewer, pairSessionId, at));
  return predictions
    .filter(({ partId }) => partId === '1-level')
    .map(({ name, isYours, response }) => `${isYours ? 'own' : name}: ${response ?? 'hidden'}`)
    .sort();
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('keeps the prediction of each person, and tells the partner when both have one', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const answer = value(await predict(ada, { pairSessionId, responses: low }, now));
    expect(answer).toEqual({ predictions: low });
    expect(await readBy(ada, pairSessionId)).toEqual(['own: low']);
    expect(await readBy(alan, pairSessionId)).toEqual(['Ada: hidden']);
    expect(JSON.stringify(await getPairView(alan, pairSessionId, now))).not.toContain('"0.9"');
    value(await predict(alan, { pairSessionId, responses: high }, now));
    expect(await readBy(alan, pairSessionId)).toEqual(['Ada: low', 'own: high']);
    expect(await readBy(ada, pairSessionId)).toEqual(['Alan: high', 'own: low']);
  });

  it('keeps the first one, however often and at once another is sent', async () => {
    const { ada, pairSessionId } = await seedPair();
    const sent = [low, high, low, high].map((responses) => predict(ada, { pairSessionId, responses }, now));
    const answers = (await Promise.all(sent)).map(value);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await database().prediction.count({ where: { pairSessionId } })).toBe(2);
    expect(value(await predict(ada, { pairSessionId, responses: high }, later(1)))).toEqual(answers[0]);
  });

  it('takes it from the seat that this browser has proved, and from no other', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const { seats } = value(await getPairView(ada, pairSessionId, now));
    const his = seats.find(({ name }) => name === 'Alan')?.id ?? '';
    const asHim = { pairSessionId, responses: low, seatId: his };
    expect(await predict(ada, asHim, now)).toMatchObject({ code: 'not-found' });
    expect(await readBy(ada, pairSessionId)).toEqual([]);
    const atOneScreen = { ...ada, seats: [{ seatId: his, userId: alan.userId, signInId: alan.signInId }] };
    value(await predict(atOneScreen, asHim, now));
    expect(await readBy(alan, pairSessionId)).toEqual(['own: low']);
    expect(await readBy(ada, pairSessionId)).toEqual(['Alan: hidden']);
  });

  it.each([
    ['a part that no exploration asks for', { '1b': 'low' }],
    ['a part that is not there', { '1-level': 'low', '9z': 'low' }],
    ['an option that is not there', { '1-level': 'in between' }],
    ['another shape', { '1-level': ['low', 'high'] }],
    ['a number that is none', { '1-sketch': ['x'.repeat(3_000), '0', '0'] }],
    ['too many numbers', { '1-sketch': ['0.5', '0.5', '0', '0'] }],
  ])('refuses %s, and stores nothing', async (_what, responses) => {
    const { ada, pairSessionId } = await seedPair();
    const answer = await predict(ada, { pairSessionId, responses }, now);
    expect(answer).toMatchObject({ ok: false, code: 'bad-request' });
    expect(await database().prediction.count({ where: { pairSessionId } })).toBe(0);
  });

  it('takes none before the worksheet opens or after it has closed; then both read both', async () => {
    const { ada, alan, pairSessionId } = await seedPair({ closesAt: later(10) });
    value(await predict(ada, { pairSessionId, responses: low }, now));
    expect(await predict(alan, { pairSessionId, responses: high }, later(11))).toMatchObject({
      code: 'closed',
    });
    expect(await readBy(alan, pairSessionId, later(11))).toEqual(['Ada: low']);
    // Sent again, what was stored is still the answer.
    expect(value(await predict(ada, { pairSessionId, responses: low }, later(11)))).toEqual({
      predictions: low,
    });
    const early = await seedPair();
    const where = { id: early.assignmentId };
    await write((tx) => tx.assignment.update({ where, data: { opensAt: later(5) } }));
    const tooEarly = { pairSessionId: early.pairSessionId, responses: low };
    expect(await predict(early.ada, tooEarly, now)).toMatchObject({ code: 'not-open' });
  });

  it('stays with somebody who leaves and comes back, and hides from whoever joins meanwhile', async () => {
    const { ada, alan, students, pairSessionId } = await seedPair({ students: 3 });
    value(await predict(ada, { pairSessionId, responses: low }, now));
    value(await predict(alan, { pairSessionId, responses: high }, now));
    value(await leavePairSession(alan, { pairSessionId }, now));
    // His copy to read on shows what he knew.
    expect(await readBy(alan, pairSessionId)).toEqual(['Ada: low', 'own: high']);
    expect(await predict(alan, { pairSessionId, responses: low }, now)).toMatchObject({ code: 'not-found' });
    value(await returnToPairSession(alan, { pairSessionId }, later(1)));
    expect(await readBy(alan, pairSessionId)).toEqual(['Ada: low', 'own: high']);
    const again = value(await predict(alan, { pairSessionId, responses: low }, later(1)));
    expect(again).toEqual({ predictions: high });
    value(await leavePairSession(alan, { pairSessionId }, later(2)));
    const [, , edith] = students;
    if (!edith) throw new Error('no third student');
    const { code } = value(await getPairView(ada, pairSessionId, later(2)));
    value(await joinPairSession(edith, { code: code ?? '' }, later(2)));
    expect(await readBy(edith, pairSessionId)).toEqual(['Ada: hidden', 'Alan: hidden']);
  });

  it('goes along into the copy of who is split from a pair', async () => {
    const { ada, alan, instructor, sectionId, pairSessionId } = await seedPair();
    value(await predict(ada, { pairSessionId, responses: low }, now));
    value(await predict(alan, { pairSessionId, responses: high }, now));
    const { copies } = value(await splitPairSession(instructor, { pairSessionId }, later(1)));
    const copyId = copies[0]?.pairSessionId ?? '';
    expect(await readBy(alan, copyId)).toEqual(['Ada: low', 'own: high']);
    expect(value(await predict(alan, { pairSessionId: copyId, responses: low }, later(1)))).toEqual({
      predictions: high,
    });
    const { parts } = value(await getPairWork(instructor, { sectionId, pairSessionId: copyId }, later(1)));
    expect(parts.find(({ part }) => part.id === '1-level')?.predicted).toMatchObject([
      { name: 'Ada', response: 'low' },
      { name: 'Alan', response: 'high' },
    ]);
  });

  it('reads the one prediction of a pair of before as that of who made it', async () => {
    const { ada, alan, instructor, sectionId, pairSessionId } = await seedPair();
    const hers = await database().seat.findFirstOrThrow({ where: { pairSessionId, userId: ada.userId } });
    const fields = [
      ['1-level', 'high'],
      ['1-sketch/0', '0.84'],
      ['1-sketch/1', '0.1'],
      ['1-sketch/2', '0.06'],
    ] as const;
    const written = { pairSessionId, version: 1, bySeatId: hers.id, updatedAt: now };
    await write(async (tx) => {
      for (const [path, stored] of fields) {
        await tx.field.create({ data: { ...written, id: newId(), path, value: stored } });
      }
      await tx.pairSession.update({ where: { id: pairSessionId }, data: { version: { increment: 1 } } });
    });
    expect(await readBy(ada, pairSessionId)).toEqual(['own: high']);
    expect(await readBy(alan, pairSessionId)).toEqual(['Ada: hidden']);
    expect(value(await getPairView(alan, pairSessionId, now)).fields).toEqual({});
    expect(value(await predict(ada, { pairSessionId, responses: low }, now))).toEqual({
      predictions: { '1-level': 'high', '1-sketch': ['0.84', '0.1', '0.06'] },
    });
    value(await predict(alan, { pairSessionId, responses: low }, now));
    expect(await readBy(alan, pairSessionId)).toEqual(['Ada: high', 'own: low']);
    const { parts } = value(await getPairWork(instructor, { sectionId, pairSessionId }, now));
    expect(parts.find(({ part }) => part.id === '1-level')?.predicted.map(({ name }) => name)).toEqual([
      'Ada',
      'Alan',
    ]);
  });

  it('is taken from nobody who does not sit there', async () => {
    const { pairSessionId, students } = await seedPair({ students: 3 });
    const [, , edith] = students;
    if (!edith) throw new Error('no third student');
    expect(await predict(edith, { pairSessionId, responses: low }, now)).toMatchObject({ code: 'not-found' });
  });
});
