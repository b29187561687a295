import { beforeAll, describe, expect, it } from 'vitest';
import { overrideSubmission } from '@/lib/server/classes/overrides';
import { listOwnResults } from '@/lib/server/classes/own-results';
import { getPairWork } from '@/lib/server/classes/pair-work';
import { earnedOf, getSectionResults } from '@/lib/server/classes/results';
import { removeStudent } from '@/lib/server/classes/section-people';
import { database } from '@/lib/server/database/db';
import { newId } from '@/lib/server/database/ids';
import { write } from '@/lib/server/database/writer';
import { handInPart, revealPart } from '@/lib/server/pair/agreements';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { forgetRoom } from '@/lib/server/pair/room-memory';
import {
  addSeat,
  answerJoinRequest,
  createPairSession,
  joinPairSession,
  leavePairSession,
} from '@/lib/server/pair/seating';
import { splitPairSession } from '@/lib/server/pair/split-pair-session';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { askToJoin, assignAgain, codeOf, startPair } from '../../support/fairness';
import { later, now, seedClass, seedPair, type TestPair, value } from '../../support/pairs';
import { readResultsCsv } from '../../support/results-csv';

const check = (viewer: Viewer, pairSessionId: string, partId: string, response: string) =>
  submitResponse(viewer, { pairSessionId, partId, response, token: newId() }, now);

async function turn({ ada, alan, pairSessionId }: TestPair, partId: string): Promise<void> {
  value(await revealPart(ada, { pairSessionId, partId }, now));
  expect(value(await revealPart(alan, { pairSessionId, partId }, now)).state).toBe('revealed');
}

async function leave(viewer: Viewer, pairSessionId: string): Promise<void> {
  value(await leavePairSession(viewer, { pairSessionId }, now));
}

/** Seven cells that nobody has written. */
const blanks = Array(7).fill('');

const viewOf = async (viewer: Viewer, pairSessionId: string) =>
  value(await getPairView(viewer, pairSessionId, now));

