import { beforeAll, expect, it } from 'vitest';
import type { Json } from '@/lib/schemas/json';
import { database } from '@/lib/server/database/db';
import { write } from '@/lib/server/database/writer';
import { handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { drawNewNumbers } from '@/lib/server/pair/new-numbers';
import { forgetRoom } from '@/lib/server/pair/room-memory';
import { createPairSession } from '@/lib/server/pair/seating';
import { settleClosedAssignments } from '@/lib/server/pair/settling';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { later, now, seedClass, seedPair, value } from '../../support/pairs';

/** Row i of the causal softmax is 1/i up to the diagonal: worked out by hand, as text. */
const rightMatrix = Array.from({ length: 8 }, (_, row) =>
  Array.from({ length: 8 }, (_, column) => (column <= row ? `1/${row + 1}` : '0')),
);

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('stores a submission once and answers the same, also when sent five times at once', async () => {
    const { ada, pairSessionId } = await seedPair();
    const input = { pairSessionId, partId: '2a', response: rightMatrix, token: 'first' };
    const answers = await Promise.all(Array.from({ length: 5 }, () => submitResponse(ada, input, now)));
    expect(new Set(answers.map((answer) => value(answer).id)).size).toBe(1);
    expect(value(await submitResponse(ada, input, now))).toMatchObject({
      attempt: 1,
      outcome: 'correct',
      earned: 8,
      total: 8,
    });
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(1);
    const changed = { ...input, response: rightMatrix.slice().reverse() };
    expect(await submitResponse(ada, changed, now)).toMatchObject({ code: 'token-reused' });
  });

  it('answers a repeated token with the very points that are stored', async () => {
    const { ada, pairSessionId } = await seedPair();
    const input = { pairSessionId, partId: '1b', response: 'low', token: 'first' };
    value(await submitResponse(ada, input, now));
    const points = { earned: 0.1 + 0.2, total: 1 / 3 };
    await write((tx) => tx.submission.updateMany({ where: { pairSessionId }, data: points }));
    expect(value(await submitResponse(ada, input, now))).toMatchObject(points);
  });

  it('does not count or store what cannot be graded, and leaves the token free', async () => {
    const { ada, pairSessionId } = await seedPair();
    const input = { pairSessionId, partId: '2a', token: 'again' };
    const blank = value(await submitResponse(ada, { ...input, response: [] }, now));
    expect(blank).toMatchObject({ id: null, attempt: null, outcome: 'ungradable' });
    expect(value(await submitResponse(ada, { ...input, response: rightMatrix }, now)).attempt).toBe(1);
  });

  it('grades what stands in the fields when no response is sent along', async () => {
    const { ada, pairSessionId } = await seedPair();
    const ops = [{ opId: 'choice', path: '1b', base: 0, value: 'low' }];
    value(await applyOps(ada, { pairSessionId, ops }, now));
    const checked = await submitResponse(ada, { pairSessionId, partId: '1b', token: 'standing' }, now);
    expect(value(checked)).toMatchObject({ outcome: 'correct', earned: 1 });
  });

  it('tells at the end of the attempts which response counts, whatever the field holds', async () => {
    const scoreOf = async (viewer: Viewer, pairSessionId: string) =>
      value(await getPairView(viewer, pairSessionId, now)).scores['1b'];
    for (const [counting, counted] of [
      ['best', 'low'],
      ['last', 'high'],
    ] as const) {
      const { ada, pairSessionId } = await seedPair({ policy: { counting } });
      const check = (response: string) =>
        submitResponse(ada, { pairSessionId, partId: '1b', response, token: response }, now);
      value(await check('low'));
      expect((await scoreOf(ada, pairSessionId))?.counted).toBeUndefined();
      value(await check('high'));
      const ops = [{ opId: 'late', path: '1b', base: 0, value: counted === 'low' ? 'high' : 'low' }];
      value(await applyOps(ada, { pairSessionId, ops }, now));
      expect((await scoreOf(ada, pairSessionId))?.counted).toBe(counted);
      forgetRoom(pairSessionId);
      expect((await scoreOf(ada, pairSessionId))?.counted).toBe(counted);
    }
  });

  it('tells the pair how a part began, beside what counts', async () => {
    const { ada, pairSessionId } = await seedPair();
    const check = (partId: string, response: Json) =>
      submitResponse(ada, { pairSessionId, partId, response, token: `${partId} ${response}` }, now);
    const scores = async () => value(await getPairView(ada, pairSessionId, now)).scores;
    expect((await scores())['1b']?.first).toBeUndefined();
    value(await check('1b', 'high'));
    value(await check('1b', 'low'));
    const cells = ['1', '1/3', '1/2', '1/3'].map((text, index) => ({
      opId: `cell ${index}`,
      path: `2a/${index === 0 ? '0/0' : '1/1'}`,
      base: Math.max(0, index - 1),
      value: text,
    }));
    for (const op of cells) value(await applyOps(ada, { pairSessionId, ops: [op] }, now));
    value(await check('2a', rightMatrix));
    expect(await scores()).toMatchObject({
      '1b': { first: { outcome: 'incorrect' }, outcome: 'correct' },
      // The second cell was wrong when it was first typed.
      '2a': { first: { outcome: 'correct', cells: 1 } },
    });
    expect((await scores())['1b']?.first).toEqual({ outcome: 'incorrect' });
  });

  it('answers a check of what was checked already with that one, and no attempt', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const submit = (viewer: typeof ada, response: string, token: string) =>
      submitResponse(viewer, { pairSessionId, partId: '1b', response, token }, now);
    const first = value(await submit(ada, 'high', 'a'));
    expect(first.repeated).toBeUndefined();
    const again = value(await submit(alan, 'high', 'b'));
    expect(again).toMatchObject({ id: first.id, attempt: 1, repeated: true, checkedBy: 'Ada' });
    expect(again.checkedAt).toBe(now.toISOString());
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(1);
    expect(value(await getPairView(ada, pairSessionId, now)).scores['1b']).toMatchObject({ attemptsLeft: 1 });
    value(await submit(ada, 'low', 'c'));
    // The token stands for the first one for good, also when its request comes late.
    expect(value(await submit(alan, 'high', 'b'))).toMatchObject({ id: first.id, repeated: true });
    expect(await submit(alan, 'low', 'b')).toMatchObject({ code: 'token-reused' });
    expect(value(await submit(ada, 'low', 'd'))).toMatchObject({ attempt: 2, repeated: true });
    // The older answer would be a new attempt, and none is left.
    expect(await submit(ada, 'high', 'e')).toMatchObject({ code: 'no-attempts-left' });
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(2);
  });

  it('uses one attempt where both check the same at once, also in other spaces', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const answers = await Promise.all(
      [ada, alan, ada, alan].map((viewer, index) =>
        submitResponse(
          viewer,
          {
            pairSessionId,
            partId: '2a',
            response: rightMatrix.map((row) => row.map((cell) => `${cell}${' '.repeat(index)}`)),
            token: `t${index}`,
          },
          now,
        ),
      ),
    );
    expect(new Set(answers.map((answer) => value(answer).id)).size).toBe(1);
    expect(answers.map((answer) => value(answer).repeated ?? false).sort()).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(1);
  });

  it('takes an answer to the numbers before for no answer to the present ones', async () => {
    const { ada, pairSessionId } = await seedPair({ policy: { agreement: 'either' } });
    const input = { pairSessionId, partId: '3d', response: '99' };
    value(await submitResponse(ada, { ...input, token: 'a' }, now));
    value(await drawNewNumbers(ada, { pairSessionId, questionId: '3', round: 0 }, now));
    const fresh = value(await submitResponse(ada, { ...input, token: 'b' }, now));
    expect(fresh).toMatchObject({ attempt: 2 });
    expect(fresh.repeated).toBeUndefined();
  });

  it('allows two attempts where the worksheet says two', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const submit = (viewer: typeof ada, response: string, token: string) =>
      submitResponse(viewer, { pairSessionId, partId: '1c', response, token }, now);
    value(await submit(ada, 'low', 'a'));
    value(await submit(alan, 'high', 'b'));
    expect(await submit(ada, 'low', 'c')).toMatchObject({ code: 'no-attempts-left' });
    expect(value(await getPairView(ada, pairSessionId, now)).scores['1c']).toMatchObject({
      attempts: 2,
      attemptsLeft: 0,
      earned: 1,
    });
  });

  it('waits for the partner where one is required', async () => {
    const { students, assignmentId } = await seedClass();
    const [ada] = students;
    if (!ada) throw new Error('no student');
    const { id } = value(await createPairSession(ada, { assignmentId }, now));
    const alone = { pairSessionId: id, partId: '1b', response: 'low', token: 'alone' };
    expect(await submitResponse(ada, alone, now)).toMatchObject({ code: 'waiting-for-partner' });
    const solo = await seedClass({ policy: { partners: 'solo' } });
    const [edith] = solo.students;
    if (!edith) throw new Error('no student');
    const own = value(await createPairSession(edith, { assignmentId: solo.assignmentId }, now));
    expect((await submitResponse(edith, { ...alone, pairSessionId: own.id }, now)).ok).toBe(true);
  });

  it('turns the page when both agree, grades what stands first, and is final', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const ops = rightMatrix.flatMap((cells, row) =>
      cells.map((cell, column) => ({
        opId: `c${row}${column}`,
        path: `2a/${row}/${column}`,
        base: 0,
        value: cell,
      })),
    );
    value(await applyOps(ada, { pairSessionId, ops: ops.slice(0, 8), atomic: true }, now));
    const input = { pairSessionId, partId: '2a' };
    expect(value(await revealPart(ada, input, now))).toEqual({ state: 'proposed' });
    expect(value(await getPairView(alan, pairSessionId, now)).keys).toEqual({});
    // An edit takes the proposal back: the partner would agree to something else.
    value(await applyOps(alan, { pairSessionId, ops: ops.slice(8), atomic: true }, now));
    expect(value(await revealPart(alan, input, now))).toEqual({ state: 'proposed' });
    expect(value(await revealPart(ada, input, now)).state).toBe('revealed');
    const view = value(await getPairView(alan, pairSessionId, now));
    expect(view.revealed).toEqual(['2a']);
    expect(view.submissions['2a']).toMatchObject({ automatic: true, outcome: 'correct', earned: 8 });
    const late = { ...input, response: rightMatrix, token: 'late' };
    expect(await submitResponse(ada, late, now)).toMatchObject({ code: 'revealed' });
  });

  it('hands in when both agree on the same content; an edit in between cancels', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const input = { pairSessionId, partId: '1b' };
    const choose = (id: string, choice: string, base: number) =>
      applyOps(ada, { pairSessionId, ops: [{ opId: id, path: '1b', base, value: choice }] }, now);
    value(await choose('one', 'high', 0));
    expect(value(await handInPart(ada, input, now)).state).toBe('proposed');
    value(await choose('two', 'low', 1));
    expect(value(await getPairView(alan, pairSessionId, now)).proposals).toEqual([]);
    expect(value(await handInPart(alan, input, now)).state).toBe('proposed');
    expect(value(await handInPart(ada, input, now)).state).toBe('handed-in');
    const view = value(await getPairView(ada, pairSessionId, now));
    expect(view.handedIn).toEqual(['1b']);
    expect(view.scores['1b']).toMatchObject({ earned: 1, attempts: 0 });
  });

  it('tells a pair only what was found in its explanation, never what else the rubric looks for', async () => {
    const { ada, pairSessionId } = await seedPair();
    const input = {
      pairSessionId,
      partId: '1a',
      response: 'The logs are divided by the temperature.',
      token: 'part',
    };
    const view = value(await submitResponse(ada, input, now));
    const stored = await database().submission.findFirstOrThrow({ where: { pairSessionId } });
    expect(JSON.stringify(stored.concepts)).toContain('unknown');
    expect(view.concepts?.length).toBeGreaterThan(0);
    for (const told of [view, value(await getPairView(ada, pairSessionId, now)).submissions['1a']]) {
      expect(told?.concepts?.every(({ verdict }) => verdict === 'found')).toBe(true);
    }
  });

  it('grades at closing what was never checked, once', async () => {
    const { ada, pairSessionId } = await seedPair({ closesAt: later(10) });
    const ops = [
      { opId: 'b', path: '1b', base: 0, value: 'low' },
      { opId: 'c', path: '1c', base: 0, value: 'low' },
    ];
    value(await applyOps(ada, { pairSessionId, ops }, now));
    value(await submitResponse(ada, { pairSessionId, partId: '1c', token: 'checked' }, now));
    await settleClosedAssignments(later(9));
    expect(await database().submission.count({ where: { pairSessionId } })).toBe(1);
    await Promise.all([settleClosedAssignments(later(10)), settleClosedAssignments(later(10))]);
    await settleClosedAssignments(later(11));
    const stored = await database().submission.findMany({
      where: { pairSessionId },
      orderBy: { partId: 'asc' },
    });
    expect(stored.map(({ partId, origin, earned }) => [partId, origin, earned])).toEqual([
      ['1b', 'automatic', 1],
      ['1c', 'checked', 0],
    ]);
  });
});