/** Says yes to the one who waits to join. */
async function agree(viewer: Viewer, pairSessionId: string, at = now) {
  const [request] = (await viewOf(viewer, pairSessionId)).joinRequests;
  return answerJoinRequest(viewer, { pairSessionId, requestId: request?.id ?? '', agrees: true }, at);
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('lets nobody see the key, start anew together and take full points', async () => {
    const pair = await seedPair();
    const { ada, alan, assignmentId } = pair;
    value(await check(ada, pair.pairSessionId, '1c', 'low'));
    value(await check(ada, pair.pairSessionId, '1c', 'high'));
    for (const partId of ['1b', '2a']) await turn(pair, partId);
    await leave(ada, pair.pairSessionId);
    await leave(alan, pair.pairSessionId);
    const again = await startPair(alan, assignmentId);
    // Both have seen and used the same, so that neither costs the other anything.
    expect(await askToJoin(ada, again)).toBe('joined');
    expect(await check(ada, again, '1b', 'low')).toMatchObject({ code: 'revealed' });
    expect(await check(ada, again, '1c', 'low')).toMatchObject({ code: 'no-attempts-left' });
    const view = await viewOf(alan, again);
    expect(view.scores).toMatchObject({
      '1b': { pointsState: 'spent', seenBy: ['Alan', 'Ada'] },
      '1c': { pointsState: 'used-up', attempts: 2, attemptsLeft: 0 },
      '1d': { pointsState: 'open', seenBy: [] },
    });
    expect(view.parts.find(({ id }) => id === '2a')?.pointsState).toBe('spent');
    // The page is not turned here: no key is shown, and it can be typed into, without a verdict.
    expect([view.revealed, view.keys]).toEqual([[], {}]);
    const ops = [{ opId: 'a', path: '2a/0/0', base: 0, value: '1' }];
    expect(value(await applyOps(alan, { pairSessionId: again, ops }, now))).toMatchObject({
      accepted: ['a'],
      verdicts: {},
    });
    // Nor is what stands there graded when the part is finished.
    value(await handInPart(ada, { pairSessionId: again, partId: '2a' }, now));
    value(await handInPart(alan, { pairSessionId: again, partId: '2a' }, now));
    expect(await database().submission.count({ where: { pairSessionId: again } })).toBe(0);
  });

  it('knows what people have seen in another assignment of the worksheet, also while they sit in both', async () => {
    const pair = await seedPair();
    const { ada, alan } = pair;
    const other = await startPair(ada, await assignAgain(pair, { partners: 'solo' }));
    expect(value(await check(ada, other, '1b', 'high'))).toMatchObject({ attempt: 1 });
    expect((await viewOf(alan, pair.pairSessionId)).scores['1b']?.attempts).toBe(1);
    await turn(pair, '1b');
    expect(await check(ada, other, '1b', 'low')).toMatchObject({ code: 'revealed' });
    expect((await viewOf(ada, other)).scores['1b']?.pointsState).toBe('spent');
  });

  it('asks the one who sits there before a join spends parts or attempts', async () => {
    const pair = await seedPair({ students: 3 });
    const { ada, alan, assignmentId } = pair;
    const edith = pair.students[2];
    if (!edith) throw new Error('no third student');
    value(await check(ada, pair.pairSessionId, '1c', 'low'));
    await turn(pair, '2a');
    await leave(ada, pair.pairSessionId);
    const hers = await startPair(edith, assignmentId);
    const joined = value(await joinPairSession(ada, { code: await codeOf(hers) }, now));
    const costs = [
      { partId: '1c', why: 'attempts', attemptsLeft: 1 },
      { partId: '2a', why: 'seen', attemptsLeft: null },
    ];
    expect(joined).toEqual({ waitsFor: ['Edith'], costs });
    expect((await viewOf(edith, hers)).joinRequests).toMatchObject([{ name: 'Ada', costs, isAgreed: false }]);
    expect(await getPairView(ada, hers, now)).toMatchObject({ code: 'not-found' });
    // Nobody else answers for Edith.
    const [request] = (await viewOf(edith, hers)).joinRequests;
    const answer = { pairSessionId: hers, requestId: request?.id ?? '', agrees: true };
    for (const viewer of [ada, alan, pair.instructor]) {
      expect(await answerJoinRequest(viewer, answer, now)).toMatchObject({ code: 'not-found' });
    }
    expect(value(await answerJoinRequest(edith, answer, now))).toEqual({ state: 'joined' });
    expect(await askToJoin(ada, hers)).toBe('joined');
    const view = await viewOf(edith, hers);
    expect(view.joinRequests).toEqual([]);
    expect(view.scores).toMatchObject({
      '1c': { attempts: 1, attemptsLeft: 1 },
      '2a': { pointsState: 'spent', seenBy: ['Ada'] },
    });
    expect(await check(edith, hers, '2a', 'x')).toMatchObject({
      code: 'revealed',
      message: 'With Ada, 2a can earn no points (Ada has seen the solution).',
    });
    // Once she has left, they are open again.
    await leave(ada, hers);
    expect((await viewOf(edith, hers)).scores).toMatchObject({
      '1c': { attempts: 0, attemptsLeft: 2 },
      '2a': { pointsState: 'open', seenBy: [] },
    });
  });

  it.each(['leaves', 'is removed', 'is split off'])(
    'gives nobody points for what somebody typed who had seen the key and then %s',
    async (way) => {
      const pair = await seedPair({ students: 3, policy: { partners: 'solo', agreement: 'either' } });
      const { ada, assignmentId, instructor, sectionId } = pair;
      const edith = pair.students[2];
      if (!edith) throw new Error('no third student');
      for (const partId of ['1a', '1b', '2a']) {
        value(await revealPart(ada, { pairSessionId: pair.pairSessionId, partId }, now));
      }
      await leave(ada, pair.pairSessionId);
      const pairSessionId = await startPair(edith, assignmentId);
      await askToJoin(ada, pairSessionId);
      value(await agree(edith, pairSessionId));
      const type = async (viewer: Viewer, path: string, text: string, base: number, minute: number) =>
        value(
          await applyOps(
            viewer,
            { pairSessionId, ops: [{ opId: newId(), path, base, value: text }] },
            later(minute),
          ),
        );
      await type(ada, '1b', 'low', 0, 1);
      await type(ada, '1a', 'It divides the logs by T and draws from the softmax.', 0, 1);
      await type(ada, '2a/0/0', '1', 0, 1);
      await type(edith, '2a/1/0', '1/2', 0, 1);
      // What Ada types where she has seen nothing is as good as anybody's.
      await type(ada, '1c', 'high', 0, 1);
      if (way === 'leaves') value(await leavePairSession(ada, { pairSessionId }, later(2)));
      if (way === 'is removed') {
        value(await removeStudent(instructor, { sectionId, userId: ada.userId }, later(2)));
      }
      if (way === 'is split off') value(await splitPairSession(instructor, { pairSessionId }, later(2)));
      const checkDraft = (partId: string, minute: number, response?: string) =>
        submitResponse(edith, { pairSessionId, partId, response, token: newId() }, later(minute));
      forgetRoom(pairSessionId);
      const view = value(await getPairView(edith, pairSessionId, later(3)));
      expect(view.scores['1b']).toMatchObject({
        pointsState: 'open',
        uncounted: { names: ['Ada'], paths: ['1b'] },
      });
      expect(view.scores['2a']?.uncounted).toEqual({ names: ['Ada'], paths: ['2a/0/0'] });
      expect(view.scores['1c']?.uncounted).toBeUndefined();
      for (const partId of ['1a', '1b', '2a']) {
        expect(await checkDraft(partId, 3)).toMatchObject({
          code: 'from-solution',
          message: expect.stringMatching(/^Ada had seen the solution/),
        });
        expect(await handInPart(edith, { pairSessionId, partId }, later(3))).toMatchObject({
          code: 'from-solution',
        });
      }
      expect(await checkDraft('1b', 3, 'low')).toMatchObject({ code: 'from-solution' });
      expect(value(await checkDraft('1c', 3))).toMatchObject({ earned: 1 });
      // What she changes herself is hers.
      await type(edith, '1b', 'high', 1, 4);
      expect(value(await checkDraft('1b', 5))).toMatchObject({ earned: 0 });
      await type(edith, '1b', 'low', 2, 6);
      expect(value(await checkDraft('1b', 7))).toMatchObject({ earned: 1 });
      // Seeing the solution grades what is Edith's: the cell that she typed, of which no row is whole.
      value(await revealPart(edith, { pairSessionId, partId: '2a' }, later(8)));
      const graded = await database().submission.findMany({ where: { pairSessionId, partId: '2a' } });
      expect(graded.map(({ response }) => response)).toEqual([
        [['', ...blanks], ['1/2', ...blanks], ...Array(6).fill(['', ...blanks])],
      ]);
    },
  );

  it('lets the one who sits there decline, and asks anew where the costs have changed meanwhile', async () => {
    const pair = await seedPair({ students: 3 });
    const { ada, alan, assignmentId, pairSessionId } = pair;
    const edith = pair.students[2];
    if (!edith) throw new Error('no third student');
    await turn(pair, '2a');
    await leave(ada, pairSessionId);
    const hers = await startPair(edith, assignmentId);
    expect(await askToJoin(ada, hers)).toBe('waiting');
    const [request] = (await viewOf(edith, hers)).joinRequests;
    const answer = { pairSessionId: hers, requestId: request?.id ?? '' };
    // She sees another key in a second assignment, after she asked.
    const other = await startPair(ada, await assignAgain(pair, { partners: 'solo', agreement: 'either' }));
    value(await revealPart(ada, { pairSessionId: other, partId: '1d' }, now));
    expect(await answerJoinRequest(edith, { ...answer, agrees: true }, now)).toMatchObject({
      code: 'changed',
    });
    expect((await viewOf(edith, hers)).joinRequests[0]?.costs.map(({ partId }) => partId)).toEqual([
      '1d',
      '2a',
    ]);
    value(await answerJoinRequest(edith, { ...answer, agrees: false }, now));
    expect((await viewOf(edith, hers)).joinRequests).toEqual([]);
    expect(await askToJoin(ada, hers)).toBe('declined');
    expect(await answerJoinRequest(edith, { ...answer, agrees: true }, now)).toMatchObject({
      code: 'not-found',
    });
    expect(await askToJoin(ada, hers, later(11))).toBe('waiting');
    expect(alan.name).toBe('Alan');
  });

  it('seats somebody at the same screen only once what it costs was read', async () => {
    const pair = await seedPair({ students: 3 });
    const edith = pair.students[2];
    if (!edith) throw new Error('no third student');
    await turn(pair, '2a');
    await leave(pair.ada, pair.pairSessionId);
    const hers = await startPair(edith, pair.assignmentId);
    const input = { pairSessionId: hers, userId: pair.ada.userId };
    const refused = await addSeat(edith, input, now);
    if (refused.ok) throw new Error('seated at once');
    expect(refused).toMatchObject({
      code: 'spends',
      message: 'With Ada, 2a can earn no points (Ada has seen the solution).',
    });
    expect((await viewOf(edith, hers)).joinRequests).toEqual([]);
    expect(await addSeat(edith, { ...input, agreesTo: 'something else' }, now)).toMatchObject({
      code: 'spends',
    });
    expect((await addSeat(edith, { ...input, agreesTo: refused.message }, now)).ok).toBe(true);
  });

  it('shows the key to somebody who came later only when both turn the page', async () => {
    const pair = await seedPair({ students: 3 });
    const { ada, alan, pairSessionId } = pair;
    const edith = pair.students[2];
    if (!edith) throw new Error('no third student');
    await turn(pair, '2a');
    await leave(alan, pairSessionId);
    // Ada has seen the key; it is Edith who loses by it, and she decides by joining.
    expect(await askToJoin(edith, pairSessionId)).toBe('joined');
    const turned = async (viewer: Viewer) => Object.keys((await viewOf(viewer, pairSessionId)).keys);
    expect([await turned(ada), await turned(edith)]).toEqual([['2a'], []]);
    const input = { pairSessionId, partId: '2a' };
    expect(value(await revealPart(ada, input, now)).state).toBe('revealed');
    expect(value(await revealPart(edith, input, now))).toEqual({ state: 'proposed' });
    expect(await turned(edith)).toEqual([]);
    expect(value(await revealPart(ada, input, now)).state).toBe('revealed');
    expect(await turned(edith)).toEqual(['2a']);
    expect(await database().reveal.count({ where: { pairSessionId } })).toBe(1);
    // Edith has seen it from now on, also alone.
    await leave(ada, pairSessionId);
    expect((await viewOf(edith, pairSessionId)).scores['2a']?.pointsState).toBe('spent');
  });

  it('opens a part for the one who stays and has not seen the key', async () => {
    const pair = await seedPair({ students: 3, policy: { partners: 'solo' } });
    const { ada, alan, pairSessionId } = pair;
    const edith = pair.students[2];
    if (!edith) throw new Error('no third student');
    await turn(pair, '1b');
    await leave(alan, pairSessionId);
    expect(await askToJoin(edith, pairSessionId)).toBe('joined');
    expect(await check(edith, pairSessionId, '1b', 'low')).toMatchObject({ code: 'revealed' });
    await leave(ada, pairSessionId);
    expect(value(await check(edith, pairSessionId, '1b', 'low'))).toMatchObject({ earned: 1 });
  });

  it('takes along what was seen and used through a split', async () => {
    const pair = await seedPair({ students: 3 });
    const { alan, instructor, pairSessionId } = pair;
    value(await check(alan, pairSessionId, '1c', 'low'));
    await turn(pair, '1b');
    const { copies } = value(await splitPairSession(instructor, { pairSessionId }, now));
    const copyId = copies[0]?.pairSessionId ?? '';
    expect(await check(alan, copyId, '1b', 'low')).toMatchObject({ code: 'revealed' });
    expect((await viewOf(alan, copyId)).scores['1c']).toMatchObject({ attempts: 1, attemptsLeft: 1 });
    expect((await viewOf(alan, copyId)).revealed).toEqual(['1b']);
  });

  it('takes those who taught the worksheet anywhere for people who have seen all its keys', async () => {
    const { assignmentId, students } = await seedClass({ policy: { partners: 'solo' } });
    const elsewhere = await seedClass();
    const [ada] = students;
    if (!ada) throw new Error('no student');
    const id = await startPair(ada, assignmentId);
    expect(value(await check(ada, id, '1b', 'high'))).toMatchObject({ attempt: 1 });
    await write((tx) =>
      tx.staffTime.create({
        data: { id: newId(), userId: ada.userId, sectionId: elsewhere.sectionId, since: now },
      }),
    );
    await write((tx) => tx.pairSession.update({ where: { id }, data: { version: { increment: 1 } } }));
    expect(await check(ada, id, '1b', 'low')).toMatchObject({ code: 'revealed' });
    const alan = students[1];
    if (!alan) throw new Error('no student');
    const his = await startPair(alan, assignmentId);
    await leave(ada, id);
    expect(await askToJoin(ada, his)).toBe('waiting');
  });

  it('counts an attempt once for each, however many pairs they sit in, also at once', async () => {
    const pair = await seedPair({ students: 2, policy: { partners: 'solo' } });
    const { ada, alan } = pair;
    const second = await assignAgain(pair, { partners: 'solo' });
    const other = await startPair(ada, second);
    const answers = await Promise.all([
      check(ada, pair.pairSessionId, '1c', 'low'),
      check(ada, other, '1c', 'low'),
      check(alan, pair.pairSessionId, '1c', 'high'),
      check(ada, other, '1c', 'high'),
    ]);
    // Two attempts in all, in whichever of the two pairs.
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    const row = await database().personPart.findFirstOrThrow({ where: { userId: ada.userId, partId: '1c' } });
    expect(row.attempts).toBe(2);
  });

  it('lets no check that meets a reveal in the other pair of a person score after it', async () => {
    for (let turnOf = 0; turnOf < 4; turnOf += 1) {
      const pair = await seedPair({ policy: { agreement: 'either' } });
      const { ada, alan } = pair;
      const second = await assignAgain(pair, { partners: 'solo', agreement: 'either' });
      const other = await startPair(ada, second);
      const [checked] = await Promise.all([
        check(ada, other, '1b', 'low'),
        revealPart(alan, { pairSessionId: pair.pairSessionId, partId: '1b' }, now),
      ]);
      if (!checked.ok) expect(checked.code).toBe('revealed');
      expect(await check(ada, other, '1b', 'high')).toMatchObject({ code: 'revealed' });
    }
  });

  it('joins with what the others have seen by then, when both come at once', async () => {
    for (let turnOf = 0; turnOf < 4; turnOf += 1) {
      const pair = await seedPair({ students: 3, policy: { agreement: 'either' } });
      const { ada, assignmentId, pairSessionId } = pair;
      const edith = pair.students[2];
      if (!edith) throw new Error('no third student');
      const second = await assignAgain(pair, { partners: 'solo', agreement: 'either' });
      const other = await startPair(ada, second);
      const hers = await startPair(edith, assignmentId);
      await leave(ada, pairSessionId);
      const [asked] = await Promise.all([
        askToJoin(ada, hers),
        revealPart(ada, { pairSessionId: other, partId: '1b' }, now),
      ]);
      // Joined before the reveal, or asked after it; in both cases the part is spent where she sits.
      if (asked === 'waiting') expect(value(await agree(edith, hers))).toEqual({ state: 'joined' });
      expect((await viewOf(edith, hers)).scores['1b']?.pointsState).toBe('spent');
    }
  });

  it('begins with what a person brings along', async () => {
    const pair = await seedPair({ policy: { partners: 'solo' } });
    await turn(pair, '1b');
    await leave(pair.ada, pair.pairSessionId);
    const { id } = value(await createPairSession(pair.ada, { assignmentId: pair.assignmentId }, now));
    expect(await check(pair.ada, id, '1b', 'low')).toMatchObject({ code: 'revealed' });
  });

  describe('points', () => {
    const pointsOf = async ({ instructor, sectionId }: TestPair, viewer: Viewer, partId: string) => {
      const results = value(await getSectionResults(instructor, { sectionId }, now));
      const places = results.rows.flatMap((row) =>
        row.seats.filter(({ email }) => email === viewer.email).map(({ id }) => ({ row, id })),
      );
      expect(places).toHaveLength(1);
      const [place] = places;
      const cell = place?.row.cells.find((one) => one.partId === partId);
      return place && cell ? earnedOf(place.row, place.id, cell) : null;
    };

    it('stay with who has earned them, whatever becomes of the pair', async () => {
      const pair = await seedPair({ students: 3, policy: { partners: 'solo' } });
      const { ada, alan, assignmentId, pairSessionId } = pair;
      value(await check(ada, pairSessionId, '1b', 'low'));
      await leave(alan, pairSessionId);
      expect(await pointsOf(pair, alan, '1b')).toBe(1);
      value(await check(ada, pairSessionId, '1b', 'high'));
      expect([await pointsOf(pair, ada, '1b'), await pointsOf(pair, alan, '1b')]).toEqual([0, 1]);
      // He begins anew, and keeps what he has until something is submitted where he sits.
      const his = await startPair(alan, assignmentId);
      expect(await pointsOf(pair, alan, '1b')).toBe(1);
      forgetRoom(his);
      // His page says so, of the part and in the total.
      const kept = [{ name: 'Alan', earned: 1, total: 1, with: ['Ada'] }];
      expect((await viewOf(alan, his)).scores['1b']).toMatchObject({ earned: 1, outcome: 'correct', kept });
      expect((await viewOf(alan, his)).scores['1c']?.kept).toBeUndefined();
      expect((await viewOf(ada, pairSessionId)).scores['1b']?.kept).toBeUndefined();
      value(await check(alan, his, '1b', 'high'));
      expect(await pointsOf(pair, alan, '1b')).toBe(0);
      expect((await viewOf(alan, his)).scores['1b']).toMatchObject({ earned: 0, outcome: 'incorrect' });
      expect((await viewOf(alan, his)).scores['1b']?.kept).toBeUndefined();
      const csv = await readResultsCsv(pair, now);
      expect(
        csv.split('\r\n').filter((line) => line.includes(alan.email) && line.includes('"1b"')),
      ).toHaveLength(1);
    });

    it('are those of an instructor’s later decision on what somebody has left behind', async () => {
      const pair = await seedPair({ closesAt: later(10), policy: { partners: 'solo' } });
      const { ada, alan, pairSessionId } = pair;
      const checked = value(await check(ada, pairSessionId, '1b', 'high'));
      await leave(alan, pairSessionId);
      const decision = { submissionId: checked.id ?? '', earned: 0.5, reason: 'half' };
      value(await overrideSubmission(pair.instructor, decision, now));
      expect(await pointsOf(pair, alan, '1b')).toBe(0.5);
      // A decision on what was submitted after he left is not about him.
      const again = value(
        await submitResponse(ada, { pairSessionId, partId: '1b', response: 'low', token: newId() }, later(1)),
      );
      value(
        await overrideSubmission(
          pair.instructor,
          { submissionId: again.id ?? '', earned: 0, reason: 'copied' },
          later(2),
        ),
      );
      expect([await pointsOf(pair, ada, '1b'), await pointsOf(pair, alan, '1b')]).toEqual([0, 0.5]);
      const [own] = value(await listOwnResults(alan, pair.sectionId, later(11))).results;
      expect([own?.total.earned, own?.decisions.map(({ comment }) => comment)]).toEqual([0.5, ['half']]);
    });

    it('of a pair that somebody joins do not take away what they brought along', async () => {
      const pair = await seedPair({ students: 3, policy: { partners: 'solo' } });
      const { ada, alan, assignmentId, pairSessionId } = pair;
      const edith = pair.students[2];
      if (!edith) throw new Error('no third student');
      const hers = await startPair(edith, assignmentId);
      value(await check(edith, hers, '1b', 'high'));
      value(await check(edith, hers, '1c', 'high'));
      value(await check(ada, pairSessionId, '1b', 'low'));
      await leave(alan, pairSessionId);
      expect(await askToJoin(alan, hers, later(1))).toBe('joined');
      expect([await pointsOf(pair, alan, '1b'), await pointsOf(pair, alan, '1c')]).toEqual([1, 1]);
      expect(await pointsOf(pair, edith, '1b')).toBe(0);
    });

    it('carry a mark for instructors where somebody had seen the solution', async () => {
      const pair = await seedPair({ students: 3 });
      const { ada, assignmentId, sectionId, instructor, pairSessionId } = pair;
      const edith = pair.students[2];
      if (!edith) throw new Error('no third student');
      await turn(pair, '1b');
      await leave(ada, pairSessionId);
      const hers = await startPair(edith, assignmentId, later(1));
      expect(await askToJoin(ada, hers, later(2))).toBe('waiting');
      value(await agree(edith, hers, later(3)));
      const marked = async (id: string) =>
        value(await getPairWork(instructor, { sectionId, pairSessionId: id }, now))
          .parts.filter(({ isWithSeen }) => isWithSeen)
          .map(({ part }) => part.id);
      expect([await marked(hers), await marked(pairSessionId)]).toEqual([['1b'], []]);
      // Every pair session stays in the table, with the names of those who went on elsewhere.
      const { rows } = value(await getSectionResults(instructor, { sectionId }, now));
      const names = rows.map((row) => [
        row.seats.map(({ name }) => name),
        row.formerSeats.map(({ name }) => name),
      ]);
      expect(names).toEqual([
        [['Alan'], ['Ada']],
        [['Edith', 'Ada'], []],
      ]);
    });
  });
});
